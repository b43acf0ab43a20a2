/**
 * What every local engine has to do, whatever makes its frames. Each engine's own test calls this
 * with a way to create it, and lists what it does not do with the reason.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paintScene, type SceneName } from '../../test/fixtures/index.ts';
import { encodePng } from '../../test/support/encode-image.ts';
import { measureSsim } from '../../test/support/ssim.ts';
import type { YuvFrame } from '../media/frame.ts';
import { measureOutput } from '../media/output/measure-output.ts';
import type { Picture } from '../media/picture.ts';
import { decodeClip, probeClip } from '../media/probe.ts';
import { RenderFailure } from '../task/errors.ts';
import { outputFiles } from '../task/output-files.ts';
import type { OutputFormat } from '../task/task.ts';
import type { LocalEngine, RenderContext, RenderRequest, RenderResult } from './engine.ts';

/** The names of the checks below that an engine may fail by its nature. */
export type EngineCheck =
  | 'begins with the first keyframe'
  | 'ends with the last keyframe'
  | 'begins and ends with its two keyframes'
  | 'draws the watermark when asked to'
  | 'refuses an input that cannot be decoded';

export interface ContractOptions {
  /** What it does not do. Each is run, and must fail: what it does after all is not to be listed. */
  lacks?: { name: EngineCheck; reason: string }[];
}

const size = { width: 320, height: 192 };

