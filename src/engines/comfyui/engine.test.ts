import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type ComfyBehaviour, startComfySimulator } from '../../../test/support/comfyui.ts';
import { makeTemporaryFolder } from '../../../test/support/data-folder.ts';
import type { RenderRequest } from '../../engine/engine.ts';
import { createComfyEngine } from './engine.ts';
import { readGraph } from './graph.ts';
import { comfyui } from './manifest.ts';

const examples = path.resolve(import.meta.dirname, '../../../examples/comfyui');

/** What a server says of the nodes that size a clip. */
const number = (min: number, step: number) => ['INT', { min, max: 16384, step }];
const sizing = {
  input: { required: { width: number(16, 32), height: number(16, 32), length: number(1, 4) } },
};

async function openEngine(behaviour: ComfyBehaviour = {}, workflow = 'wan2.2-14b-first-last.json') {
  const comfy = await startComfySimulator(behaviour);
  const engine = createComfyEngine({
    id: 'wan',
    baseUrl: comfy.url,
    workflow: readGraph(readFileSync(path.join(examples, workflow), 'utf8')),
    mapping: {},
    maxPixels: 1280 * 720,
    maxSeconds: 5,
    concurrency: 1,
    pollSeconds: 1,
    timeoutSeconds: 60,
    resubmit: true,
    maxClipBytes: 2 ** 20,
    fetch,
  });
  onTestFinished(async () => engine.close?.());
  const folder = await makeTemporaryFolder();
  const file = path.join(folder, 'image.png');
  await writeFile(file, 'an image');
  const request: RenderRequest = {
    kind: 'image_to_video',
    model: 'gen4_turbo',
    inputs: [{ role: 'first', file }],
    promptText: 'she waves',
    seed: 7,
    durationSeconds: 5,
    width: 1280,
    height: 720,
    fps: 24,
    watermark: false,
    outputFormat: 'mp4',
    options: {},
  };
  const task = randomUUID();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const context = { signal: AbortSignal.timeout(30_000), task, log, workDir: folder };
  return { comfy, engine, request, context, task, file };
}

const knownNodes = () =>
  Object.fromEntries(
    Object.values(
      readGraph(readFileSync(path.join(examples, 'wan2.2-14b-first-last.json'), 'utf8')),
    ).map(({ class_type }) => [class_type, { input: {} }]),
  );

it('puts a request into the workflow, in sizes and lengths that its nodes take', async () => {
  const nodes = { ...knownNodes(), WanFirstLastFrameToVideo: sizing };
  const { comfy, engine, request, context, task, file } = await openEngine({ nodes });
  const last = { role: 'last' as const, file };
  const operation = await engine.start({ ...request, inputs: [...request.inputs, last] }, context);
  expect(operation).toEqual({
    job: task,
    asked: 'The workflow was asked for 81 frames of 1296 x 720 pixels at 16 a second.',
  });
  const graph = comfy.queued.get(task)!;
  expect(graph[9]!.inputs.text).toBe('she waves');
  expect(graph[11]!.inputs.image).toBe(`photoplay/${task}-first.png`);
  expect(graph[12]!.inputs.image).toBe(`photoplay/${task}-last.png`);
  expect(graph[13]!.inputs).toMatchObject({ width: 1296, height: 720, length: 81 });
  expect([graph[14]!.inputs.noise_seed, graph[15]!.inputs.noise_seed]).toEqual([7, 7]);
  expect(comfy.uploads).toEqual([`${task}-first.png`, `${task}-last.png`]);
});

it('leaves the last frame out where there is none', async () => {
  const { comfy, engine, request, context, task } = await openEngine();
  await engine.start(request, context);
  expect(comfy.queued.get(task)![13]!.inputs).not.toHaveProperty('end_image');
});

it.each([false, true])('follows a job to its clip (on an old server: %s)', async (old) => {
  const { comfy, engine, request, context, task } = await openEngine({ old });
  const operation = await engine.start(request, context);
  expect(await engine.check(operation, context)).toEqual({ state: 'running' });
  comfy.run(task);
  const file = { filename: 'clip_1.mp4', subfolder: 'photoplay', type: 'output' };
  const preview = { filename: 'x.png', subfolder: '', type: 'temp' };
  comfy.complete(task, { 18: { images: [file], animated: [true] }, 3: { images: [preview] } });
  expect(await engine.check(operation, context)).toMatchObject({
    state: 'done',
    outputs: [{ url: `${comfy.url}/view?filename=clip_1.mp4&subfolder=photoplay&type=output` }],
  });
});

it('tells how far the samplers are, as the server tells it', async () => {
  const { comfy, engine, request, context, task } = await openEngine();
  const operation = await engine.start(request, context);
  comfy.run(task);
  // Two samplers of two steps each; the first has done one.
  const check = async () => {
    comfy.tell(task, 'progress_state', {
      nodes: { 14: { value: 1, max: 2 }, 9: { value: 1, max: 1 } },
    });
    return engine.check(operation, context);
  };
  await vi.waitFor(
    async () => expect(await check()).toEqual({ state: 'running', progress: 0.225 }),
    5000,
  );
});

it('tells how many nodes are done where nothing is sampled', async () => {
  const { comfy, engine, request, context, task } = await openEngine({}, 'still.json');
  const operation = await engine.start(request, context);
  comfy.run(task);
  const check = async () => {
    comfy.tell(task, 'progress_state', { nodes: { 1: { value: 1, max: 1, state: 'finished' } } });
    return engine.check(operation, context);
  };
  await vi.waitFor(
    async () => expect(await check()).toEqual({ state: 'running', progress: 0.18 }),
    5000,
  );
});

