import { afterAll, describe, expect, it } from 'vitest';
import { paintScene } from '../../../../test/fixtures/index.ts';
import {
  createPlate,
  layDisc,
  type Pose,
  partOfPose,
  relight,
} from '../../../../test/fixtures/pairs.ts';
import { ssim } from '../../../../test/fixtures/ssim.ts';
import { createFrame, type YuvFrame } from '../../../media/frame.ts';
import type { Picture } from '../../../media/picture.ts';
import { readPicture, writePicture } from '../../../media/yuv.ts';
import { type Blender, createBlender } from '../render/blend.ts';
import { createMorph, type Morph } from './morph.ts';

const size = { width: 360, height: 216 };
const plate = createPlate('stillLife', size);
const lake = createPlate('lake', size);
const start = plate.view({});

const blenders: Blender[] = [];
afterAll(() => Promise.all(blenders.map((blender) => blender.close())));

interface Film extends Morph {
  paint(index: number): YuvFrame;
}

/** A morph and what is painted from it. */
function film(
  first: Picture,
  last: Picture,
  options: { frames: number; seed: number },
  threads?: number,
): Film {
  const morph = createMorph(first, last, options);
  const blender = createBlender(first, last, morph.grid, { threads });
  blenders.push(blender);
  const paint = (index: number) => {
    const frame = createFrame(first.width, first.height);
    blender.begin(morph.planFrame(index));
    blender.finish(frame);
    return frame;
  };
  return { ...morph, paint };
}

function frameOf({ paint }: Film, index: number): Picture {
  return readPicture(paint(index));
}

/** A picture as a clip can show it: with a quarter of its colour. */
function shown(picture: Picture): Picture {
  const frame = createFrame(picture.width, picture.height);
  writePicture(picture, frame);
  return readPicture(frame);
}

/** toEqual walks typed arrays element by element, for seconds. */
function sameBytes(a: YuvFrame, b: YuvFrame): boolean {
  return (['y', 'u', 'v'] as const).every((plane) => Buffer.compare(a[plane], b[plane]) === 0);
}

/** The outermost 16 pixels on the left. */
function leftStrip({ width, height, data }: Picture): Picture {
  const rows = Array.from({ length: height }, (_, y) =>
    data.subarray(y * width * 3, (y * width + 16) * 3),
  );
  return { width: 16, height, data: new Uint8Array(Buffer.concat(rows)) };
}

/** A cross-fade half way: what a morph has to be better than. */
function average(a: Picture, b: Picture): Picture {
  return { ...a, data: a.data.map((value, i) => (value + b.data[i]!) / 2) };
}

