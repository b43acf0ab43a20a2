import { describe, expect, it } from 'vitest';
import { paintScene } from '../../../../../test/fixtures/index.ts';
import { measureSsim } from '../../../../../test/support/ssim.ts';
import type { YuvFrame } from '../../../../media/frame.ts';
import { writePicture } from '../../../../media/yuv.ts';
import { type AtmosphereKind, atmosphereKinds } from '../../shot.ts';
import { createAtmosphere } from './atmosphere.ts';
import type { Moment } from './effect.ts';

const width = 320;
const height = 192;
const picture = paintScene('street', { width, height });

/** Rows with padding, as an encoder may have them; the padding holds a value of its own. */
function paintedFrame(): YuvFrame {
  const frame: YuvFrame = {
    width,
    height,
    y: new Uint8Array((width + 8) * height).fill(77),
    u: new Uint8Array((width / 2 + 8) * (height / 2)).fill(77),
    v: new Uint8Array((width / 2 + 8) * (height / 2)).fill(77),
    yStride: width + 8,
    uvStride: width / 2 + 8,
  };
  writePicture(picture, frame);
  return frame;
}

function momentAt(index: number, changes: Partial<Moment> = {}): Moment {
  return {
    index,
    seconds: index / 24,
    presence: 1,
    // Far above, near below.
    depth: Uint8Array.from(
      { length: (width * height) / 4 },
      (_, i) => (i / (width * height)) * 1020,
    ),
    focus: 250,
    drift: () => ({ x: 0, y: 0 }),
    ...changes,
  };
}

function apply(kind: AtmosphereKind, moment: Moment, { strength = 0.5, seed = 3 } = {}): YuvFrame {
  const frame = paintedFrame();
  createAtmosphere([{ kind, strength }], { width, height, seed, fps: 24 })!(frame, moment);
  return frame;
}

function ssim(a: YuvFrame, b: YuvFrame): number {
  const plane = ({ y, yStride }: YuvFrame) => ({ width, height, data: y, stride: yStride });
  return measureSsim(plane(a), plane(b));
}

/** The mean difference of luma between two rows of the frame, the second less the first. */
function meanChange(before: YuvFrame, after: YuvFrame, top = 0, bottom = height): number {
  let sum = 0;
  for (let row = top; row < bottom; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * before.yStride + column;
      sum += after.y[at]! - before.y[at]!;
    }
  }
  return sum / ((bottom - top) * width);
}

function changedPixels(before: YuvFrame, after: YuvFrame): number {
  return after.y.filter((value, i) => Math.abs(value - before.y[i]!) > 3).length;
}

describe.each(atmosphereKinds)('%s', (kind) => {
  const plain = paintedFrame();

  it('shows at its default strength, more at full, and leaves the picture recognisable', () => {
    const subtle = ssim(apply(kind, momentAt(30)), plain);
    const full = ssim(apply(kind, momentAt(30), { strength: 1 }), plain);
    expect(subtle).toBeLessThan(0.9995);
    expect(full).toBeLessThan(subtle);
    expect(full).toBeGreaterThan(0.35);
  });

  it('is not there in a keyframe and hardly in the frame after it', () => {
    expect(apply(kind, momentAt(0, { presence: 0 }))).toEqual(plain);
    expect(ssim(apply(kind, momentAt(1, { presence: 0.004 })), plain)).toBeGreaterThan(0.98);
  });

  it('follows from the seed, and a frame does not depend on those before it', () => {
    const atmosphere = createAtmosphere([{ kind, strength: 0.5 }], {
      width,
      height,
      seed: 3,
      fps: 24,
    })!;
    for (const index of [7, 30]) {
      const frame = paintedFrame();
      atmosphere(frame, momentAt(index));
      expect(frame).toEqual(apply(kind, momentAt(index)));
    }
  });

  it('stays within the frame', () => {
    const { y, u, v, yStride, uvStride } = apply(kind, momentAt(30), { strength: 1 });
    expect(y.filter((_, i) => i % yStride >= width).every((value) => value === 77)).toBe(true);
    for (const plane of [u, v]) {
      expect(plane.filter((_, i) => i % uvStride >= width / 2).every((value) => value === 77)).toBe(
        true,
      );
    }
  });

  it('does not flicker as a whole', () => {
    const means = [30, 31, 32, 33].map((index) => meanChange(plain, apply(kind, momentAt(index))));
    for (let i = 1; i < means.length; i++) {
      expect(Math.abs(means[i]! - means[i - 1]!)).toBeLessThan(0.5);
    }
  });
});

