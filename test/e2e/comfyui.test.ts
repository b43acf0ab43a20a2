import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { probeClip } from '../../src/media/probe.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { downloadTo, startTestServer, submit, waitForTask } from '../support/server.ts';

/**
 * A real ComfyUI that is running, such as one started with `python main.py --cpu`. The workflow needs
 * no models, so that a processor does.
 */
const url = process.env.COMFYUI_URL;

const workflow = path.resolve(import.meta.dirname, '../../examples/comfyui/still.json');
let promptImage: string;
beforeAll(async () => {
  promptImage = toDataUri(await makeImage({ width: 640, height: 384 }));
});

async function startWith(baseUrl: string) {
  const comfy = { kind: 'comfyui', baseUrl, workflow, mapping: { length: '3.amount' } };
  const server = await startTestServer({ engine: 'comfy', engines: { comfy } });
  onTestFinished(() => server.close());
  const request = { model: 'gen4_turbo', ratio: '960:960', duration: 2, promptImage };
  const details = async (id: string) => (await server.call('GET', `/v1/tasks/${id}/details`)).body;
  return { server, request, details };
}

describe.skipIf(!url)('a real ComfyUI, at the address that COMFYUI_URL names', () => {
  it('runs a workflow, and its clip is the task’s', async () => {
    const { server, request, details } = await startWith(url!);
    const id = await submit(server, request);
    const { output } = await waitForTask(server, id, 'SUCCEEDED');
    const file = await downloadTo(await makeTemporaryFolder(), output[0]);
    expect(await probeClip(file)).toMatchObject({ width: 960, height: 960, frames: 48, fps: 24 });
    const { engine, upstream, warnings } = await details(id);
    expect(engine).toBe('comfy');
    expect(upstream.operation.asked).toBe(
      'The workflow was asked for 48 frames of 960 x 960 pixels at 24 a second.',
    );
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'not-honoured' }));
  });

  it('is told to stop, and says that it is ready', async () => {
    const { server, request } = await startWith(url!);
    const id = await submit(server, { ...request, duration: 10, seed: 2 });
    await waitForTask(server, id, 'RUNNING');
    expect((await server.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
    const isIdle = async () => {
      const queue = (await (await fetch(`${url}/queue`)).json()) as Record<string, unknown[][]>;
      return Object.values(queue).every((jobs) => jobs.every(([, job]) => job !== id));
    };
    await expect.poll(isIdle, { timeout: 30_000 }).toBe(true);
    const { body } = await server.call('GET', '/v1/engines');
    expect(body.engines.find((engine: { id: string }) => engine.id === 'comfy')).toMatchObject({
      state: 'up',
      message: expect.stringContaining('has every node and file of the workflow'),
    });
  });
});

describe('a workflow that cannot be used', () => {
  it('keeps the server from starting, and is named', async () => {
    const comfy = { kind: 'comfyui', workflow, mapping: { length: '3.amont' } };
    await expect(startTestServer({ engine: 'comfy', engines: { comfy } })).rejects.toThrow(
      /^engines\.comfy: The workflow .*still\.json cannot be used\. mapping\.length: .* Did you mean amount\?/,
    );
  });
});
