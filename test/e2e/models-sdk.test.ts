/** Every model once through Runway's own SDKs: for Node, and for Python where that is installed. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import RunwayML, { TaskFailedError } from 'runwayml-4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeClip } from '../../src/media/probe.ts';
import { ratiosOf, secondsOf } from '../../src/task/models/describe.ts';
import { readPixels } from '../../src/task/models/size.ts';
import { makeImage, serveBytes, toDataUri } from '../support/images.ts';
import { type Case, cases, rightBody } from '../support/model-bodies.ts';
import { downloadTo, type Json, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let image: string;
let picture: Awaited<ReturnType<typeof serveBytes>>;

beforeAll(async () => {
  const bytes = await makeImage({ width: 480, height: 300 });
  image = toDataUri(bytes);
  picture = await serveBytes(bytes);
  server = await startTestServer({
    env: { PHOTOPLAY_INPUT_HOSTS: picture.host, PHOTOPLAY_CONCURRENCY: '2' },
    limits: { rootPostsPerMinute: 100_000 },
  });
});
afterAll(async () => {
  await server?.close();
  await picture?.close();
});

/** As short and as small as the model has it: what counts is the way there and back. */
function shortBody(one: Case): Record<string, unknown> {
  const { duration } = one.rules.fields;
  const sized = ratiosOf(one.rules).filter((ratio) => readPixels(ratio));
  const areaOf = (ratio: string) => readPixels(ratio)!.width * readPixels(ratio)!.height;
  const [smallest] = sized.sort((ratio, other) => areaOf(ratio) - areaOf(other));
  const shapedByFrame = one.rules.conditions?.includes('framesNeedAutoRatio');
  return {
    ...rightBody(one, image),
    ...(duration && { duration: secondsOf(one.rules)[0] }),
    ...(smallest && !shapedByFrame && { ratio: smallest }),
  };
}

async function expectClip(one: Case, id: string, url: string): Promise<void> {
  const { body: details } = await server.call('GET', `/v1/tasks/${id}/details`);
  const { width, height, durationSeconds } = details.request;
  const clip = await probeClip(await downloadTo(server.dataDir, url));
  const about = `${one.kind} ${one.model}`;
  expect(clip, about).toMatchObject({ width, height, frames: durationSeconds * 24 });
}

it('the SDK for Node gets a clip of every model', async () => {
  const client = new RunwayML({
    apiKey: server.apiKey,
    baseURL: server.url,
    maxRetries: 0,
    timeout: 600_000,
  });
  await Promise.all(
    cases.map(async (one) => {
      const endpoint = one.kind === 'image_to_video' ? client.imageToVideo : client.textToVideo;
      // Its types have not heard of the youngest models.
      const task = await endpoint
        .create(shortBody(one) as never)
        .waitForTaskOutput({ timeout: null as never });
      expect(task.status).toBe('SUCCEEDED');
      await expectClip(one, task.id, task.output![0]!);
    }),
  );
});

const python = process.env.RUNWAYML_PYTHON ?? 'python3';

function hasPythonSdk(): boolean {
  try {
    execFileSync(python, ['-c', 'import runwayml'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const script = `
import json, re, sys, threading
from runwayml import RunwayML
given = json.load(sys.stdin)
client = RunwayML(api_key=given["key"], base_url=given["url"], max_retries=0)
snake = lambda name: re.sub("[A-Z]", lambda found: "_" + found.group().lower(), name)
results = [None] * len(given["requests"])
def make(index, kind, body):
    made = getattr(client, kind).create(**{snake(name): value for name, value in body.items()})
    task = made.wait_for_task_output(timeout=None)
    results[index] = {"id": task.id, "output": task.output}
threads = [threading.Thread(target=make, args=(index, *one)) for index, one in enumerate(given["requests"])]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps(results))
`;

// Without it: pip install runwayml, or name another Python in RUNWAYML_PYTHON.
it.skipIf(!hasPythonSdk())('the SDK for Python gets a clip of every model', async () => {
  const running = promisify(execFile)(python, ['-c', script], { maxBuffer: 2 ** 24 });
  const requests = cases.map((one) => [one.kind, shortBody(one)]);
  running.child.stdin!.end(JSON.stringify({ key: server.apiKey, url: server.url, requests }));
  const made: Json[] = JSON.parse((await running).stdout);
  for (const [index, one] of cases.entries()) {
    await expectClip(one, made[index].id, made[index].output[0]);
  }
});

describe('the quickstart of Runway’s documentation', () => {
  it('works as it stands, but for host, key and image', async () => {
    const client = new RunwayML({ apiKey: server.apiKey, baseURL: server.url });
    const told: unknown[] = [];
    const console = { log: (...said: unknown[]) => told.push(...said), error: () => undefined };

    // Create a new image-to-video task using the "seedance2_5" model
    try {
      const task = await client.imageToVideo
        .create({
          model: 'seedance2_5',
          // Point this at your own image file
          promptImage: picture.url,
          promptText: 'A timelapse on a sunny day with clouds flying by',
          ratio: '1280:720',
          duration: 5,
        })
        .waitForTaskOutput();

      console.log('Task complete:', task);
    } catch (error) {
      if (error instanceof TaskFailedError) console.error();
      throw error;
    }

    const [said, task] = told as [string, { id: string; output: string[] }];
    expect(said).toBe('Task complete:');
    const clip = await probeClip(await downloadTo(server.dataDir, task.output[0]!));
    expect(clip).toMatchObject({ width: 1280, height: 720, frames: 120 });
  });
});
