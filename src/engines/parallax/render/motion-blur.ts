/**
 * Fast moves blur, as they do through a shutter that is open for half of each frame. Slow ones are
 * left alone: below a few pixels per frame a blur is not seen, and it would only cost sharpness.
 */
import { createFrame, type YuvFrame } from '../../../media/frame.ts';
import { type CameraPose, lookAt } from '../camera/pose.ts';
import { paintAhead } from './ahead.ts';
import type { Warped, Warper } from './warp.ts';

/** The part of a frame's time for which the shutter is open. */
const shutter = 0.5;

/** Pixels that may lie between two of the images that are averaged. */
const spacing = 5;

const mostImages = 8;

export interface MovingCamera {
  /** The pose at a frame; fractions lie between frames. */
  poseAt(frame: number): CameraPose;
}

export interface Film {
  /**
   * Render a frame, and begin the one that is to be rendered after it, if any: threads go on with
   * that while this one is encoded.
   * @returns the depth seen, as `Warped` has it.
   */
  expose(index: number, frame: YuvFrame, next?: number): Uint8Array;
}

/** One of the images that a frame is averaged from. */
interface Exposure {
  /** Where it is in the clip, in frames; exposures of different frames are never at one place. */
  at: number;
  pose: CameraPose;
  seconds: number;
}

/** Film with motion blur where the camera is fast. `width` and `height` are the frame's. */
export function createFilm(
  warper: Pick<Warper, 'begin' | 'finish'>,
  camera: MovingCamera,
  { width, height, fps }: { width: number; height: number; fps: number },
): Film {
  let image: YuvFrame | undefined;
  let sums: Uint16Array[] = [];
  const ahead = paintAhead<Exposure, Warped>(
    { begin: ({ pose, seconds }) => warper.begin(pose, seconds), finish: warper.finish },
    (one, other) => one.at === other.at,
  );

  function exposuresOf(index: number): Exposure[] {
    const moved = measureMotion(camera, index, width, height);
    const images = Math.max(1, Math.min(mostImages, Math.ceil(moved / spacing)));
    return Array.from({ length: images }, (_, i) => {
      const at = index + ((i + 0.5) / images - 0.5) * shutter;
      return { at, pose: camera.poseAt(at), seconds: index / fps };
    });
  }

  return {
    expose(index, frame, next) {
      const exposures = exposuresOf(index);
      const following = next === undefined ? undefined : exposuresOf(next)[0];
      if (exposures.length === 1) return ahead.paint(exposures[0]!, following, frame).depth;
      image ??= createFrame(width, height);
      const { y, u, v } = image;
      if (sums.length === 0) sums = [y, u, v].map((plane) => new Uint16Array(plane.length));
      for (const sum of sums) sum.fill(0);
      let depth: Uint8Array = new Uint8Array(0);
      for (const [i, exposure] of exposures.entries()) {
        ({ depth } = ahead.paint(exposure, exposures[i + 1] ?? following, image));
        add(y, sums[0]!);
        add(u, sums[1]!);
        add(v, sums[2]!);
      }
      average(sums[0]!, exposures.length, width, frame.y, frame.yStride);
      average(sums[1]!, exposures.length, width >> 1, frame.u, frame.uvStride);
      average(sums[2]!, exposures.length, width >> 1, frame.v, frame.uvStride);
      return depth;
    },
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
