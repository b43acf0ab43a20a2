/**
 * Frames by backward warping: each output pixel looks up where its view meets the scene and reads
 * the colour there. Most of a frame is plain (straight in cells of 8 x 8 pixels) and costs a cubic
 * lookup; at depth edges every pixel searches its view for the first thing it meets. The work is
 * done in WebAssembly (kernel/), 4 times as fast as the same loops in JavaScript, by as many threads
 * as there are cores, up to four.
 */
import { copyFrame, type YuvFrame } from '../../../media/frame.ts';
import type { CameraPose } from '../camera/pose.ts';
import type { Scene } from '../scene/scene.ts';
import { chooseStretch } from './cubic.ts';
import { setWeights, startKernel, viewFrame } from './kernel/kernel.ts';
import type { Life } from './life.ts';

export interface Warper {
  /**
   * Have the scene painted as a pose sees it. With a life, what lives in the scene is where it is
   * after `seconds`. At most two frames may be begun and not finished: the threads go on with the
   * one while the other is finished, and what becomes of that is seen to.
   */
  begin(pose: CameraPose, seconds?: number): void;
  /** Finish what was begun first, into a frame that has the scene's frame size. */
  finish(frame: YuvFrame): Warped;
  /** Begin and finish a frame. */
  warp(pose: CameraPose, frame: YuvFrame, seconds?: number): Warped;
  /** End the threads; nothing may be warped any more. */
  close(): Promise<void>;
}

export interface Warped {
  /**
   * The depth that is seen, 0 far .. 255 near: one byte per chroma sample. It is there until the
   * frame after the next is begun.
   */
  depth: Uint8Array;
  /** The share of the frame at depth edges, 0..1. */
  edges: number;
}

export interface WarperOptions {
  /** How many paint; by default as many as there are cores, up to four. */
  threads?: number;
  /** What moves in the scene by itself. */
  life?: Life;
}

/** Prepare to warp a scene. The scene is copied and may be let go. */
export function createWarper(scene: Scene, { threads, life }: WarperOptions = {}): Warper {
  const { width, height, frameWidth, frameHeight, foreground, background } = scene;
  const pixels = width * height;
  const kernel = startKernel(scene, { width: frameWidth, height: frameHeight }, { threads });
  const { exports } = kernel;
  const rgb = kernel.bytes(exports.rgb, pixels * 3);
  const alpha = kernel.bytes(exports.alpha, pixels);
  rgb.set(foreground.rgb);
  alpha.set(foreground.alpha);
  exports.packForeground();
  rgb.set(background.rgb);
  exports.packBackground();
  kernel.floats(exports.frontDepth, pixels).set(foreground.depth);
  kernel.floats(exports.backDepth, pixels).set(background.depth);
  exports.softenDepth();
  exports.measureTiles();
  exports.measureReach();
  const cells = (exports.gridRows.value - 1) * Math.ceil(frameWidth / 8);
  const points = life ? life.columns * life.rows : 0;
  const frames = kernel.views(() => ({
    painted: viewFrame(kernel, frameWidth, frameHeight),
    depth: kernel.bytes(exports.frameDepth, (frameWidth * frameHeight) / 4),
    pose: kernel.doubles(exports.pose, 28),
    shifts: {
      x: kernel.floats(exports.lifeX, points),
      y: kernel.floats(exports.lifeY, points),
      apartX: kernel.floats(exports.lifeApartX, points),
      apartY: kernel.floats(exports.lifeApartY, points),
      share: kernel.floats(exports.lifeShare, points),
    },
    /** What the frame's weights are for. */
    stretch: Number.NaN,
  }));
  const warper: Warper = {
    begin(pose, seconds = 0) {
      const frame = frames[kernel.chooseNext()];
      if (life) life.shiftAt(seconds, frame.shifts);
      const stretch = chooseStretch(measureStep(pose, frameWidth, frameHeight));
      if (stretch !== frame.stretch) setWeights(exports, stretch);
      frame.stretch = stretch;
      frame.pose.set(describePose(pose, life !== undefined));
      kernel.open();
    },
    finish(to) {
      const { frame, edgeCells } = kernel.finish();
      const { painted, depth } = frames[frame];
      copyFrame(painted, to);
      return { depth, edges: edgeCells / cells };
    },
    warp(pose, frame, seconds) {
      warper.begin(pose, seconds);
      return warper.finish(frame);
    },
    close: kernel.close,
  };
  return warper;
}

/** Edges of a lens that stretches nothing. */
const low = { inner: -Infinity, outer: 0, shift: 0 };
const high = { inner: Infinity, outer: 0, shift: 0 };

/** The pose as the kernel takes it. */
function describePose(pose: CameraPose, lives: boolean): Float64Array {
  const { homography, pivotDepth, parallaxX, parallaxY, growth, centreX, centreY, lens } = pose;
  const travel = [pivotDepth, parallaxX, parallaxY, growth, centreX, centreY];
  const edges = lens ? [lens.left, lens.right, lens.top, lens.bottom] : [low, high, low, high];
  const stretch = edges.flatMap(({ inner, outer, shift }) => [inner, outer, shift]);
  return Float64Array.of(...homography, ...travel, lives ? 1 : 0, ...stretch);
}

/** Canvas pixels per output pixel in the middle of the frame: above 1 when the camera draws back. */
function measureStep({ homography: h }: CameraPose, width: number, height: number): number {
  const x = width / 2;
  const y = height / 2;
  const w = h[6]! * x + h[7]! * y + h[8]!;
  const px = (h[0]! * x + h[1]! * y + h[2]!) / w;
  const py = (h[3]! * x + h[4]! * y + h[5]!) / w;
  return Math.hypot((h[0]! - px * h[6]!) / w, (h[3]! - py * h[6]!) / w);
}
