import { fitMotionAt, type Step } from './local-motion.ts';
import { buildPyramid, type Pyramid } from './pyramid.ts';
import {
  findTemplate,
  ordinaryRadii,
  type Shape,
  type Template,
  takeTemplate,
  wideRadii,
} from './template.ts';

/** Where one spot of the picture went, frame by frame, from the frame it was picked up in. */
export interface Track {
  /** The first frame it is known in. */
  start: number;
  x: number[];
  y: number[];
}

export interface Tracker {
  /** Show the next frame: its luma, rows `stride` bytes apart. */
  addFrame(luma: Uint8Array, stride?: number): void;
  tracks: Track[];
}

interface Feature {
  track: Track;
  template: Template;
  radii: readonly number[];
  /** How its surroundings have been deformed since the template was taken. */
  shape: Shape;
  lost: boolean;
}

/** Cells in which there is always to be a spot to follow, if the picture has one. */
const grid = { columns: 14, rows: 10 };
const perCell = 2;
/** Under this the spot looks too different and is anchored anew; under the second it is lost. */
const anchorAgainBelow = 0.92;
const lostBelow = 0.7;
/** How strong a corner has to be to be followed, and how strong in a cell that has none of those. */
const clearCorner = 6;
const faintCorner = 1;

/**
 * Follow spots all over a clip. Each is looked for by the picture it was anchored with, so that no
 * error adds up from frame to frame; zoom and turn, which all spots together show, deform it along.
 * When it looks too different all the same it is anchored anew where it stood. Spots that leave or vanish are replaced. Knows nothing of how the clip was
 * made.
 */
export function createTracker(width: number, height: number): Tracker {
  const tracks: Track[] = [];
  let features: Feature[] = [];
  let previous: Pyramid | undefined;
  let frame = 0;

  function follow(feature: Feature, pyramid: Pyramid): void {
    const { track } = feature;
    const count = track.x.length;
    const lastX = track.x[count - 1]!;
    const lastY = track.y[count - 1]!;
    const speedX = count > 1 ? lastX - track.x[count - 2]! : 0;
    const speedY = count > 1 ? lastY - track.y[count - 2]! : 0;
    let found = findTemplate(
      feature.template,
      pyramid,
      lastX + speedX,
      lastY + speedY,
      feature.shape,
    );
    if ((!found || found.likeness < anchorAgainBelow) && previous) {
      const anew = takeTemplate(previous, lastX, lastY, feature.radii);
      const again = anew && findTemplate(anew, pyramid, lastX + speedX, lastY + speedY);
      if (anew && again && again.likeness > Math.max(lostBelow, found?.likeness ?? 0)) {
        feature.template = anew;
        feature.shape = upright;
        found = again;
      }
    }
    const jump = found ? Math.hypot(found.x - lastX - speedX, found.y - lastY - speedY) : 0;
    // A spot that leaps by more than a sixteenth of the frame has been mistaken for another.
    feature.lost = !found || found.likeness < lostBelow || jump > width / 16;
    if (feature.lost || !found) return;
    track.x.push(found.x);
    track.y.push(found.y);
  }

  /** Zoom and turn deform every patch as they deform the picture: learn how from all steps. */
  function deform(): void {
    const steps: Step[] = features
      .filter(({ track }) => track.x.length > 1)
      .map(({ track: { x, y } }) => {
        const last = x.length - 1;
        return {
          x: x[last]!,
          y: y[last]!,
          dx: x[last]! - x[last - 1]!,
          dy: y[last]! - y[last - 1]!,
        };
      });
    const motion = fitMotionAt(steps, width / 2, height / 2, width / 2);
    if (!motion) return;
    for (const feature of features) feature.shape = deformed(feature.shape, motion.slope);
  }

  function pickUp(pyramid: Pyramid, least: number, wanted: number, radii: readonly number[]): void {
    const held = new Int32Array(grid.columns * grid.rows);
    for (const { track } of features) {
      held[cellOf(track.x[track.x.length - 1]!, track.y[track.y.length - 1]!)]!++;
    }
    for (let cell = 0; cell < held.length; cell++) {
      if (held[cell]! >= wanted) continue;
      const spots = strongestSpots(pyramid, cellBox(cell), wanted - held[cell]!, least);
      for (const { x, y } of spots) {
        const template = takeTemplate(pyramid, x, y, radii);
        if (!template) continue;
        const track = { start: frame, x: [x], y: [y] };
        tracks.push(track);
        features.push({ track, template, radii, shape: upright, lost: false });
      }
    }
  }

  function cellOf(x: number, y: number): number {
    const column = Math.min(grid.columns - 1, Math.max(0, Math.floor((x / width) * grid.columns)));
    const row = Math.min(grid.rows - 1, Math.max(0, Math.floor((y / height) * grid.rows)));
    return row * grid.columns + column;
  }

  function cellBox(cell: number) {
    const column = cell % grid.columns;
    const row = Math.floor(cell / grid.columns);
    return {
      left: Math.round((column * width) / grid.columns),
      right: Math.round(((column + 1) * width) / grid.columns),
      top: Math.round((row * height) / grid.rows),
      bottom: Math.round(((row + 1) * height) / grid.rows),
    };
  }

  return {
    tracks,
    addFrame(luma, stride = width) {
      const pyramid = buildPyramid(luma, width, height, stride);
      for (const feature of features) follow(feature, pyramid);
      features = features.filter(({ lost }) => !lost);
      deform();
      if (frame % 6 === 0) {
        pickUp(pyramid, clearCorner, perCell, ordinaryRadii);
        // Sand and plain backdrops have no clear corners. By more of it they can be followed, too.
        pickUp(pyramid, faintCorner, 1, wideRadii);
      }
      previous = pyramid;
      frame++;
    },
  };
}

