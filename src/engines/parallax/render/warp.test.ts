import { afterEach, describe, expect, it } from 'vitest';
import type { YuvFrame } from '../../../media/frame.ts';
import { writePicture } from '../../../media/yuv.ts';
import { type CameraPose, lookAt, poseCamera } from '../camera/pose.ts';
import { restState } from '../camera/state.ts';
import type { Scene } from '../scene/scene.ts';
import type { Shifts } from './life.ts';
import { createWarper, type Warper } from './warp.ts';

const width = 176;
const height = 136;
const left = 24;
const top = 20;

interface Look {
  /** Grey value, 0..255. */
  front(x: number, y: number): number;
  depth?(x: number, y: number): number;
  alpha?(x: number, y: number): number;
  back?(x: number, y: number): number;
  backDepth?(x: number, y: number): number;
}

function sceneOf(look: Look, frameWidth = 128, frameHeight = 96): Scene {
  const pixels = width * height;
  const scene: Scene = {
    width,
    height,
    left,
    top,
    frameWidth,
    frameHeight,
    real: { left: 0, top: 0, width, height },
    foreground: {
      rgb: new Uint8Array(pixels * 3),
      alpha: new Uint8Array(pixels),
      depth: new Float32Array(pixels),
    },
    background: { rgb: new Uint8Array(pixels * 3), depth: new Float32Array(pixels) },
    depthConfidence: 1,
    subject: { x: left + frameWidth / 2, y: top + frameHeight / 2, depth: 0 },
  };
  const none = () => 0;
  const { front, depth = none, alpha = () => 255, back = none, backDepth = none } = look;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      scene.foreground.rgb.fill(front(x, y), at * 3, at * 3 + 3);
      scene.foreground.alpha[at] = alpha(x, y);
      scene.foreground.depth[at] = depth(x, y);
      scene.background.rgb.fill(back(x, y), at * 3, at * 3 + 3);
      scene.background.depth[at] = backDepth(x, y);
    }
  }
  return scene;
}

function emptyFrame(width: number, height: number): YuvFrame {
  return {
    width,
    height,
    y: new Uint8Array(width * height),
    u: new Uint8Array((width * height) / 4),
    v: new Uint8Array((width * height) / 4),
    yStride: width,
    uvStride: width / 2,
  };
}

const warpers: Warper[] = [];
afterEach(() => Promise.all(warpers.splice(0).map((warper) => warper.close())));

function start(scene: Scene, threads?: number): Warper {
  const warper = createWarper(scene, { threads });
  warpers.push(warper);
  return warper;
}

function warp(scene: Scene, pose: CameraPose): YuvFrame {
  const frame = emptyFrame(scene.frameWidth, scene.frameHeight);
  start(scene, 1).warp(pose, frame);
  return frame;
}

/** A pose that slides the canvas and parts near from far; the pivot is the farthest. */
function slidingPose(shiftX: number, shiftY: number, parallaxX = 0, parallaxY = 0): CameraPose {
  return {
    homography: Float64Array.of(1, 0, left + shiftX, 0, 1, top + shiftY, 0, 0, 1),
    pivotDepth: 0,
    parallaxX,
    parallaxY,
    growth: 0,
    centreX: 0,
    centreY: 0,
  };
}

/** Detail of every direction, smooth enough to be known between its pixels. */
const texture = (x: number, y: number) =>
  128 + 60 * Math.sin(x / 3.1 + y / 9) + 40 * Math.cos(y / 4.3 - x / 11);

const toLuma = (grey: number) => 16 + (219 / 255) * grey;

/** A near square before a far wall, cut out as the scene stage does it. */
const square = (x: number, y: number) => x >= 70 && x < 110 && y >= 50 && y < 90;
const besideSquare = (x: number, y: number) => x >= 65 && x < 115 && y >= 45 && y < 95;
const squareLook: Look = {
  front: (x, y) => (square(x, y) ? 230 : texture(x, y) / 2),
  depth: (x, y) => (besideSquare(x, y) ? 1 : 0),
  alpha: (x, y) => (besideSquare(x, y) && !square(x, y) ? 0 : 255),
  back: (x, y) => texture(x, y) / 2,
};