/** Run the contract against an engine. */
export function describeEngineContract(
  name: string,
  createEngine: () => LocalEngine,
  { lacks = [] }: ContractOptions = {},
): void {
  describe(`the engine contract, kept by ${name}`, () => {
    let engine: LocalEngine;
    let folder: string;
    let first: string;
    let last: string;

    beforeAll(async () => {
      engine = createEngine();
      folder = await mkdtemp(path.join(tmpdir(), 'photoplay-contract-'));
      first = await writeScene(folder, 'street');
      last = await writeScene(folder, 'stillLife');
    });
    afterAll(async () => {
      await engine.close?.();
      await rm(folder, { recursive: true });
    });

    function request(changes: Partial<RenderRequest> = {}): RenderRequest {
      return {
        kind: 'image_to_video',
        model: 'gen4_turbo',
        outputFormat: 'mp4',
        options: {},
        inputs: [{ role: 'first', file: first }],
        promptText: 'fast zoom in',
        seed: 7,
        durationSeconds: 2,
        ...size,
        fps: 24,
        watermark: false,
        ...changes,
      };
    }

    async function render(
      changes: Partial<RenderRequest> = {},
      context: Partial<RenderContext> = {},
    ): Promise<RenderResult & { file: string }> {
      const workDir = await mkdtemp(path.join(folder, 'work-'));
      const result = await engine.render(request(changes), {
        signal: new AbortController().signal,
        progress: () => {},
        workDir,
        log: { debug() {}, info() {}, warn() {}, error() {} },
        ...context,
      });
      return { ...result, file: result.files[0]! };
    }

    /** Clips that more than one check looks at, rendered once. */
    const renderPlain = once(() => render());
    const renderAgain = once(async () => {
      const reported: number[] = [];
      const workDir = await mkdtemp(path.join(folder, 'own-'));
      const result = await render({}, { workDir, progress: (fraction) => reported.push(fraction) });
      return { ...result, workDir, reported };
    });
    const waving = 'A woman waves. Pan left.';
    const renderWaving = once(() => render({ promptText: waving }));

    function check(title: EngineCheck, run: () => Promise<void>): void {
      const lack = lacks.find(({ name }) => name === title);
      if (lack) it.fails(`does not do this: ${title} (${lack.reason})`, run);
      else it(title, run);
    }

    it('makes a clip of exactly the size and length asked for', async () => {
      for (const asked of [
        { width: 320, height: 192, durationSeconds: 2 },
        { width: 192, height: 320, durationSeconds: 3 },
      ]) {
        const { file, frames } = await render(asked);
        const facts = await probeClip(file);
        expect(frames).toBe(asked.durationSeconds * 24);
        expect(facts).toMatchObject({ ...asked, frames, fps: 24, startSeconds: 0 });
        expect((await decodeClip(file, () => {})).frames).toBe(frames);
      }
    });

    it('encodes what every player plays', async () => {
      const { file } = await renderPlain();
      expect(await probeClip(file)).toMatchObject({
        codec: 'h264',
        profile: 'High',
        pixelFormat: 'yuv420p',
        colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'limited' },
        fastStart: true,
      });
    });

    it.each<[OutputFormat, string, string]>([
      ['prores', 'prores', 'yuv422p10le'],
      ['sdr_rec709_10bit', 'hevc', 'yuv420p10le'],
    ])('makes its clip as %s where that is asked for', async (outputFormat, codec, pixelFormat) => {
      const { files, frames } = await render({ outputFormat, proresProfile: '422 HQ' });
      const facts = await probeClip(files[0]!);
      expect(facts).toMatchObject({ ...size, codec, pixelFormat, frames, fps: 24 });
      expect(frames).toBe(48);
      expect(path.extname(files[0]!)).toBe(outputFiles[outputFormat].extension);
    });

    it('makes its clip as pictures where that is asked for', async () => {
      const { files, frames } = await render({ outputFormat: 'png_sequence' });
      expect(await measureOutput(files[0]!, 'png_sequence')).toEqual({ ...size, frames });
      expect(path.extname(files[0]!)).toBe('.zip');
    });

    it('writes into its own folder and reports progress that never falls and ends at 1', async () => {
      const { file, workDir, reported } = await renderAgain();
      expect(path.dirname(file)).toBe(workDir);
      expect(existsSync(file)).toBe(true);
      expect(reported.length).toBeGreaterThan(10);
      expect(reported).toEqual([...reported].sort((a, b) => a - b));
      expect(reported[0]).toBeGreaterThanOrEqual(0);
      expect(reported.at(-1)).toBe(1);
    });

    it('stops when aborted and throws the reason', async () => {
      const abort = new AbortController();
      const reason = new Error('no longer wanted');
      const reported: number[] = [];
      const rendering = render(
        { durationSeconds: 10 },
        {
          signal: abort.signal,
          progress(fraction) {
            reported.push(fraction);
            if (fraction > 0) abort.abort(reason);
          },
        },
      );
      await expect(rendering).rejects.toBe(reason);
      expect(reported.at(-1)).toBeLessThan(1);
    });

    it('does not begin when aborted before', async () => {
      const reason = new Error('never wanted');
      await expect(render({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });

    it('makes the same bytes from the same request', async () => {
      const clips = [await renderPlain(), await renderAgain()];
      const [one, other] = await Promise.all(clips.map(({ file }) => readFile(file)));
      expect(one!.equals(other!)).toBe(true);
    });

    it('renders two clips at once', async () => {
      const clips = await Promise.all([render({ seed: 1 }), render({ seed: 2 })]);
      expect(clips.map(({ frames }) => frames)).toEqual([48, 48]);
      expect(clips[0]!.file).not.toBe(clips[1]!.file);
    });

    it('tells its warnings and its shot as plain data', async () => {
      const { warnings, shot } = await renderWaving();
      expect(JSON.parse(JSON.stringify({ warnings, shot }))).toEqual({ warnings, shot });
      for (const warning of warnings) {
        expect(warning).toEqual({ code: expect.any(String), message: expect.any(String) });
      }
    });

    it('plans the shot that it renders', async () => {
      if (!engine.plan) return;
      const plan = await engine.plan({ promptText: waving, seed: 7, durationSeconds: 2 });
      const { shot, warnings } = await renderWaving();
      expect(plan).toEqual({ shot, warnings });
    });

    check('begins with the first keyframe', async () => {
      const { file } = await renderPlain();
      const frames = await readLuma(file);
      expect(measureSsim(frames[0]!, await paintLuma('street'))).toBeGreaterThan(0.97);
      expect(measureSsim(frames.at(-1)!, await paintLuma('street'))).toBeLessThan(0.97);
    });

    check('ends with the last keyframe', async () => {
      const { file } = await render({
        inputs: [{ role: 'last', file: last }],
        promptText: 'zoom in',
      });
      const frames = await readLuma(file);
      expect(measureSsim(frames.at(-1)!, await paintLuma('stillLife'))).toBeGreaterThan(0.97);
      expect(measureSsim(frames[0]!, await paintLuma('stillLife'))).toBeLessThan(0.97);
    });

    check('begins and ends with its two keyframes', async () => {
      const { file } = await render({
        inputs: [
          { role: 'first', file: first },
          { role: 'last', file: last },
        ],
      });
      const frames = await readLuma(file);
      expect(measureSsim(frames[0]!, await paintLuma('street'))).toBeGreaterThan(0.97);
      expect(measureSsim(frames.at(-1)!, await paintLuma('stillLife'))).toBeGreaterThan(0.97);
    });

    check('draws the watermark when asked to', async () => {
      const [plain] = await readLuma((await renderPlain()).file);
      const [marked] = await readLuma((await render({ watermark: true })).file);
      // The lower right corner differs plainly, the upper half does not.
      expect(meanDifference(plain!, marked!, 240, 160)).toBeGreaterThan(4);
      expect(meanDifference(cropTop(plain!, 96), cropTop(marked!, 96), 0, 0)).toBeLessThan(1);
    });

    check('refuses an input that cannot be decoded', async () => {
      const broken = path.join(folder, 'broken.png');
      await writeFile(broken, 'this is no image');
      const rendering = render({ inputs: [{ role: 'first', file: broken }] });
      await expect(rendering).rejects.toBeInstanceOf(RenderFailure);
      await expect(rendering).rejects.toMatchObject({ failureClass: 'ASSET_INVALID' });
    });
  });
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => {
    begun ??= work();
    return begun;
  };
}

interface Luma {
  width: number;
  height: number;
  data: Uint8Array;
}

const painted = new Map<SceneName, Picture>();

function paint(name: SceneName): Picture {
  const scene = painted.get(name) ?? paintScene(name, size);
  painted.set(name, scene);
  return scene;
}

async function writeScene(folder: string, name: SceneName): Promise<string> {
  const file = path.join(folder, `${name}.png`);
  await writeFile(file, await encodePng(paint(name)));
  return file;
}

/** The luma an encoder should have been given, written here a second time on purpose. */
async function paintLuma(name: SceneName): Promise<Luma> {
  const { width, height, data } = paint(name);
  const luma = new Uint8Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    const [r, g, b] = [data[i * 3]!, data[i * 3 + 1]!, data[i * 3 + 2]!];
    luma[i] = Math.round(16 + (219 / 255) * (0.2126 * r + 0.7152 * g + 0.0722 * b));
  }
  return { width, height, data: luma };
}

async function readLuma(file: string): Promise<Luma[]> {
  const frames: Luma[] = [];
  await decodeClip(file, ({ width, height, y, yStride }: YuvFrame) => {
    const data = new Uint8Array(width * height);
    for (let row = 0; row < height; row++) {
      data.set(y.subarray(row * yStride, row * yStride + width), row * width);
    }
    frames.push({ width, height, data });
  });
  return frames;
}

function cropTop({ width, data }: Luma, height: number): Luma {
  return { width, height, data: data.subarray(0, width * height) };
}

function meanDifference(a: Luma, b: Luma, left: number, top: number): number {
  let sum = 0;
  for (let y = top; y < a.height; y++) {
    for (let x = left; x < a.width; x++) {
      sum += Math.abs(a.data[y * a.width + x]! - b.data[y * a.width + x]!);
    }
  }
  return sum / ((a.height - top) * (a.width - left));
}