const upright: Shape = [1, 0, 0, 1];

/** A shape after one more step: the step's slope is per pixel of where it ended, so (1 - slope)^-1. */
function deformed([a, b, c, d]: Shape, [xx, xy, yx, yy]: Shape): Shape {
  const p = 1 - xx;
  const s = 1 - yy;
  const det = p * s - xy * yx;
  const grow = [s / det, xy / det, yx / det, p / det] as const;
  return [
    grow[0] * a + grow[1] * c,
    grow[0] * b + grow[1] * d,
    grow[2] * a + grow[3] * c,
    grow[2] * b + grow[3] * d,
  ];
}

/** The best corners of a box, by the weaker of the two slopes over 9x9 pixels of the half size. */
function strongestSpots(
  { levels }: Pyramid,
  box: { left: number; right: number; top: number; bottom: number },
  count: number,
  least: number,
) {
  const { width, height, luma } = levels[1]!;
  const spots: { x: number; y: number; strength: number }[] = [];
  for (let y = Math.max(7, box.top >> 1); y < Math.min(height - 7, box.bottom >> 1); y += 3) {
    for (let x = Math.max(7, box.left >> 1); x < Math.min(width - 7, box.right >> 1); x += 3) {
      const strength = cornerStrength(luma, width, x, y);
      if (strength > least) spots.push({ x: x * 2 + 0.5, y: y * 2 + 0.5, strength });
    }
  }
  spots.sort((a, b) => b.strength - a.strength);
  const kept: typeof spots = [];
  for (const spot of spots) {
    if (kept.length >= count) break;
    if (kept.every(({ x, y }) => Math.hypot(x - spot.x, y - spot.y) > 16)) kept.push(spot);
  }
  return kept;
}

function cornerStrength(luma: Float32Array, width: number, x: number, y: number): number {
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let v = -4; v <= 4; v += 2) {
    for (let u = -4; u <= 4; u += 2) {
      const i = (y + v) * width + x + u;
      const sx = (luma[i + 1]! - luma[i - 1]!) / 2;
      const sy = (luma[i + width]! - luma[i - width]!) / 2;
      xx += sx * sx;
      xy += sx * sy;
      yy += sy * sy;
    }
  }
  return ((xx + yy) / 2 - Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy)) / 25;
}
