import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeEngineContract } from '../../engine/contract.suite.ts';
import type { RenderContext, RenderRequest } from '../../engine/engine.ts';
import { createFakeEngine } from './engine.ts';

const flat = 'it shows flat colours';
describeEngineContract('fake', () => createFakeEngine(), {
  lacks: [
    { name: 'begins with the first keyframe', reason: flat },
    { name: 'ends with the last keyframe', reason: flat },
    { name: 'begins and ends with its two keyframes', reason: flat },
    { name: 'draws the watermark when asked to', reason: flat },
    { name: 'refuses an input that cannot be decoded', reason: 'it reads no image' },
  ],
});

describe('the fake engine', () => {
  let workDir: string;
  let reported: number[];
  let abort: AbortController;
  beforeEach(async () => {
    workDir = await mkdtemp(path.join(tmpdir(), 'photoplay-fake-'));
    reported = [];
    abort = new AbortController();
  });
  afterEach(() => rm(workDir, { recursive: true }));

  function render(promptText: string, onRender?: (request: RenderRequest) => void) {
    const request: RenderRequest = {
      kind: 'image_to_video',
      model: 'gen4_turbo',
      inputs: [],
      outputFormat: 'mp4',
      options: {},
      promptText,
      seed: 1,
      durationSeconds: 2,
      width: 320,
      height: 192,
      fps: 24,
      watermark: false,
    };
    const context: RenderContext = {
      signal: abort.signal,
      progress: (fraction) => reported.push(fraction),
      workDir,
      log: { debug() {}, info() {}, warn() {}, error() {} },
    };
    return createFakeEngine({ onRender }).render(request, context);
  }

  it('fails with the class it is told', async () => {
    await expect(render('fake:fail BAD_OUTPUT')).rejects.toMatchObject({
      failureClass: 'BAD_OUTPUT',
    });
    await expect(render('fake:crash')).rejects.toMatchObject({ failureClass: 'WORKER_LOST' });
  });

  it('refuses a class that is not in the table', async () => {
    await expect(render('fake:fail BOREDOM')).rejects.toThrow(/Expected .* but received BOREDOM/);
  });

  it('throws something else when told to', async () => {
    await expect(render('fake:throw')).rejects.not.toHaveProperty('failureClass');
  });

  it('hangs until it is aborted', async () => {
    const reason = new Error('enough');
    const rendering = render('fake:hang');
    abort.abort(reason);
    await expect(rendering).rejects.toBe(reason);
    expect(reported).toEqual([0.5]);
  });

  it('is slow in steps and then does what else it was told', async () => {
    await expect(render('fake:slow 0.3 then fake:fail INTERNAL')).rejects.toMatchObject({
      failureClass: 'INTERNAL',
    });
    expect(reported.map((fraction) => fraction.toFixed(1))).toEqual(['0.3', '0.6', '0.9']);
  });

  it('warns when told to', async () => {
    expect((await render('fake:warn')).warnings).toHaveLength(1);
    expect((await render('')).warnings).toEqual([]);
  });

  it('tells its hook about every render', async () => {
    const prompts: string[] = [];
    await render('one', ({ promptText }) => prompts.push(promptText));
    expect(prompts).toEqual(['one']);
  });
});