describe('createMorph on related images', () => {
  const poses: [string, Pose][] = [
    ['shift', { right: 43, down: 7 }],
    ['zoom', { zoom: 1.3 }],
    ['turn', { turnDegrees: 8 }],
  ];
  it.each(poses)('passes half way through the true middle of a %s', (_, pose) => {
    const end = plate.view(pose);
    const middle = plate.view(partOfPose(pose, 0.5));
    const morph = film(start, end, { frames: 5, seed: 1 });
    expect(morph.related).toBe(true);
    expect(morph.warnings).toEqual([]);
    const similarity = ssim(frameOf(morph, 2), middle);
    expect(similarity).toBeGreaterThan(0.96);
    expect(similarity).toBeGreaterThan(ssim(average(start, end), middle) + 0.2);
  });

  it('moves a disc over a background that stays', () => {
    const object = lake.view({});
    const at = (x: number, y: number) => layDisc(start, object, [x, y], 33);
    const morph = film(at(128, 105), at(202, 96), { frames: 5, seed: 1 });
    expect(ssim(frameOf(morph, 2), at(165, 100.5))).toBeGreaterThan(0.97);
  });

  it('changes the light along with the view, also where only one image shows anything', () => {
    const pose = { right: 30 };
    const end = relight(plate.view(pose), 0.7, 1.1, 1.1);
    const middle = plate.view(partOfPose(pose, 0.5));
    const truth = average(middle, relight(middle, 0.7, 1.1, 1.1));
    const morph = film(start, end, { frames: 5, seed: 1 });
    morph.paint(1);
    // The kernel's second frame has its own tables.
    const frame = frameOf(morph, 2);
    expect(ssim(frame, truth)).toBeGreaterThan(0.96);
    const rim = (picture: Picture) => {
      let sum = 0;
      for (let y = 20; y < 196; y++) {
        for (let x = 2; x < 14; x++) sum += picture.data[(y * size.width + x) * 3]!;
      }
      return sum / (176 * 12);
    };
    // Levels follow the light each for itself; what red does to blue is only met on average.
    expect(Math.abs(rim(frame) - rim(shown(truth)))).toBeLessThan(4);
  });

  it('shows at its borders what one image alone has, also once the other has taken over', () => {
    const pose = { zoom: 1.4, right: 50 };
    const frame = frameOf(film(start, plate.view(pose), { frames: 9, seed: 1 }), 6);
    // 0.896: how far the eased camera is after three quarters of the time.
    const truth = plate.view(partOfPose(pose, 0.896));
    expect(ssim(leftStrip(frame), leftStrip(truth))).toBeGreaterThan(0.9);
  });

  it('hardly leaves the first image at first, and is all but at the last one before the end', () => {
    const end = plate.view({ zoom: 1.3 });
    const morph = film(start, end, { frames: 120, seed: 1 });
    expect(ssim(frameOf(morph, 1), shown(start))).toBeGreaterThan(0.995);
    expect(ssim(frameOf(morph, 118), shown(end))).toBeGreaterThan(0.995);
  });

  it('stands still between a picture and itself', () => {
    const same = { ...start, data: start.data.slice() };
    const morph = film(start, same, { frames: 9, seed: 1 });
    const still = createFrame(size.width, size.height);
    writePicture(start, still);
    for (const index of [1, 4, 7]) expect(sameBytes(morph.paint(index), still)).toBe(true);
  });

  it('gives the same bytes for the same seed, whatever the order of frames and the threads', () => {
    const end = plate.view({ right: 20, zoom: 1.1 });
    const one = film(start, end, { frames: 9, seed: 5 }, 1);
    const two = film(start, end, { frames: 9, seed: 5 }, 3);
    const late = one.paint(7);
    const early = one.paint(2);
    expect(sameBytes(two.paint(2), early)).toBe(true);
    expect(sameBytes(two.paint(7), late)).toBe(true);
  });
});

describe('createMorph on unrelated images', () => {
  const other = paintScene('street', size);
  const morph = film(start, other, { frames: 49, seed: 1 });

  it('says so', () => {
    expect(morph.related).toBe(false);
    expect(morph.relatedness).toBeLessThan(0.2);
    expect(morph.warnings.map(({ code }) => code)).toEqual(['unrelated-keyframes']);
  });

  it('dissolves: half way there is half of either, hardly enlarged', () => {
    expect(ssim(frameOf(morph, 24), average(start, other))).toBeGreaterThan(0.6);
    expect(ssim(frameOf(morph, 5), start)).toBeGreaterThan(0.85);
    expect(ssim(frameOf(morph, 43), other)).toBeGreaterThan(0.85);
  });

  it.each(['lake', 'interior', 'portrait'] as const)(
    'does not take %s for the same scene either',
    (name) => {
      expect(createMorph(start, paintScene(name, size), { frames: 2, seed: 3 }).related).toBe(
        false,
      );
    },
  );
});

describe('createMorph on bad input', () => {
  it('names both sizes when they differ', () => {
    const small = { width: 2, height: 2, data: new Uint8Array(12) };
    expect(() => createMorph(start, small, { frames: 5, seed: 1 })).toThrow(/360x216 and 2x2/);
  });

  it('survives images without any texture, and small ones', () => {
    const grey = (width: number, height: number, level: number): Picture => ({
      width,
      height,
      data: new Uint8Array(width * height * 3).fill(level),
    });
    for (const [width, height] of [
      [320, 200],
      [34, 18],
    ] as const) {
      const options = { frames: 3, seed: 1 };
      const { data } = frameOf(film(grey(width, height, 40), grey(width, height, 200), options), 1);
      expect(data.every((value) => Math.abs(value - 120) <= 2)).toBe(true);
    }
  });
});