describe('fog', () => {
  it('veils what is darker than it and leaves a bright sky as it is', () => {
    const before = paintedFrame();
    for (let i = 0; i < 40 * before.yStride; i++) before.y[i] = 230;
    const frame = paintedFrame();
    frame.y.set(before.y);
    createAtmosphere([{ kind: 'fog', strength: 0.9 }], { width, height, seed: 3, fps: 24 })!(
      frame,
      momentAt(0, { depth: null }),
    );
    for (const at of [5, 20 * before.yStride + 100]) expect(frame.y[at]).toBe(230);
    expect(meanChange(before, frame, 60)).toBeGreaterThan(3);
  });
});

describe('particles', () => {
  it('are dense in heavy weather and few in light', () => {
    const touched = (strength: number) => {
      const still = paintedFrame();
      const { y } = apply('snow', momentAt(5, { depth: null }), { strength });
      return y.filter((luma, i) => luma !== still.y[i]).length;
    };
    expect(touched(0.8) / touched(0.4)).toBeGreaterThan(2.8);
  });
});

describe('the atmosphere', () => {
  const plain = paintedFrame();

  it('is nothing when the shot has none', () => {
    const settings = { width, height, seed: 1, fps: 24 };
    expect(createAtmosphere([], settings)).toBeUndefined();
    expect(createAtmosphere([{ kind: 'snow', strength: 0 }], settings)).toBeUndefined();
  });

  it('falls and drifts differently with another seed', () => {
    for (const kind of ['snow', 'rain', 'embers', 'fog', 'film-grain', 'light-leaks'] as const) {
      expect(apply(kind, momentAt(30), { seed: 4 })).not.toEqual(apply(kind, momentAt(30)));
    }
  });

  it('lets snow, rain and sparks pass behind what is near', () => {
    for (const kind of ['snow', 'rain', 'embers', 'dust'] as const) {
      const far = momentAt(30, { depth: new Uint8Array((width * height) / 4) });
      const near = momentAt(30, { depth: new Uint8Array((width * height) / 4).fill(255) });
      const open = changedPixels(plain, apply(kind, far, { strength: 1 }));
      const hidden = changedPixels(plain, apply(kind, near, { strength: 1 }));
      expect(hidden, kind).toBeLessThan(open * 0.75);
      expect(hidden, kind).toBeGreaterThan(0);
    }
  });

  it('lays fog over the distance more than over what is near', () => {
    const moment = momentAt(30, {
      depth: momentAt(0).depth!.map((depth) => (depth > 127 ? 255 : 0)),
    });
    const black = paintedFrame();
    black.y.fill(16);
    const foggy = paintedFrame();
    foggy.y.fill(16);
    const atmosphere = createAtmosphere([{ kind: 'fog', strength: 0.5 }], {
      width,
      height,
      seed: 3,
      fps: 24,
    })!;
    atmosphere(foggy, moment);
    const above = meanChange(black, foggy, 0, 90);
    expect(above).toBeGreaterThan(3 * meanChange(black, foggy, 110, 192));
  });

  it('blurs what is out of focus and keeps the subject sharp', () => {
    const depth = momentAt(0).depth!.map((_, i) => (i % (width / 2) < width / 4 ? 40 : 200));
    const frame = apply('depth-of-field', momentAt(30, { depth, focus: 200 }), { strength: 1 });
    const detail = (of: YuvFrame, left: number, right: number) => {
      let sum = 0;
      for (let row = 20; row < height - 20; row++) {
        for (let column = left; column < right; column++) {
          const at = row * of.yStride + column;
          sum += Math.abs(of.y[at]! - of.y[at + 1]!);
        }
      }
      return sum;
    };
    expect(detail(frame, 10, 140)).toBeLessThan(0.5 * detail(plain, 10, 140));
    expect(detail(frame, 180, 310)).toBe(detail(plain, 180, 310));
  });

  it('darkens the corners and not the middle', () => {
    const frame = apply('vignette', momentAt(30), { strength: 1 });
    const at = (of: YuvFrame, x: number, y: number) => of.y[y * of.yStride + x]! - 16;
    expect(at(frame, 160, 96)).toBe(at(plain, 160, 96));
    expect(at(frame, 2, 2)).toBeLessThan(0.75 * at(plain, 2, 2));
  });
});