describe('the warper', () => {
  it('shows the frame itself at rest, in luma and chroma', () => {
    const scene = sceneOf({ front: texture, depth: (x) => x / width });
    for (let i = 0; i < scene.foreground.rgb.length; i += 3) scene.foreground.rgb[i] = i % 251;
    const expected = emptyFrame(128, 96);
    writePicture({ width, height, data: scene.foreground.rgb }, expected, left, top);
    const pose = poseCamera(restState, scene);
    const frame = warp(scene, pose);
    expect(frame.y).toEqual(expected.y);
    expect(frame.u).toEqual(expected.u);
    expect(frame.v).toEqual(expected.v);
  });

  it('slides by whole pixels without touching any', () => {
    const scene = sceneOf({ front: texture });
    const expected = emptyFrame(128, 96);
    writePicture({ width, height, data: scene.foreground.rgb }, expected, left + 7, top - 4);
    expect(warp(scene, slidingPose(7, -4)).y).toEqual(expected.y);
  });

  it('reads between the pixels', () => {
    const frame = warp(sceneOf({ front: texture }), slidingPose(3.37, -5.81));
    let worst = 0;
    for (let y = 0; y < 96; y++) {
      for (let x = 0; x < 128; x++) {
        const expected = toLuma(texture(left + x + 3.37, top + y - 5.81));
        worst = Math.max(worst, Math.abs(frame.y[y * 128 + x]! - expected));
      }
    }
    // Rounding twice is 1; the rest is what a cubic cannot know of a sine.
    expect(worst).toBeLessThan(3.2);
  });

  it('keeps flat areas flat and colours true at any scale', () => {
    const scene = sceneOf({ front: () => 0, depth: (x, y) => (x + y) / 400 });
    for (let i = 0; i < scene.foreground.rgb.length; i += 3) {
      scene.foreground.rgb.set([200, 90, 40], i);
    }
    const reference = emptyFrame(2, 2);
    writePicture({ width, height, data: scene.foreground.rgb }, reference);
    for (const zoom of [0.6, 0.1, -0.1]) {
      const frame = warp(scene, poseCamera({ ...restState, zoom, dolly: 0.1, roll: 0.02 }, scene));
      expect(new Set(frame.y)).toEqual(new Set([reference.y[0]]));
      expect(new Set(frame.u)).toEqual(new Set([reference.u[0]]));
      expect(new Set(frame.v)).toEqual(new Set([reference.v[0]]));
    }
  });

  it('moves near things over far ones and shows the background behind them', () => {
    const frame = warp(sceneOf(squareLook), slidingPose(0, 0, 12));
    const at = (canvasX: number, canvasY: number) =>
      frame.y[(canvasY - top) * 128 + canvasX - left]!;
    const wall = (canvasX: number, canvasY: number) => toLuma(texture(canvasX, canvasY) / 2);
    for (const y of [55, 70, 85]) {
      // The square has gone 12 pixels to the left ...
      for (const x of [60, 75, 95]) expect(at(x, y)).toBe(Math.round(toLuma(230)));
      // ... and where it was there is wall, as there is where nothing moved.
      for (const x of [54, 101, 105, 112, 125])
        expect([x, y, Math.abs(at(x, y) - wall(x, y)) < 2]).toEqual([x, y, true]);
    }
  });

  it('keeps the edges it moves sharp', () => {
    const frame = warp(sceneOf(squareLook), slidingPose(0, 0, 12));
    const row = frame.y.subarray((70 - top) * 128, (71 - top) * 128);
    const partly = Array.from(row).filter((value) => value > 140 && value < 195);
    expect(partly.length).toBeLessThanOrEqual(2);
  });

  it('lays the foreground over the background by its alpha, from the first movement on', () => {
    const alpha = (x: number) => Math.max(0, Math.min(255, (x - 60) * 5));
    const scene = sceneOf({ front: () => 240, back: () => 40, alpha });
    for (const parallax of [0, 0.01, 5]) {
      const frame = warp(scene, slidingPose(0, 0, parallax));
      for (const x of [0, 40, 55, 70, 127]) {
        const share = alpha(left + x) / 255;
        expect(frame.y[50 * 128 + x]! - toLuma(40 + 200 * share)).toBeCloseTo(0, -0.5);
      }
    }
  });

  it('shows the canvas to its border, and no more, for a pose that looks far beyond it', () => {
    const scene = sceneOf({ front: (x) => 40 + x, back: () => 40 });
    for (const away of [-5000, 5000]) {
      const frame = warp(scene, slidingPose(away, away));
      const edge = away < 0 ? 0 : width - 1;
      for (const at of [0, 50 * 128 + 60, 96 * 128 - 1]) {
        expect(Math.abs(frame.y[at]! - toLuma(40 + edge))).toBeLessThanOrEqual(3);
      }
    }
  });

  it('agrees with a search of every pixel in tiny steps', () => {
    const scene = sceneOf({
      front: texture,
      // A slanted floor, a ball on it and a ramp: smooth, folded and jumping depth.
      depth: (x, y) => {
        const ball = 1 - Math.hypot(x - 80, y - 70) / 30;
        const floor = 0.1 + (0.4 * y) / height;
        return ball > 0 ? 0.75 + 0.2 * ball : x > 120 ? floor + (x - 120) / 200 : floor;
      },
    });
    const pose = poseCamera({ ...restState, truck: 0.09, dolly: 0.15, pedestal: 0.03 }, scene);
    const frame = warp(scene, pose);
    let far = 0;
    for (let y = 0; y < 96; y++) {
      for (let x = 0; x < 128; x++) {
        const found = searchView(scene, pose, x, y);
        if (Math.abs(frame.y[y * 128 + x]! - toLuma(texture(found.x, found.y))) > 12) far++;
      }
    }
    // Along the ball's outline the two may differ by a pixel.
    expect(far / (128 * 96)).toBeLessThan(0.012);
  });

  it('fills frames that are no whole number of cells', () => {
    const scene = sceneOf({ front: texture }, 118, 90);
    const expected = emptyFrame(118, 90);
    writePicture({ width, height, data: scene.foreground.rgb }, expected, left + 2, top + 2);
    expect(warp(scene, slidingPose(2, 2)).y).toEqual(expected.y);
  });

  it('shifts what lives in the picture, on flat ground and at edges alike', () => {
    const life = {
      kinds: [],
      columns: Math.ceil(width / 16) + 1,
      rows: Math.ceil(height / 16) + 1,
      shiftAt(seconds: number, { x, y, apartX, apartY, share }: Shifts) {
        x.fill(3 * seconds);
        y.fill(-2 * seconds);
        for (const field of [apartX, apartY, share]) field.fill(0);
      },
    };
    for (const look of [{ front: texture }, squareLook]) {
      const scene = sceneOf(look);
      const living = createWarper(scene, { threads: 1, life });
      warpers.push(living);
      const frame = emptyFrame(128, 96);
      living.warp(slidingPose(0, 0), frame, 2);
      const expected = warp(scene, slidingPose(6, -4));
      const off = frame.y.filter((value, i) => Math.abs(value - expected.y[i]!) > 2);
      expect(off.length).toBe(0);
    }
  });

  it('shows what drifts twice, as much of each place as is said', () => {
    const life = {
      kinds: [],
      columns: Math.ceil(width / 16) + 1,
      rows: Math.ceil(height / 16) + 1,
      shiftAt(_seconds: number, { x, y, apartX, apartY, share }: Shifts) {
        // A quarter of what is 9 pixels to the right and 6 above of the rest, which is where it was.
        x.fill(2.25);
        y.fill(-1.5);
        apartX.fill(9);
        apartY.fill(-6);
        share.fill(0.25);
      },
    };
    for (const look of [{ front: texture }, { front: texture, depth: (x: number) => x / width }]) {
      const scene = sceneOf(look);
      const living = createWarper(scene, { threads: 1, life });
      warpers.push(living);
      const frame = emptyFrame(128, 96);
      living.warp(slidingPose(0, 0), frame, 2);
      const first = warp(scene, slidingPose(0, 0));
      const second = warp(scene, slidingPose(9, -6));
      for (const plane of ['y', 'u', 'v'] as const) {
        const off = frame[plane].filter((value, i) => {
          return Math.abs(value - (0.75 * first[plane][i]! + 0.25 * second[plane][i]!)) > 2;
        });
        expect(off.length).toBe(0);
      }
    }
  });

  it('tells the depth of what it shows', () => {
    const warper = start(sceneOf(squareLook));
    const { depth } = warper.warp(slidingPose(0, 0, 12), emptyFrame(128, 96));
    const at = (canvasX: number, canvasY: number) =>
      depth[((canvasY - top) >> 1) * 64 + ((canvasX - left) >> 1)];
    expect([at(75, 70), at(60, 70), at(40, 70), at(126, 70)]).toEqual([255, 255, 0, 0]);
    const ramp = start(sceneOf({ front: texture, depth: (x) => x / width }));
    const slope = ramp.warp(slidingPose(0, 0), emptyFrame(128, 96)).depth;
    for (const x of [0, 30, 63])
      expect(slope[640 + x]).toBeCloseTo((255 * (left + 2 * x)) / width, -0.5);
  });

  it('makes the same frames with any number of threads', () => {
    const scene = sceneOf(squareLook);
    const alone = start(scene, 1);
    const together = start(scene, 3);
    for (let i = 0; i < 200; i++) {
      const pose = slidingPose(i / 50, 0, i / 16);
      const [one, other] = [emptyFrame(128, 96), emptyFrame(128, 96)];
      alone.warp(pose, one);
      together.warp(pose, other);
      expect(other.y).toEqual(one.y);
    }
  });

  it('paints two frames at once, each as it is alone, and leaves the one while it begins the next', () => {
    const scene = sceneOf(squareLook);
    const alone = start(scene, 1);
    const ahead = start(scene, 2);
    const poseOf = (i: number) => slidingPose(i / 50, 0, i / 16);
    ahead.begin(poseOf(0));
    for (let i = 0; i < 200; i++) {
      ahead.begin(poseOf(i + 1));
      const [one, other] = [emptyFrame(128, 96), emptyFrame(128, 96)];
      const { depth } = ahead.finish(other);
      const expected = alone.warp(poseOf(i), one);
      expect(other.y).toEqual(one.y);
      expect(depth).toEqual(expected.depth);
    }
    ahead.begin(poseOf(0));
    expect(() => ahead.begin(poseOf(1))).toThrow('finished first');
    expect(() => start(scene, 1).finish(emptyFrame(128, 96))).toThrow('begun first');
  });

  it('makes the same frame in any order', () => {
    const scene = sceneOf(squareLook);
    const warper = start(scene);
    const poses = [1, 2, 3].map((i) => slidingPose(i, 0, 4 * i));
    const one = poses.map((pose) => {
      const frame = emptyFrame(128, 96);
      warper.warp(pose, frame);
      return frame.y;
    });
    const other = poses.toReversed().map((pose) => {
      const frame = emptyFrame(128, 96);
      warper.warp(pose, frame);
      return frame.y;
    });
    expect(other.reverse()).toEqual(one);
  });
});

/** What a pixel sees, found the slow way: 4000 steps from near to far. */
function searchView(scene: Scene, pose: CameraPose, x: number, y: number) {
  for (let depth = 1; depth > 0; depth -= 1 / 4000) {
    const at = lookAt(pose, x, y, depth);
    const pixel = Math.round(at.y) * scene.width + Math.round(at.x);
    if (scene.foreground.depth[pixel]! >= depth) return at;
  }
  return lookAt(pose, x, y, 0);
}
