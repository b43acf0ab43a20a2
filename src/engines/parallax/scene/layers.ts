/** The picture cut at its depth jumps: what is in front, and what lies behind it. */
import type { Picture } from '../../../media/picture.ts';
import type { Layers } from './canvas.ts';
import { completeBackground } from './inpaint.ts';
import { matteRim } from './matte.ts';
import { nearestWithin } from './nearest.ts';
import { findHidden, type Occlusion } from './occlusion.ts';
import { paintCompleted } from './repaint.ts';

/** A smaller difference in depth is stretched, by some 3 pixels in the largest moves, not cut. */
const jump = 0.05;

/** Pixels by which the foreground's depth reaches beyond its edge, so that its rim goes with it. */
const leastRim = 6;
const mostRim = 9;

/** The last pixels of the rim are always clear: what is uncovered is seen through them. */
const clearRim = 2;

/** Slide of the nearest against the farthest thing in the largest moves, in picture widths. */
const largestSlide = 0.08;

/**
 * Cut the picture.
 * @param cells the picture in cells of `size` pixels.
 * @param edgeWidth pixels over which the picture's sharpest edges rise.
 */
export function separateLayers(
  picture: Picture,
  depth: Float32Array,
  cells: Picture,
  size: number,
  edgeWidth: number,
): Layers {
  const { width, height } = picture;
  const rim = Math.min(mostRim, Math.max(leastRim, 2 * edgeWidth + 3));
  const hidden = findHidden(depth, width, height, size, jump, rim + 1, largestSlide * width);
  const task = completeBackground(cells, hidden, jump);
  const layers: Layers = {
    foreground: {
      rgb: picture.data.slice(),
      alpha: new Uint8Array(width * height).fill(255),
      depth: depth.slice(),
    },
    background: { rgb: picture.data.slice(), depth: depth.slice() },
  };
  const whole = { left: 0, top: 0, width, height };
  const colour = new Float32Array(3);
  for (let row = 0; row < hidden.height; row++) {
    for (let column = 0; column < hidden.width; column++) {
      const cell = row * hidden.width + column;
      if (hidden.hidden[cell] === 0) continue;
      const bottom = Math.min(height, (row + 1) * size);
      const right = Math.min(width, (column + 1) * size);
      for (let y = row * size; y < bottom; y++) {
        for (let x = column * size; x < right; x++) {
          const behind = cutPixel(layers, depth, hidden, cell, x, y, width, height, rim);
          if (!behind) continue;
          paintCompleted(picture, whole, size, task, x, y, colour);
          const at = (y * width + x) * 3;
          for (let c = 0; c < 3; c++) layers.background.rgb[at + c] = colour[c]! + 0.5;
        }
      }
    }
  }
  matteRim(picture, depth, layers, hidden, jump, rim - clearRim);
  return layers;
}

/**
 * Decide what a pixel near an edge belongs to. On the far side, next to the edge, it goes with the
 * foreground (whose blurred outline it holds) and is cut away as far as it is background; a little
 * farther out it is cut away whole, so that the jump itself is never seen stretched.
 * @returns whether the background behind the pixel has to be painted.
 */
function cutPixel(
  { foreground, background }: Layers,
  depth: Float32Array,
  hidden: Occlusion,
  cell: number,
  x: number,
  y: number,
  width: number,
  height: number,
  rim: number,
): boolean {
  const at = y * width + x;
  const own = depth[at]!;
  const behind = Math.min(own, hidden.behind[cell]!);
  if (hidden.edge[cell] === 0) {
    background.depth[at] = behind;
    return true;
  }
  const mayBeOutside = hidden.nearest[cell]! - own > jump;
  const inRim = mayBeOutside ? nearestWithin(depth, x, y, width, height, rim) : 0;
  if (inRim - own > jump) {
    foreground.depth[at] = inRim;
    foreground.alpha[at] = 0;
    background.depth[at] = behind;
    return nearestWithin(depth, x, y, width, height, rim - clearRim) - own > jump;
  }
  if (own - behind > jump / 2) {
    background.depth[at] = behind;
    return true;
  }
  if (mayBeOutside && nearestWithin(depth, x, y, width, height, rim + 1) - own > jump) {
    foreground.alpha[at] = 0;
  }
  return false;
}
