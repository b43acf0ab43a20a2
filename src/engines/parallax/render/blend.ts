/**
 * Frames between two images: each sample is read in both, by a cubic filter, where a plan says, and
 * mixed. Beyond a border the images are mirrored; where the plan does not move, the pixels come
 * through unchanged. Painted by the warp's kernel and its threads.
 */
import { copyFrame, type YuvFrame } from '../../../media/frame.ts';
import type { Picture } from '../../../media/picture.ts';
import type { BlendPlan, Grid } from '../keyframes/plan.ts';
import { setWeights, startKernel, viewFrame } from './kernel/kernel.ts';

export interface Blender {
  /** Have a frame painted. At most two may be begun and not finished. */
  begin(plan: BlendPlan): void;
  /** Finish what was begun first. */
  finish(frame: YuvFrame): void;
  /** End the threads; nothing may be painted any more. */
  close(): Promise<void>;
}

/** Mirrored pixels on every side: a cubic reads one before a place and two after it. */
const rim = 2;

/** Prepare to blend two images of one size, which are copied. The plans have cells on `grid`. */
export function createBlender(
  first: Picture,
  last: Picture,
  grid: Grid,
  { threads }: { threads?: number } = {},
): Blender {
  const { width, height } = first;
  const canvas = { width: width + 2 * rim, height: height + 2 * rim };
  const blend = { columns: grid.width, rows: grid.height };
  const kernel = startKernel(canvas, first, { threads, blend });
  const { exports } = kernel;
  const rgb = kernel.bytes(exports.rgb, canvas.width * canvas.height * 3);
  writeMirrored(first, rgb);
  exports.packForeground();
  writeMirrored(last, rgb);
  exports.packBackground();
  const cells = grid.width * grid.height;
  const frames = kernel.views(() => {
    setWeights(exports, 1);
    return {
      painted: viewFrame(kernel, width, height),
      ways: kernel.floats(exports.blendWays, cells * 4),
      shares: kernel.floats(exports.blendShares, cells),
      toned: kernel.bytes(exports.blendToned, 1),
      tones: kernel.bytes(exports.blendTones, 6 * 256),
    };
  });
  return {
    begin({ ways, shares, tones }) {
      const frame = frames[kernel.chooseNext()];
      frame.ways.set(ways);
      frame.shares.set(shares);
      frame.toned[0] = tones ? 1 : 0;
      if (tones) frame.tones.set(tones);
      kernel.open();
    },
    finish(to) {
      copyFrame(frames[kernel.finish().frame].painted, to);
    },
    close: kernel.close,
  };
}

/** Copy an image with its mirrored rim. */
function writeMirrored({ width, height, data }: Picture, to: Uint8Array): void {
  const stride = (width + 2 * rim) * 3;
  for (let y = -rim; y < height + rim; y++) {
    const from = mirror(y, height) * width;
    const start = (y + rim) * stride;
    to.set(data.subarray(from * 3, (from + width) * 3), start + rim * 3);
    for (let x = 1; x <= rim; x++) {
      for (const column of [-x, width - 1 + x]) {
        const at = (from + mirror(column, width)) * 3;
        to.set(data.subarray(at, at + 3), start + (column + rim) * 3);
      }
    }
  }
}

function mirror(at: number, count: number): number {
  const inside = at < 0 ? -at : at >= count ? 2 * count - 2 - at : at;
  return Math.min(count - 1, Math.max(0, inside));
}
