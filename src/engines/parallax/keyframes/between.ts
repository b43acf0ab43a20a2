import { fitAffine } from './affine.ts';
import type { Flow } from './flow.ts';
import { createPaths } from './path.ts';
import { rankPixels } from './standing.ts';

/** How to make one frame between two images: for each cell of a coarse grid, where to look in each. */
export interface Blend {
  width: number;
  height: number;
  /** Displacement into the first and the last image, in grid cells. */
  firstX: Float32Array;
  firstY: Float32Array;
  lastX: Float32Array;
  lastY: Float32Array;
  /** Share of the last image, 0..1. */
  share: Float32Array;
}

/**
 * What is gathered per cell: how much the first and the last image show there, the weighted way
 * back into the first image (x, y), the weighted whole way from first to last (x, y), the weight.
 */
const values = 7;

/** From this trust on a pixel counts as seen in both images. */
const wellSeen = 0.5;

/** Room for a blend of this size. */
export function createBlend(width: number, height: number): Blend {
  const plane = () => new Float32Array(width * height);
  return {
    width,
    height,
    firstX: plane(),
    firstY: plane(),
    lastX: plane(),
    lastY: plane(),
    share: plane(),
  };
}

/**
 * Trust below which a pixel still moves things, if nothing better lands on its cell. What is seen
 * in both images thus covers what only one of them shows, as an object covers its background.
 */
const faint = 0.01;

/**
 * Follow the images' pixels to a time between and gather them on the grid. One image lays down
 * everything it has; the other adds only what the first one does not show. A cell reached by
 * pixels that one image alone shows is taken from that image alone.
 */
export function createBetween(flow: Flow): (time: number, into: Blend) => void {
  const { forward, backward, seenForward, seenBackward } = flow;
  const { width, height } = forward;
  const count = width * height;
  const common = fitAffine(forward, seenForward);
  const paths = createPaths(common);
  const standing = rankPixels(flow, common);
  // The image in which things are larger has more pixels to lay down, and leaves no gaps.
  const lastIsLarger = common.xx + common.yy > 0;
  const gathered = new Float32Array(count * values);
  const pyramid = createPyramid(width, height);

  function gather(fromFirst: boolean, base: boolean): void {
    const field = fromFirst ? forward : backward;
    const seen = fromFirst ? seenForward : seenBackward;
    const { rank: ranks, clean } = fromFirst ? standing.first : standing.last;
    const otherClean = fromFirst ? standing.last.clean : standing.first.clean;
    const drop = (
      to: number,
      weight: number,
      own: number,
      others: number,
      dx: number,
      dy: number,
      u: number,
      v: number,
    ) => {
      gathered[to]! += fromFirst ? own : others;
      gathered[to + 1]! += fromFirst ? others : own;
      gathered[to + 2]! += weight * dx;
      gathered[to + 3]! += weight * dy;
      gathered[to + 4]! += weight * u;
      gathered[to + 5]! += weight * v;
      gathered[to + 6]! += weight;
    };
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        const trust = seen[i]!;
        if (!base && trust > wellSeen) continue;
        const moveX = field.x[i]!;
        const moveY = field.y[i]!;
        const x0 = fromFirst ? x : x + moveX;
        const y0 = fromFirst ? y : y + moveY;
        const u = fromFirst ? moveX : -moveX;
        const v = fromFirst ? moveY : -moveY;
        paths.at(x0, y0, x0 + u, y0 + v);
        const px = paths.x;
        const py = paths.y;
        // Off the grid by less than a cell: kept on its rim, which else stays thin.
        if (!(px > -1 && py > -1 && px < width && py < height)) continue;
        const left = Math.min(width - 2, Math.max(0, Math.floor(px)));
        const top = Math.min(height - 2, Math.max(0, Math.floor(py)));
        const fx = Math.min(1, Math.max(0, px - left));
        const fy = Math.min(1, Math.max(0, py - top));
        const rank = ranks[i]!;
        const weight = base ? (faint + trust * trust) * rank : faint * rank;
        const own = weight * clean[i]!;
        let others = 0;
        if (base && trust > 0.05) {
          const there = Math.round(y + moveY) * width + Math.round(x + moveX);
          others = trust * trust * rank * otherClean[there]!;
        }
        const to = (top * width + left) * values;
        const low = to + width * values;
        const dx = x0 - px;
        const dy = y0 - py;
        const w00 = (1 - fx) * (1 - fy);
        const w01 = fx * (1 - fy);
        const w10 = (1 - fx) * fy;
        const w11 = fx * fy;
        drop(to, weight * w00, own * w00, others * w00, dx, dy, u, v);
        drop(to + values, weight * w01, own * w01, others * w01, dx, dy, u, v);
        drop(low, weight * w10, own * w10, others * w10, dx, dy, u, v);
        drop(low + values, weight * w11, own * w11, others * w11, dx, dy, u, v);
      }
    }
  }

  return (time, into) => {
    paths.setTime(time);
    gathered.fill(0);
    gather(!lastIsLarger, true);
    gather(lastIsLarger, false);
    fillHoles(gathered, width, height, pyramid);
    for (let i = 0; i < count; i++) {
      const at = i * values;
      const first = gathered[at]! * (1 - time);
      const last = gathered[at + 1]! * time;
      const scale = 1 / gathered[at + 6]!;
      const dx = gathered[at + 2]! * scale;
      const dy = gathered[at + 3]! * scale;
      into.firstX[i] = dx;
      into.firstY[i] = dy;
      into.lastX[i] = dx + gathered[at + 4]! * scale;
      into.lastY[i] = dy + gathered[at + 5]! * scale;
      into.share[i] = last / (first + last);
    }
    soften(into.share, width, height);
  };
}