it.each([false, true])('tells failed and interrupted apart (on an old server: %s)', async (old) => {
  const { comfy, engine, request, context, task } = await openEngine({ old });
  const operation = await engine.start(request, context);
  const error = {
    node_id: '14',
    node_type: 'KSamplerAdvanced',
    exception_message: 'Allocation on device\nmore',
  };
  comfy.fail(task, error);
  expect(await engine.check(operation, context)).toMatchObject({
    state: 'failed',
    failure: {
      message: 'ComfyUI failed the job in the node 14 (KSamplerAdvanced): Allocation on device',
    },
  });
  comfy.interrupt(task);
  expect(await engine.check(operation, context)).toMatchObject({
    state: 'failed',
    failure: { message: 'The job was interrupted on the ComfyUI server.' },
  });
});

it.each([false, true])(
  'says that a job is lost that a server started anew does not know (old: %s)',
  async (old) => {
    const { comfy, engine, request, context } = await openEngine({ old });
    const operation = await engine.start(request, context);
    comfy.restart();
    await expect(engine.check(operation, context)).rejects.toMatchObject({
      failureClass: 'UPSTREAM_LOST',
    });
    expect(await engine.find!(request, context)).toBe('none');
  },
);

it('finds a job again whose answer was lost', async () => {
  const { engine, request, context, task } = await openEngine();
  await engine.start(request, context);
  expect(await engine.find!(request, context)).toEqual({ job: task });
});

it.each([false, true])(
  'stops a job that waits and one that runs, and no other (old: %s)',
  async (old) => {
    const { comfy, engine, request, context, task } = await openEngine({ old });
    const other = randomUUID();
    const operation = await engine.start(request, context);
    comfy.run(other);
    expect(await engine.cancel!(operation, context)).toBe('stopped');
    await expect(engine.check(operation, context)).rejects.toMatchObject({
      failureClass: 'UPSTREAM_LOST',
    });
    expect(await engine.find!(request, { ...context, task: other })).toEqual({ job: other });
    comfy.run(task);
    expect(await engine.cancel!(operation, context)).toBe('stopped');
    expect(await engine.check(operation, context)).toMatchObject({ state: 'failed' });
  },
);

it('names the node and the input that the server does not take', async () => {
  const body = {
    error: {
      type: 'prompt_outputs_failed_validation',
      message: 'Prompt outputs failed validation',
    },
    node_errors: {
      14: {
        errors: [{ message: 'Value not in list', details: "sampler_name: 'eul' not in [...]" }],
      },
    },
  };
  const { comfy, engine, request, context } = await openEngine();
  comfy.next('POST', '/prompt', { status: 400, body });
  await expect(engine.start(request, context)).rejects.toMatchObject({
    failureClass: 'UPSTREAM_REFUSED',
    message: `ComfyUI does not take the workflow: node 14 "High noise" (KSamplerAdvanced): Value not in list (sampler_name: 'eul' not in [...])`,
  });
});

it('says what of the workflow a server lacks, by node and input', async () => {
  const loader = {
    input: {
      required: { unet_name: [['other.safetensors']], weight_dtype: [['default']], extra: ['INT'] },
    },
  };
  const { WanFirstLastFrameToVideo: _, ...others } = knownNodes();
  const { engine, context } = await openEngine({ nodes: { ...others, UNETLoader: loader } });
  const { ok, message } = await engine.health!(context);
  expect(ok).toBe(false);
  expect(message).toContain(
    'node 13 "size" (WanFirstLastFrameToVideo): The server has no such node.',
  );
  expect(message).toContain(
    'node 1 "High noise" (UNETLoader): unet_name: The server does not have "wan2.2_i2v_high_noise_14B_fp8_scaled.safetensors". It has other.safetensors.',
  );
  expect(message).toContain('node 1 "High noise" (UNETLoader): The input extra is missing.');
});

it('is recognised by what its server says of itself, and no other server is', async () => {
  const { comfy, context } = await openEngine();
  const ports = { fetch, signal: context.signal };
  expect(await comfyui.probe!(comfy.url, ports)).toEqual({ what: 'ComfyUI 0.8.0' });
  comfy.next('GET', '/system_stats', { status: 404, body: { error: 'Unknown route' } });
  expect(await comfyui.probe!(comfy.url, ports)).toBeUndefined();
});

it('refuses what its workflow has no place for, and warns of what it leaves out', async () => {
  const { engine, request } = await openEngine({}, 'wan2.2-5b.json');
  const { inputs: _, ...outline } = request;
  const consider = (changes: object) =>
    engine.consider({ ...outline, roles: ['first'], ...changes });
  expect(consider({})).toEqual({ refusals: [], warnings: [] });
  expect(consider({ kind: 'text_to_video', roles: [] }).refusals[0]?.field).toBe('model');
  expect(consider({ roles: ['first', 'last'] }).refusals[0]?.field).toBe('promptImage');
  expect(consider({ durationSeconds: 10 }).refusals[0]?.message).toBe(
    'Expected at most 5 seconds, as this model is set up here, but received 10.',
  );
  const { warnings } = consider({ watermark: true, options: { audio: true, negativePrompt: 'x' } });
  expect(warnings.map(({ message }) => message.split(':')[0])).toEqual(['watermark', 'audio']);
});
