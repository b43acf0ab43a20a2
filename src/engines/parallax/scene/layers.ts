/** The picture cut at its depth jumps: what is in front, and what lies behind it. */
import type { Picture } from '../../../media/picture.ts';
import type { Layers } from './canvas.ts';
import type { Completion } from './complete.ts';
import { completeBackground } from './inpaint.ts';
import { matteRim } from './matte.ts';
import { findHidden, type Occlusion } from './occlusion.ts';
import { paintCompleted } from './repaint.ts';
import { findRim, type Rim } from './rim.ts';

/** A smaller difference in depth is stretched, by some 3 pixels in the largest moves, not cut. */
const jump = 0.05;

/** Pixels by which the foreground's depth reaches beyond its edge, so that its rim goes with it. */
const leastRim = 6;
const mostRim = 9;

/** The last pixels of the rim are always clear: what is uncovered is seen through them. */
const clearRim = 2;

/** Pixels inside the edge that may be partly background. */
const innerRim = 2;

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
  const reach = Math.min(mostRim, Math.max(leastRim, 2 * edgeWidth + 3));
  const rim = findRim(depth, width, height, jump, reach + 1, innerRim);
  const hidden = findHidden(depth, width, height, size, rim, jump, largestSlide * width);
  const task = completeBackground(cells, hidden, jump);
  const layers: Layers = {
    foreground: {
      rgb: picture.data.slice(),
      alpha: new Uint8Array(width * height).fill(255),
      depth: depth.slice(),
    },
    background: { rgb: picture.data.slice(), depth: depth.slice() },
  };
  const painter = createPainter(picture, layers, hidden, task);
  uncoverBehind(picture, depth, hidden, painter);
  cutRim(picture, depth, layers, rim, reach, painter);
  matteRim(picture, depth, layers, rim, { jump, reach: reach - clearRim });
  return layers;
}

interface Painter {
  /** Lower the background's depth at a pixel to what lies behind its cell. */
  lower(x: number, y: number): void;
  /** Paint the background at a pixel. */
  paint(x: number, y: number): void;
}

function createPainter(
  picture: Picture,
  { background }: Layers,
  { size, width: columns, behind }: Occlusion,
  task: Completion,
): Painter {
  const { width, height } = picture;
  const whole = { left: 0, top: 0, width, height };
  const colour = new Float32Array(3);
  return {
    lower(x, y) {
      const at = y * width + x;
      const farther = behind[Math.floor(y / size) * columns + Math.floor(x / size)]!;
      if (farther < background.depth[at]!) background.depth[at] = farther;
    },
    paint(x, y) {
      paintCompleted(picture, whole, size, task, x, y, colour);
      const at = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) background.rgb[at + c] = colour[c]! + 0.5;
    },
  };
}

/** Make up the background behind the foreground's pixels. */
function uncoverBehind(
  { width, height }: Picture,
  depth: Float32Array,
  { size, width: columns, height: rows, hidden, behind }: Occlusion,
  painter: Painter,
): void {
  for (let cell = 0; cell < columns * rows; cell++) {
    if (hidden[cell] === 0) continue;
    const left = (cell % columns) * size;
    const top = Math.floor(cell / columns) * size;
    const bottom = Math.min(height, top + size);
    const right = Math.min(width, left + size);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        if (depth[y * width + x]! - behind[cell]! <= jump / 2) continue;
        painter.lower(x, y);
        painter.paint(x, y);
      }
    }
  }
}

/**
 * Pixels just outside the foreground go with it (they hold its blurred outline) and are cut away
 * as far as they are background; one more is cut away whole where it is, so that the jump itself
 * is never seen stretched. Cut away, they are their own background, even where they stand in front
 * of something farther still.
 */
function cutRim(
  { width, data }: Picture,
  depth: Float32Array,
  { foreground, background }: Layers,
  rim: Rim,
  reach: number,
  painter: Painter,
): void {
  for (let i = 0; i < rim.outside.length; i++) {
    const at = rim.outside[i]!;
    const distance = rim.distance[i]!;
    foreground.alpha[at] = 0;
    background.depth[at] = depth[at]!;
    if (distance <= reach) foreground.depth[at] = rim.depth[i]!;
    if (distance <= reach - clearRim) painter.paint(at % width, Math.floor(at / width));
    else for (let c = at * 3; c < at * 3 + 3; c++) background.rgb[c] = data[c]!;
  }
}