/** Sums over ever wider cells, from 2x2 up to the whole picture. */
function createPyramid(width: number, height: number) {
  const levels: { width: number; height: number; cells: Float32Array }[] = [];
  while (width > 2 && height > 2) {
    width = Math.ceil(width / 2);
    height = Math.ceil(height / 2);
    levels.push({ width, height, cells: new Float32Array(width * height * values) });
  }
  return levels;
}

/** Give every cell a little of what its wider neighbourhood has, which is all that a hole gets. */
function fillHoles(
  cells: Float32Array,
  width: number,
  height: number,
  pyramid: ReturnType<typeof createPyramid>,
  depth = 0,
): void {
  const wider = pyramid[depth];
  if (!wider) return;
  wider.cells.fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * values;
      const to = ((y >> 1) * wider.width + (x >> 1)) * values;
      for (let k = 0; k < values; k++) wider.cells[to + k]! += cells[from + k]! * 0.25;
    }
  }
  fillHoles(wider.cells, wider.width, wider.height, pyramid, depth + 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (y * width + x) * values;
      const from = ((y >> 1) * wider.width + (x >> 1)) * values;
      // Against a full cell's weight of about 1 this is nothing; in a hole it is everything.
      for (let k = 0; k < values; k++) cells[to + k]! += wider.cells[from + k]! * 0.002;
    }
  }
}

/** A 3x3 tent over the shares, so that no seam shows where one image takes over. */
function soften(share: Float32Array, width: number, height: number): void {
  for (let y = 0; y < height; y++) softenLine(share, y * width, 1, width);
  for (let x = 0; x < width; x++) softenLine(share, x, width, height);
}

function softenLine(share: Float32Array, start: number, step: number, count: number): void {
  let before = share[start]!;
  for (let k = 0; k < count; k++) {
    const i = start + k * step;
    const here = share[i]!;
    const after = k + 1 < count ? share[i + step]! : here;
    share[i] = (before + 2 * here + after) / 4;
    before = here;
  }
}
