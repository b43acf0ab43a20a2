import { fitAffine } from './affine.ts';
import type { Flow } from './flow.ts';
import { createPaths } from './path.ts';

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
 * Follow both images' pixels to a time between and gather them on the grid. A cell reached only by
 * the first image's pixels shows what the last one hides, and is taken from the first alone.
 */
export function createBetween(flow: Flow): (time: number, into: Blend) => void {
  const { forward, backward, seenForward, seenBackward } = flow;
  const { width, height } = forward;
  const count = width * height;
  const paths = createPaths(fitAffine(forward, seenForward));
  // weight, both displacements, and how much came from either image: 7 numbers per cell
  const gathered = new Float32Array(count * 7);

  function gather(fromFirst: boolean, time: number): void {
    const field = fromFirst ? forward : backward;
    const seen = fromFirst ? seenForward : seenBackward;
    const nearness = (fromFirst ? 1 - time : time) + 0.02;
    const mark = fromFirst ? 5 : 6;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const otherX = x + field.x[i]!;
        const otherY = y + field.y[i]!;
        const x0 = fromFirst ? x : otherX;
        const y0 = fromFirst ? y : otherY;
        const x1 = fromFirst ? otherX : x;
        const y1 = fromFirst ? otherY : y;
        paths.at(x0, y0, x1, y1);
        const px = paths.x;
        const py = paths.y;
        if (!(px > -1 && py > -1 && px < width && py < height)) continue;
        const trust = faint + seen[i]! * seen[i]!;
        const left = Math.floor(px);
        const top = Math.floor(py);
        for (let corner = 0; corner < 4; corner++) {
          const cx = left + (corner & 1);
          const cy = top + (corner >> 1);
          if (cx < 0 || cy < 0 || cx >= width || cy >= height) continue;
          const part = (1 - Math.abs(px - cx)) * (1 - Math.abs(py - cy)) * trust;
          const weight = part * nearness;
          const to = (cy * width + cx) * 7;
          gathered[to]! += weight;
          gathered[to + 1]! += weight * (x0 - px);
          gathered[to + 2]! += weight * (y0 - py);
          gathered[to + 3]! += weight * (x1 - px);
          gathered[to + 4]! += weight * (y1 - py);
          gathered[to + mark]! += part;
        }
      }
    }
  }

  return (time, into) => {
    paths.setTime(time);
    gathered.fill(0);
    gather(true, time);
    gather(false, time);
    const filled = fillHoles(gathered, width, height);
    for (let i = 0; i < count; i++) {
      const at = i * 7;
      const weight = filled[at]!;
      into.firstX[i] = filled[at + 1]! / weight;
      into.firstY[i] = filled[at + 2]! / weight;
      into.lastX[i] = filled[at + 3]! / weight;
      into.lastY[i] = filled[at + 4]! / weight;
      const first = (1 - time) * filled[at + 5]!;
      const last = time * filled[at + 6]!;
      into.share[i] = last / (first + last + 1e-9);
    }
    soften(into.share, width, height);
  };
}

/** Give every cell a little of what its wider neighbourhood has, which is all that a hole gets. */
function fillHoles(cells: Float32Array, width: number, height: number): Float32Array {
  if (width < 3 || height < 3) return cells;
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const coarse = new Float32Array(halfWidth * halfHeight * 7);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 7;
      const to = ((y >> 1) * halfWidth + (x >> 1)) * 7;
      for (let k = 0; k < 7; k++) coarse[to + k]! += cells[from + k]! * 0.25;
    }
  }
  const wider = fillHoles(coarse, halfWidth, halfHeight);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (y * width + x) * 7;
      const from = ((y >> 1) * halfWidth + (x >> 1)) * 7;
      // Against a full cell's weight of about 1 this is nothing; in a hole it is everything.
      for (let k = 0; k < 7; k++) cells[to + k]! += wider[from + k]! * 0.002;
    }
  }
  return cells;
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
