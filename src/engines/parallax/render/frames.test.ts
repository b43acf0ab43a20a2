import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { paintScene, type SceneName } from '../../../../test/fixtures/index.ts';
import { encodePng } from '../../../../test/support/encode-image.ts';
import { createFrame, type YuvFrame } from '../../../media/frame.ts';
import type { Picture } from '../../../media/picture.ts';
import { writePicture } from '../../../media/yuv.ts';
import type { Keyframe } from '../request.ts';
import type { Move, Shot } from '../shot.ts';
import { type FrameSource, prepareFrames } from './frames.ts';

const width = 320;
const height = 192;
const frames = 48;

/** Each painted once: they take longer than most frames. */
const painted = new Map<SceneName, Picture>();
function paintOnce(name: SceneName): Picture {
  const picture = painted.get(name) ?? paintScene(name, { width, height });
  painted.set(name, picture);
  return picture;
}

let folder: string;
const sources: FrameSource[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photoplay-frames-'));
});
afterEach(() => Promise.all(sources.splice(0).map((source) => source.close())));
afterAll(() => rm(folder, { recursive: true }));

function shotOf(move: Partial<Move> = {}, chosenBySeed = false): Shot {
  const moves: Move[] = [
    { kind: 'dolly', direction: 'in', amount: 1, start: 0, end: 1, ease: 'smooth', ...move },
  ];
  return { moves, atmosphere: [], gentleLife: false, life: [], pace: 'normal', chosenBySeed };
}

async function prepare(
  names: Partial<Record<Keyframe['position'], SceneName>>,
  shot = shotOf(),
): Promise<FrameSource> {
  const keyframes = await Promise.all(
    Object.entries(names).map(async ([position, name]) => {
      const file = path.join(folder, `${name}.png`);
      await writeFile(file, await encodePng(paintOnce(name)));
      return { position: position as Keyframe['position'], file };
    }),
  );
  const request = {
    keyframes,
    promptText: '',
    seed: 1,
    durationSeconds: 2,
    width,
    height,
    fps: 24,
    watermark: false,
    outputFormat: 'mp4' as const,
  };
  const source = await prepareFrames(request, shot, frames, new AbortController().signal);
  sources.push(source);
  return source;
}

/** With life, and what of it is asked for. */
function livingShot(life: Shot['life']): Shot {
  return { ...shotOf({ kind: 'static', direction: 'none' }), gentleLife: true, life };
}

function paint(source: FrameSource, index: number): YuvFrame {
  const frame = createFrame(width, height);
  source.paint(index, frame);
  return frame;
}

function frameOf(name: SceneName): YuvFrame {
  const frame = createFrame(width, height);
  writePicture(paintOnce(name), frame);
  return frame;
}

/** The largest difference of luma between two frames. */
function largestChange(a: YuvFrame, b: YuvFrame): number {
  return a.y.reduce((most, value, i) => Math.max(most, Math.abs(value - b.y[i]!)), 0);
}

describe('the frames of a clip', () => {
  it('tells when the image ends too soon for the whole move', async () => {
    const far = shotOf({ kind: 'zoom', direction: 'out', amount: 3 });
    const source = await prepare({ first: 'portrait' }, far);
    expect(source.warnings.map(({ code }) => code)).toEqual(['limited']);
    const near = await prepare({ first: 'portrait' }, shotOf({ kind: 'zoom', direction: 'out' }));
    expect(near.warnings).toEqual([]);
  });

  it('begin with the input, bit for bit, and leave it without a jump', async () => {
    for (const name of ['street', 'stillLife', 'portrait'] as const) {
      const source = await prepare({ first: name }, shotOf({ kind: 'truck', direction: 'left' }));
      const first = paint(source, 0);
      expect(first).toEqual(frameOf(name));
      // Nothing has moved by more than a hundredth of a pixel yet: cuts and fills must not show.
      expect(largestChange(first, paint(source, 1)), name).toBeLessThan(10);
      expect(largestChange(first, paint(source, frames - 1)), name).toBeGreaterThan(60);
    }
  });

  it('end with the input when it is the last keyframe', async () => {
    const source = await prepare({ last: 'street' });
    expect(paint(source, frames - 1)).toEqual(frameOf('street'));
    expect(largestChange(paint(source, 0), frameOf('street'))).toBeGreaterThan(60);
  });

  it('go from the one keyframe to the other', async () => {
    const source = await prepare({ first: 'street', last: 'stillLife' });
    expect(paint(source, 0)).toEqual(frameOf('street'));
    expect(paint(source, frames - 1)).toEqual(frameOf('stillLife'));
    expect(source.warnings.map(({ code }) => code)).toContain('unrelated-keyframes');
    const between = Array.from({ length: frames - 2 }, (_, i) => paint(source, i + 1));
    const middle = between[frames / 2]!;
    for (const name of ['street', 'stillLife'] as const) {
      expect(largestChange(middle, frameOf(name)), name).toBeGreaterThan(60);
    }
    // Begun ahead or not, each is its own moment.
    expect(paint(source, frames / 2 + 1)).toEqual(middle);
    expect(paint(source, 3)).toEqual(between[2]);
    expect(between[2]).not.toEqual(between[3]);
  });

  it('tell when two keyframes leave no room for the camera that was asked for', async () => {
    const codes = async (shot: Shot) => {
      const { warnings } = await prepare({ first: 'street', last: 'street' }, shot);
      return warnings.map(({ code }) => code);
    };
    expect(await codes(shotOf())).toEqual(['camera-between-keyframes']);
    expect(await codes(shotOf({}, true))).toEqual([]);
    expect(await codes(shotOf({ kind: 'static', direction: 'none' }))).toEqual([]);
  });

  it('tell what was to move by itself and is not surely there', async () => {
    const missing = await prepare({ first: 'stillLife' }, livingShot(['sky', 'smoke']));
    expect(missing.warnings).toEqual([
      { code: 'life', message: expect.stringContaining('wants sky or smoke to move') },
    ]);
    const there = await prepare({ first: 'lake' }, livingShot(['sky']));
    expect(there.warnings).toEqual([]);
    expect(paint(there, 0)).toEqual(frameOf('lake'));
    expect(largestChange(paint(there, 0), paint(there, 30))).toBeGreaterThan(5);
    const between = await prepare({ first: 'lake', last: 'lake' }, livingShot(['water']));
    expect(between.warnings).toContainEqual({
      code: 'life',
      message: expect.stringContaining('nothing moves by itself'),
    });
  });

  it('stand still to the bit in a static shot', async () => {
    const source = await prepare(
      { first: 'street' },
      shotOf({ kind: 'static', direction: 'none' }),
    );
    const moved = largestChange(paint(source, 0), paint(source, 30));
    // A pixel of luma may round the other way where the layers are put together again.
    expect(moved).toBeLessThanOrEqual(2);
    expect(paint(source, 30)).toEqual(paint(source, 31));
  });

  it('tell the depth they show, but not of a keyframe, which is not rendered', async () => {
    const source = await prepare({ first: 'street' });
    const frame = createFrame(width, height);
    expect(source.paint(0, frame).depth).toBeNull();
    const { depth } = source.paint(20, frame);
    // The road at the bottom is nearer than the sky at the top.
    expect(depth![(height / 2 - 2) * (width / 2) + 80]).toBeGreaterThan(depth![80]! + 100);
  });
});
