/** From the address of a server to a first clip, by the two commands that a newcomer has. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { init } from '../../src/cli/init.ts';
import { loadConfig } from '../../src/config.ts';
import { type StepOutcome, type Trial, tryEngine } from '../../src/engine-trial.ts';
import { startComfySimulator } from '../support/comfyui.ts';
import { makeImage } from '../support/images.ts';
import { startLocalaiServer } from '../support/localai-server.ts';
import { startSdcppServer } from '../support/sdcpp-server.ts';
import { startUnslothServer } from '../support/unsloth-server.ts';
import { startVideosServer } from '../support/videos-server.ts';

let folder: string;
let file: string;
let told: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'first-clip-'));
  file = path.join(folder, 'photoplay.yaml');
  await writeFile(path.join(folder, 'photo.jpg'), await makeImage({ width: 640, height: 360 }));
  told = '';
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, 'write').mockImplementation((text) => {
      told += String(text);
      return true;
    });
    onTestFinished(() => spy.mockRestore());
  }
});
afterEach(() => rm(folder, { recursive: true }));

const setUp = (url: string, more = {}) =>
  init({ url, output: file, probe: true, ...more }, undefined);

const read = () =>
  loadConfig({ PHOTOPLAY_CONFIG: file, PHOTOPLAY_DATA_DIR: path.join(folder, 'data') });

/** @returns the steps, as far as they went */
async function tryOut(engine: string, trial: Partial<Trial> = {}): Promise<StepOutcome[]> {
  const steps: StepOutcome[] = [];
  await tryEngine(read(), {
    engine,
    image: path.join(folder, 'photo.jpg'),
    promptText: 'she waves',
    signal: new AbortController().signal,
    onProgress() {},
    onNote() {},
    ...trial,
    onStep(outcome) {
      steps.push(outcome);
      trial.onStep?.(outcome);
    },
  });
  return steps;
}

it('finds an sd-server, and has it make a clip', async () => {
  const server = await startSdcppServer();
  await setUp(server.url);
  expect(told).toMatch(/It is sd-server with Wan2\.2.*engines test sdcpp/s);
  const steps = await tryOut('sdcpp', {
    onStep: ({ step }) => {
      if (step === 'submitted') void server.finish({ width: 640, height: 352, frames: 60 });
    },
  });
  expect(steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(steps.at(-1)).toMatchObject({ step: 'playable', ok: true });
  expect(steps.find(({ step }) => step === 'fitted')!.message).not.toBe('');
});

it('tells what an sd-server lacks', async () => {
  const server = await startSdcppServer();
  server.modes = ['img_gen'];
  await setUp(server.url);
  expect(told).toMatch(/note: It has loaded .* makes no videos/);
  expect((await tryOut('sdcpp')).at(-1)).toMatchObject({ step: 'answers', ok: false });
});

it('tells what a model does not take before anything is submitted', async () => {
  const server = await startVideosServer('sglang');
  server.taskType = 'T2V';
  await setUp(server.url);
  const last = (await tryOut('videos')).at(-1)!;
  expect(last).toMatchObject({ step: 'accepts', ok: false });
  expect(last.message).toMatch(/promptImage/);
  expect(server.requests).toEqual([]);
});

it.each([
  ['vLLM-Omni', () => startVideosServer('vllm-omni')],
  ['SGLang', () => startVideosServer('sglang')],
  ['QVAC', () => startVideosServer('qvac')],
  ['Unsloth Studio', startUnslothServer],
  ['LocalAI', startLocalaiServer],
])('finds %s', async (title, start) => {
  const { url } = await start();
  await setUp(`${url}/v1`);
  expect(told).toContain(`It is ${title}`);
  const { engines } = read();
  expect(engines.find(({ id }) => id === 'videos')).toMatchObject({ kind: 'videos' });
});

it('finds ComfyUI, and needs the workflow', async () => {
  const { url } = await startComfySimulator();
  const workflow = path.resolve(import.meta.dirname, '../../examples/comfyui/wan2.2-5b.json');
  await expect(setUp(url, { workflow: 'no-such.json' })).rejects.toThrow(
    /no-such\.json cannot be used/,
  );
  expect(await readdir(folder)).toEqual(['photo.jpg']);
  await setUp(url, { workflow, name: 'wan' });
  expect(told).toMatch(/It is ComfyUI 0\.8\.0.*engines test wan/s);
  expect(read().engines.find(({ id }) => id === 'wan')!.settings).toMatchObject({
    baseUrl: url,
    workflow,
  });
});

it('tells which engine it is that another was taken for', async () => {
  const { url } = await startSdcppServer();
  await expect(setUp(url, { engine: 'comfyui' })).rejects.toThrow(
    /is no comfyui: it is sd-server .*, which is --engine sdcpp\./,
  );
});
