import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { startModelHub } from '../support/model-hub.ts';
import { writeBrightnessModel } from '../support/onnx-model.ts';
import { startTestServer, waitForTask } from '../support/server.ts';

let folder: string;
let model: string;
const bytes = writeBrightnessModel();
const sha256 = createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  model = path.join(folder, 'brightness.onnx');
  await writeFile(model, bytes);
});
afterAll(() => rm(folder, { recursive: true }));

/** A configuration with a depth model in it. */
async function configure(name: string, depthModel: object): Promise<Record<string, string>> {
  const file = path.join(folder, `${name}.json`);
  await writeFile(file, JSON.stringify({ engines: { parallax: { depthModel } } }));
  return { PHOTOPLAY_CONFIG: file };
}

describe('a server with a depth model in its configuration', () => {
  it('tells in the details of a task which depth was used', async () => {
    const env = await configure('right', { path: model, sha256 });
    const server = await startTestServer({ engine: 'parallax', env });
    try {
      const { body } = await server.call('POST', '/v1/image_to_video', {
        model: 'gen4_turbo',
        ratio: '960:960',
        duration: 2,
        promptImage: toDataUri(await makeImage()),
        promptText: 'static shot',
      });
      await waitForTask(server, body.id, 'SUCCEEDED');
      const details = await server.call('GET', `/v1/tasks/${body.id}/details`);
      const depth = `brightness.onnx (${sha256.slice(0, 12)})`;
      expect(details.body.shot).toMatchObject({ depth });
      expect((await server.call('GET', '/healthz')).body).toEqual({ status: 'ok', depth });
    } finally {
      await server.close();
    }
  });

  it('does not start with a file of another hash', async () => {
    const env = await configure('wrong', { path: model, sha256: '0'.repeat(64) });
    await expect(startTestServer({ env })).rejects.toThrow(
      `to have the SHA-256 ${'0'.repeat(64)} but it has ${sha256}`,
    );
  });

  it('does not start with a file that is no model', async () => {
    const file = path.join(folder, 'letter.onnx');
    await writeFile(file, 'Dear model,');
    const hash = createHash('sha256').update('Dear model,').digest('hex');
    const env = await configure('letter', { path: file, sha256: hash });
    await expect(startTestServer({ env })).rejects.toThrow(
      /letter\.onnx but it could not be loaded/,
    );
  });

  it('refuses a configuration without a hash', async () => {
    const env = await configure('bare', { path: model });
    await expect(startTestServer({ env })).rejects.toThrow(/engines\.parallax\.depthModel\.sha256/);
  });
});

describe('photoplay doctor, about depth', () => {
  it.each([
    [
      'the model that is there',
      () => ({ path: model, sha256 }),
      /ok {3}depth from the neural model brightness\.onnx/,
    ],
    [
      'a model of another hash',
      () => ({ path: model, sha256: '0'.repeat(64) }),
      new RegExp(`FAIL the depth model .*brightness\\.onnx has the SHA-256 ${sha256}`),
    ],
    [
      'a model that is still to be fetched',
      () => ({ url: 'http://127.0.0.1:1/model', sha256 }),
      /ok {3}depth from a neural model that the next start fetches/,
    ],
  ])('tells of %s', async (name, depthModel, expected) => {
    const env = await configure(name.replaceAll(' ', '-'), depthModel());
    const { stdout } = await runCli(['doctor'], { dataDir: folder, env }).ended;
    expect(stdout).toMatch(expected);
  });
});

describe('photoplay models', () => {
  it('lists what is known, and refuses a file of another hash', async () => {
    const hub = await startModelHub(bytes);
    const env = { HF_ENDPOINT: hub.url };
    const { stdout } = await runCli(['models', 'list'], { dataDir: folder, env }).ended;
    expect(stdout).toMatch(/^depth +not here +Depth Anything V2 Small, 99 MB, Apache-2\.0$/m);
    const added = await runCli(['models', 'add', 'depth'], { dataDir: folder, env }).ended;
    expect(added.code).toBe(1);
    expect(added.stderr).toMatch(/to have the SHA-256 afb6a5c2[0-9a-f]+ but it has/);
    expect(hub.asked).toEqual([
      '/onnx-community/depth-anything-v2-small/resolve/4472b7362082ad9968fee890ca0f1e5aca36b93d/onnx/model.onnx',
    ]);
  });

  it('names the known ones to who asks for another', async () => {
    const { code, stderr } = await runCli(['models', 'add', 'midas'], { dataDir: folder }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('There is no model "midas". Known: depth, depth-half.');
  });
});
