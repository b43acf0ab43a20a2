/**
 * Where the background is hidden: the cells on the near side of every depth jump, as far in as
 * parallax can ever uncover, each with the depth of what lies behind it.
 */
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { Rim } from './rim.ts';

export interface Occlusion {
  /** Cells are `size` x `size` pixels. */
  size: number;
  width: number;
  height: number;
  /** 1 where the background has to be made up. */
  hidden: Uint8Array;
  /** Depth of the nearest pixel in each cell. */
  near: Float32Array;
  /** Depth of the background: that of the nearest visible background for hidden cells. */
  behind: Float32Array;
}

/** Times that steps between hidden cells, whose depths came from different places, are levelled. */
const smoothings = 8;

/**
 * Find what is hidden: from the edges inwards, one cell further each time, each taking its depth
 * from outside.
 * @param rim of the foreground: hidden as well, since its pixels are partly foreground.
 * @param jump depth difference between neighbours from which the picture is cut.
 * @param slide pixels that a depth of 1 slides against a depth of 0 in the largest move: what lies
 *   farther behind an edge than the jump there slides is never uncovered.
 */
export function findHidden(
  depth: Float32Array,
  pictureWidth: number,
  pictureHeight: number,
  size: number,
  rim: Rim,
  jump: number,
  slide: number,
): Occlusion {
  const width = Math.ceil(pictureWidth / size);
  const height = Math.ceil(pictureHeight / size);
  const cells = width * height;
  const room = openRoom();
  const plane = room.put(depth);
  const [far, near] = [room.take(cells * 4), room.take(cells * 4)];
  const scratch = room.take(Math.max(pictureWidth * 8, cells * 4));
  kernel.boundCells(plane, pictureWidth, pictureHeight, size, far, near, scratch);
  const behind = room.put(room.read(far, new Float32Array(cells)));
  const hidden = room.takeClear(cells);
  const list = room.take(cells * 4);
  const hide = (pixels: number, depths: number, length: number, listed: number): number => {
    const grid = [pictureWidth, size, width] as const;
    return kernel.hideRim(pixels, depths, length, ...grid, hidden, behind, list, listed);
  };
  const outside = room.put(rim.outside);
  const own = room.take(rim.outside.length * 4);
  kernel.gatherWords(plane, outside, rim.outside.length, own);
  const around = hide(outside, own, rim.outside.length, 0);
  const count = hide(room.put(rim.edge), room.put(rim.behind), rim.edge.length, around);
  const sums = [room.takeClear(cells * 8), room.takeClear(cells), scratch] as const;
  const limits = [far, jump, slide] as const;
  kernel.growHidden(width, height, size, ...limits, hidden, behind, list, count, ...sums);
  kernel.smoothHidden(behind, hidden, width, height, jump, smoothings);
  return {
    size,
    width,
    height,
    hidden: room.read(hidden, new Uint8Array(cells)),
    near: room.read(near, new Float32Array(cells)),
    behind: room.read(behind, new Float32Array(cells)),
  };
}
