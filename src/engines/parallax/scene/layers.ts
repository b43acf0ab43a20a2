/** The picture cut at its depth jumps: what is in front, and what lies behind it. */
import type { Picture } from '../../../media/picture.ts';
import { completeBackground, paintHidden } from './inpaint.ts';
import { matteRim } from './matte.ts';
import { findHidden, type Occlusion } from './occlusion.ts';

export interface Layers {
  foreground: { rgb: Uint8Array; alpha: Uint8Array; depth: Float32Array };
  background: { rgb: Uint8Array; depth: Float32Array };
}

/** A smaller difference in depth is stretched, by some 3 pixels in the largest moves, not cut. */
const jump = 0.05;

/** Pixels by which the foreground's depth reaches beyond its edge, so that its rim goes with it. */
const rim = 3;

/** Slide of the nearest against the farthest thing in the largest moves, in picture widths. */
const largestSlide = 0.08;

/** The completion works on cells of about 1/400 of the picture's long side. */
const cellsAcross = 400;

/** Cut the picture. `depth` is kept; the layers' planes are new but for the picture's own. */
export function separateLayers(picture: Picture, depth: Float32Array): Layers {
  const { width, height } = picture;
  const size = Math.max(1, Math.round(Math.max(width, height) / cellsAcross));
  const hidden = findHidden(depth, width, height, size, jump, largestSlide * width);
  const task = completeBackground(picture, hidden, jump);
  const layers: Layers = {
    foreground: {
      rgb: picture.data.slice(),
      alpha: new Uint8Array(width * height).fill(255),
      depth: depth.slice(),
    },
    background: { rgb: picture.data.slice(), depth: depth.slice() },
  };
  for (let row = 0; row < hidden.height; row++) {
    for (let column = 0; column < hidden.width; column++) {
      if (hidden.hidden[row * hidden.width + column] === 0) continue;
      const bottom = Math.min(height, (row + 1) * size);
      const right = Math.min(width, (column + 1) * size);
      for (let y = row * size; y < bottom; y++) {
        for (let x = column * size; x < right; x++) {
          cutPixel(layers, depth, hidden, row * hidden.width + column, x, y, width, height, () =>
            paintHidden(picture, hidden, task, x, y, layers.background.rgb),
          );
        }
      }
    }
  }
  matteRim(picture, depth, layers, hidden, jump);
  return layers;
}

/**
 * Decide what a pixel near an edge belongs to. On the far side, next to the edge, it goes with the
 * foreground (whose blurred outline it holds) and is cut away as far as it is background; a little
 * farther out it is cut away whole, so that the jump itself is never seen stretched.
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
  paintBehind: () => void,
): void {
  const at = y * width + x;
  const own = depth[at]!;
  const inRim = nearestWithin(depth, x, y, width, height, rim);
  if (inRim - own > jump) {
    foreground.depth[at] = inRim;
    foreground.alpha[at] = 0;
    paintBehind();
    background.depth[at] = Math.min(own, hidden.behind[cell]!);
  } else if (own - hidden.behind[cell]! > jump / 2) {
    paintBehind();
    background.depth[at] = hidden.behind[cell]!;
  } else if (nearestWithin(depth, x, y, width, height, rim + 2) - own > jump) {
    foreground.alpha[at] = 0;
  }
}

function nearestWithin(
  depth: Float32Array,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): number {
  let most = 0;
  const right = Math.min(width - 1, x + radius);
  const bottom = Math.min(height - 1, y + radius);
  for (let j = Math.max(0, y - radius); j <= bottom; j++) {
    const row = j * width;
    for (let i = Math.max(0, x - radius); i <= right; i++) {
      if (depth[row + i]! > most) most = depth[row + i]!;
    }
  }
  return most;
}
