import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeClip } from '../../src/media/probe.ts';
import { usualSeconds } from '../../src/task/models/describe.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { type Case, cases, rightBody, wrongBodies } from '../support/model-bodies.ts';
import {
  downloadTo,
  type Json,
  startTestServer,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

/** The fake engine makes whatever it is asked for; the embedded one says what it cannot. */
let fake: TestServer;
let real: TestServer;
/** Large enough for every model, and of a shape that each takes. */
let image: string;

beforeAll(async () => {
  const limits = { rootPostsPerMinute: 1_000_000 };
  [fake, real] = await Promise.all([
    startTestServer({ limits }),
    startTestServer({ engine: 'parallax', limits }),
  ]);
  image = toDataUri(await makeImage({ width: 480, height: 300 }));
});
afterAll(async () => {
  await fake?.close();
  await real?.close();
});

const named = cases.map((one) => ({ ...one, name: `${one.kind} ${one.model}` }));

async function detailsOf(server: TestServer, kind: string, body: object): Promise<Json> {
  const { status, body: reply } = await server.call('POST', `/v1/${kind}`, body);
  expect(status, JSON.stringify(reply)).toBe(200);
  const { body: details } = await server.call('GET', `/v1/tasks/${reply.id}/details`);
  return { ...details, estimatedCost: reply.estimatedCost };
}

describe.each(named)('$name', (one) => {
  const path = `/v1/${one.kind}`;

  it('is taken with its defaults', async () => {
    const hanging = { ...rightBody(one, image), promptText: 'fake:hang' };
    const details = await detailsOf(fake, one.kind, hanging);
    expect(details).toMatchObject({ model: one.model, engine: 'fake' });
    const { durationSeconds, width, height } = details.request;
    expect(durationSeconds).toBe(one.rules.fields.duration!.required ? 5 : usualSeconds(one.rules));
    expect([width % 2, height % 2]).toEqual([0, 0]);
    expect(details.estimatedCost.credits).toBeGreaterThan(0);
    await fake.call('DELETE', `/v1/tasks/${details.id}`);
  });

  it('answers whatever is wrong with a 400 in Runway’s envelope that names the place', async () => {
    // Each has been tried on the schema; here, one of a kind goes the whole way.
    const kinds = new Map(
      wrongBodies(one).map((wrong) => [wrong.what.replace(/^\S+ /, ''), wrong]),
    );
    for (const { what, body, path: place, says } of kinds.values()) {
      const { status, body: reply } = await fake.call('POST', path, body);
      expect(status, what).toBe(400);
      expect(reply).toMatchObject({
        error: 'Validation of body failed',
        docUrl: expect.stringMatching(/^https:/),
      });
      expect(reply.issues, what).toContainEqual(
        expect.objectContaining({
          path: place,
          code: expect.any(String),
          message: says ? expect.stringContaining(says) : expect.any(String),
        }),
      );
    }
  });
});

describe('clips of their sizes', () => {
  it.each<[string, object, string, number]>([
    ['hailuo3', { promptText: 'x', ratio: 'adaptive' }, '1296x810', 5],
    ['happyhorse_1_0', { duration: 3, resolution: '1080P' }, '1822x1138', 3],
    ['wan3', { promptText: 'x', ratio: 'auto_480p', duration: 2 }, '810x506', 2],
    ['grok_imagine_1_5', { duration: 1, resolution: '480p' }, '810x506', 1],
    ['seedance2_5', { draft: true, ratio: '720:1280', duration: 'auto' }, '480x854', 5],
  ])('%s with %j', async (model, own, size, seconds) => {
    const { id } = await detailsOf(fake, 'image_to_video', { model, promptImage: image, ...own });
    const { output } = await waitForTask(fake, id, 'SUCCEEDED');
    const clip = await probeClip(await downloadTo(fake.dataDir, output[0]));
    expect(`${clip.width}x${clip.height}`).toBe(size);
    expect(clip.frames).toBe(seconds * 24);
  });

  it('and of text alone', async () => {
    const body = { model: 'gen4.5', promptText: 'a boat', ratio: '720:1280', duration: 2 };
    const { id, request } = await detailsOf(fake, 'text_to_video', body);
    expect(request).toMatchObject({ kind: 'text_to_video', inputs: [] });
    const { output } = await waitForTask(fake, id, 'SUCCEEDED');
    const clip = await probeClip(await downloadTo(fake.dataDir, output[0]));
    expect(clip).toMatchObject({ width: 720, height: 1280, frames: 48 });
  });
});

describe('what a request is stored as', () => {
  const media = { type: 'audio', uri: 'https://example.com/it.mp3' };

  it('keeps roles, and the model’s own fields as they were sent', async () => {
    const { request, id } = await detailsOf(fake, 'image_to_video', {
      model: 'kling_4',
      promptImage: [
        { uri: image, position: 'first' },
        { uri: image, position: 'middle' },
      ],
      promptText: 'fake:hang',
      references: [{ uri: image }],
      referenceVideos: [{ uri: 'data:video/mp4;base64,AAAA' }],
    });
    expect(request.inputs.map(({ role }: Json) => role)).toEqual(['first', 'middle', 'reference']);
    // What came in the request itself is not kept twice.
    expect(request.options).toEqual({
      ratio: 'auto_720p',
      referenceVideos: [{ uri: 'data:' }],
    });
    await fake.call('DELETE', `/v1/tasks/${id}`);
  });

  it('hands on what is on the web, and knows what .mov is', async () => {
    const { request, id } = await detailsOf(fake, 'image_to_video', {
      model: 'seedance2_5',
      promptImage: image,
      promptText: 'fake:hang',
      outputFormat: 'mov',
      referenceAudio: [media],
    });
    expect(request).toMatchObject({ outputFormat: 'prores', proresProfile: '422 HQ' });
    expect(request.options).toEqual({ audio: true, ratio: '1280:720', referenceAudio: [media] });
    await fake.call('DELETE', `/v1/tasks/${id}`);
  });
});

describe('the embedded engine', () => {
  const warningsOf = async (body: object) => {
    const { warnings, id } = await detailsOf(real, 'image_to_video', body);
    await real.call('DELETE', `/v1/tasks/${id}`);
    return warnings.map(({ message }: Json) => message.split(':')[0]).sort();
  };

  it('tells field by field what it leaves out', async () => {
    expect(
      await warningsOf({
        model: 'veo3.1',
        promptImage: image,
        ratio: '1280:720',
        negativePrompt: 'rain',
      }),
    ).toEqual(['audio', 'negativePrompt']);
    expect(
      await warningsOf({ model: 'veo3.1', promptImage: image, ratio: '1280:720', audio: false }),
    ).toEqual([]);
    expect(
      await warningsOf({
        model: 'kling_4',
        promptImage: [
          { uri: image, position: 'first' },
          { uri: image, position: 'middle' },
        ],
        references: [{ uri: image }],
      }),
    ).toEqual(['promptImage', 'references']);
    expect(
      await warningsOf({
        model: 'kling3.0_pro',
        promptImage: image,
        audio: false,
        cfgScale: 0.7,
        providerSettings: { shotType: 'customize' },
      }),
    ).toEqual(['cfgScale', 'providerSettings']);
  });

  it('refuses what is larger than it is set to make', async () => {
    const { status, body } = await real.call('POST', '/v1/image_to_video', {
      model: 'seedance2',
      promptImage: image,
      ratio: '3840:3840',
    });
    expect(status).toBe(400);
    expect(body.issues).toMatchObject([
      { path: ['ratio'], message: expect.stringMatching(/at most 8294400 pixels.*3840x3840/) },
    ]);
  });

  it('makes nothing of text alone, and says what to configure', async () => {
    const { status, body } = await real.call('POST', '/v1/text_to_video', {
      model: 'gen4.5',
      promptText: 'a boat',
      ratio: '1280:720',
      duration: 2,
    });
    expect(status).toBe(400);
    expect(body.issues).toMatchObject([
      { path: ['model'], message: expect.stringContaining('"models" in the configuration file') },
    ]);
  });

  it('begins with the first of images that have no position', async () => {
    const body = {
      model: 'seedance2',
      promptImage: [{ uri: image }, { uri: image }],
      promptText: 'slow dolly in',
      ratio: '864:496',
      duration: 4,
      audio: false,
    };
    const { id, warnings } = await detailsOf(real, 'image_to_video', body);
    expect(warnings).toHaveLength(2);
    const { output } = await waitForTask(real, id, 'SUCCEEDED');
    const clip = await probeClip(await downloadTo(real.dataDir, output[0]));
    expect(clip).toMatchObject({ width: 864, height: 496, frames: 96 });
  });
});

it('refuses an image that the model is too particular for', async () => {
  const small = toDataUri(await makeImage({ width: 200, height: 150 }));
  const { status, body } = await fake.call('POST', '/v1/image_to_video', {
    model: 'happyhorse_1_0',
    promptImage: small,
  });
  expect(status).toBe(400);
  expect(body.issues).toMatchObject([{ path: ['promptImage'] }]);
});

describe('version 2024-09-13', () => {
  const post = (body: object) =>
    fetch(`${fake.url}/v1/image_to_video`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${fake.apiKey}`,
        'content-type': 'application/json',
        'x-runway-version': '2024-09-13',
      },
      body: JSON.stringify({ promptImage: image, promptText: 'fake:hang', ...body }),
    }).then((response) => response.json() as Promise<Json>);

  it.each<[Partial<Case>['model'], string]>([
    ['gen3a_turbo', '1280x768'],
    ['gen4_turbo', '1280x768'],
    ['veo3.1', '1280x720'],
    // Whose own word it is.
    ['hailuo3', '1366x768'],
  ])('knows 16:9 of %s as %s', async (model, size) => {
    const { id } = await post({ model, ratio: '16:9' });
    const { body } = await fake.call('GET', `/v1/tasks/${id}/details`);
    expect(`${body.request.width}x${body.request.height}`).toBe(size);
    await fake.call('DELETE', `/v1/tasks/${id}`);
  });
});
