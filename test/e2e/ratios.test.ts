import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeClip } from '../../src/media/probe.ts';
import { tinyPicture } from '../../src/task/tiny-picture.ts';
import {
  downloadTo,
  type Json,
  startTestServer,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

let lenient: TestServer;
let strict: TestServer;

beforeAll(async () => {
  [lenient, strict] = await Promise.all([startTestServer(), startTestServer({ strict: true })]);
});
afterAll(async () => {
  await lenient?.close();
  await strict?.close();
});

const body = (model: string, ratio?: unknown) => ({
  model,
  ratio,
  promptImage: tinyPicture,
  promptText: 'fake:slow 0',
  duration: 5,
});

async function post(on: TestServer, sent: Json, version: string, prefix = '/v1') {
  const response = await fetch(`${on.url}${prefix}/image_to_video`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${on.apiKey}`,
      'content-type': 'application/json',
      'x-runway-version': version,
    },
    body: JSON.stringify(sent),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

async function sizeOf(on: TestServer, id: string): Promise<string> {
  const { output } = await waitForTask(on, id, 'SUCCEEDED');
  const { width, height } = await probeClip(await downloadTo(on.dataDir, output[0]));
  return `${width}x${height}`;
}

const [first, newest] = ['2024-09-13', '2024-11-06'];

describe('version 2024-09-13', () => {
  it.each([
    ['16:9', '1280x768'],
    ['9:16', '768x1280'],
    [undefined, '1280x768'],
  ])('makes of ratio %s a clip of %s, strict or not', async (ratio, size) => {
    for (const on of [lenient, strict]) {
      const { status, body: reply } = await post(
        on,
        body('gen3a_turbo', ratio),
        first!,
        '/runwayml/v1',
      );
      expect(status).toBe(200);
      expect(await sizeOf(on, reply.id)).toBe(size);
    }
  });

  it('has those ratios to itself', async () => {
    for (const model of ['gen3a_turbo', 'gen4a_turbo', 'gen4_turbo', 'gen4.5']) {
      const { status, body: reply } = await post(lenient, body(model, '16:9'), newest!);
      expect(status, model).toBe(400);
      expect(reply.issues[0]).toMatchObject({ path: ['ratio'] });
    }
  });

  it.each([['constructor'], [['16:9']], [{}], [169]])(
    'takes no other value for them: %j',
    async (ratio) => {
      expect((await post(lenient, body('gen3a_turbo', ratio), first!)).status).toBe(400);
    },
  );
});

describe('the size of the turbo models', () => {
  it.each([
    ['gen4_turbo', '1280:768', '1280x768'],
    ['gen4_turbo', '768:1280', '768x1280'],
    ['gen4.5', '1280:768', '1280x768'],
    ['gen4.5', '768:1280', '768x1280'],
  ])('is made by %s, too: %s', async (model, ratio, size) => {
    const { status, body: reply } = await post(lenient, body(model, ratio), newest!);
    expect(status).toBe(200);
    expect(await sizeOf(lenient, reply.id)).toBe(size);
  });

  it.each(['gen4_turbo', 'gen4.5'])(
    'is refused by %s where Runway is taken strictly',
    async (model) => {
      const { status, body: reply } = await post(strict, body(model, '1280:768'), newest!);
      expect(status).toBe(400);
      expect(reply.issues[0]).toMatchObject({ path: ['ratio'] });
      expect((await post(strict, body(model, '1280:720'), newest!)).status).toBe(200);
    },
  );
});
