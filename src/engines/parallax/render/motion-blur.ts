/**
 * Fast moves blur, as they do through a shutter that is open for half of each frame. Slow ones are
 * left alone: below a few pixels per frame a blur is not seen, and it would only cost sharpness.
 */
import { createFrame, type YuvFrame } from '../../../media/frame.ts';
import { type CameraPose, lookAt } from '../camera/pose.ts';
import type { Warper } from './warp.ts';

/** The part of a frame's time for which the shutter is open. */
const shutter = 0.5;

/** Pixels that may lie between two of the images that are averaged. */
const spacing = 5;

const mostImages = 8;

export interface MovingCamera {
  /** The pose at a frame; fractions lie between frames. */
  poseAt(frame: number): CameraPose;
}

/** Warp with motion blur where the camera is fast. `width` and `height` are the frame's. */
export function createMovingWarper(
  warper: Pick<Warper, 'warp'>,
  camera: MovingCamera,
  width: number,
  height: number,
): (index: number, frame: YuvFrame, seconds: number) => void {
  let image: YuvFrame | undefined;
  let sums: Uint16Array[] = [];
  return (index, frame, seconds) => {
    const moved = measureMotion(camera, index, width, height);
    const images = Math.min(mostImages, Math.ceil(moved / spacing));
    if (images <= 1) {
      warper.warp(camera.poseAt(index), frame, seconds);
      return;
    }
    image ??= createFrame(width, height);
    if (sums.length === 0) sums = [image.y, image.u, image.v].map((p) => new Uint16Array(p.length));
    for (const sum of sums) sum.fill(0);
    for (let i = 0; i < images; i++) {
      warper.warp(camera.poseAt(index + ((i + 0.5) / images - 0.5) * shutter), image, seconds);
      add(image.y, sums[0]!);
      add(image.u, sums[1]!);
      add(image.v, sums[2]!);
    }
    average(sums[0]!, images, width, frame.y, frame.yStride);
    average(sums[1]!, images, width >> 1, frame.u, frame.uvStride);
    average(sums[2]!, images, width >> 1, frame.v, frame.uvStride);
  };
}

/** How many pixels the picture moves at most while the shutter is open. */
function measureMotion(camera: MovingCamera, index: number, width: number, height: number): number {
  const before = camera.poseAt(index - shutter / 2);
  const after = camera.poseAt(index + shutter / 2);
  let most = 0;
  for (const depth of [0, 1]) {
    for (const x of [0, width / 2, width]) {
      for (const y of [0, height / 2, height]) {
        const from = lookAt(before, x, y, depth);
        const to = lookAt(after, x, y, depth);
        most = Math.max(most, Math.hypot(to.x - from.x, to.y - from.y));
      }
    }
  }
  return most;
}

function add(plane: Uint8Array, sum: Uint16Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + plane[i]!;
}

function average(
  sum: Uint16Array,
  images: number,
  width: number,
  plane: Uint8Array,
  stride: number,
): void {
  const half = images >> 1;
  for (let row = 0, from = 0; from < sum.length; row++) {
    const to = row * stride;
    for (let column = 0; column < width; column++, from++) {
      plane[to + column] = ((sum[from]! + half) / images) | 0;
    }
  }
}
