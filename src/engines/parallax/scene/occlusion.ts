/**
 * Where the background is hidden: the cells on the near side of every depth jump, as far in as
 * parallax can ever uncover, each with the depth of what lies behind it.
 */
import { kernel, openRoom } from './kernel/kernel.ts';
import { boundCells } from './resample.ts';
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

/** Times that steps between hidden cells, which took their depth from different places, are levelled. */
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
  const plane = { width: pictureWidth, height: pictureHeight, data: depth };
  const { least, most } = boundCells(plane, size);
  const cells = width * height;
  const room = openRoom();
  const [far, behind] = [room.put(least), room.put(least)];
  const hidden = room.takeClear(cells);
  const list = room.take(cells * 4);
  const hide = (pixels: Int32Array, depths: Float32Array, count: number): number => {
    const listed = [room.put(pixels), room.put(depths), pixels.length] as const;
    return kernel.hideRim(...listed, pictureWidth, size, width, hidden, behind, list, count);
  };
  const own = new Float32Array(rim.outside.length);
  for (let i = 0; i < own.length; i++) own[i] = depth[rim.outside[i]!]!;
  const count = hide(rim.edge, rim.behind, hide(rim.outside, own, 0));
  const scratch = [room.takeClear(cells * 8), room.takeClear(cells), room.take(cells * 4)] as const;
  const limits = [far, jump, slide] as const;
  kernel.growHidden(width, height, size, ...limits, hidden, behind, list, count, ...scratch);
  kernel.smoothHidden(behind, hidden, width, height, jump, smoothings);
  return {
    size,
    width,
    height,
    hidden: room.read(hidden, new Uint8Array(cells)),
    near: most,
    behind: room.read(behind, new Float32Array(cells)),
  };
}
