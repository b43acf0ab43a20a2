/**
 * Jumps made clean: a jump in depth is worth a cut only where it is long and high enough to be an
 * outline. The others are levelled out to gentle slopes, since a short cut in the middle of a
 * surface tears it, and a slope does no harm.
 */

import { kernel, openRoom } from '../kernel/kernel.ts';
import type { LabPlanes } from '../lab.ts';
import type { Plane } from '../resample.ts';
import { levelEnclosed } from '../survey/enclosed.ts';
import { claimOutlines } from './claim.ts';
import { lowerDoubtful, markUnseen } from './doubt.ts';

/** From here on two neighbours are parted by a jump. */
const jump = 0.045;
/** An outline has this mean height, and this length in pixels of working size, or is no outline. */
const highEnough = 0.1;
const longEnough = 14;

/** Colour step along an outline, on average, below which nobody sees one. */
const visible = 9;

/** Up to these sizes what is enclosed is levelled with what encloses it; patches are ten cells wide. */
const enclosed = { bay: 4, hollow: 0.025, height: 0.01 };

/** Where a floor begins below a thing it is its foot that one sees, up to this difference. */
const footing = 0.2;

/**
 * Keep outlines, level out the rest; in place.
 * @param floor per pixel, 0..1: how surely it shows a floor.
 * @param lab the picture: an outline is also seen in its colours.
 */
export function settleJumps(plane: Plane, floor: Float32Array, lab: LabPlanes): void {
  removeSpecks(plane);
  levelEnclosed(plane, enclosed);
  claimOutlines(plane, lab);
  const rejected = new Uint8Array(plane.data.length);
  const height = measureJumps(plane, floor, rejected);
  rejectShort(height, lab, rejected);
  levelOut(plane, rejected);
  lowerDoubtful(plane, height, lab);
  // What is left of doubtful jumps may still be cut: where nothing is seen of them it must not be.
  const left = measureJumps(plane, floor, new Uint8Array(rejected.length));
  levelOut(plane, markUnseen(plane, left, lab));
}

/** The median of five: single odd pixels go, straight edges and corners stay; in place. */
function removeSpecks({ width, height, data }: Plane): void {
  const room = openRoom();
  const plane = room.put(data);
  kernel.removeSpecks(plane, width, height, room.put(data));
  room.read(plane, data);
}

/**
 * Per pixel, the highest step to its right and lower neighbour, 0 where that is no jump. Steps down
 * to a floor that begins there are no jumps: they are marked in `feet`.
 */
function measureJumps(
  { width, height, data }: Plane,
  floor: Float32Array,
  feet: Uint8Array,
): Float32Array {
  const room = openRoom();
  const out = room.take(data.byteLength);
  const marks = room.put(feet);
  const plane = room.put(data);
  kernel.measureJumps(plane, width, height, room.put(floor), jump, footing, marks, out);
  room.read(marks, feet);
  return room.read(out, new Float32Array(data.length));
}

/** Reject the jumps that are too short, too low or too faint as a whole: mark them, with no height. */
function rejectShort(jumps: Float32Array, lab: LabPlanes, rejected: Uint8Array): void {
  const { width, height } = lab;
  const seen = new Uint8Array(jumps.length);
  for (let seed = 0; seed < jumps.length; seed++) {
    if (jumps[seed] === 0 || seen[seed] === 1) continue;
    const members = [seed];
    seen[seed] = 1;
    let sum = 0;
    let contrast = 0;
    for (let head = 0; head < members.length; head++) {
      const at = members[head]!;
      sum += jumps[at]!;
      contrast += contrastAt(lab, at);
      const x = at % width;
      const y = (at - x) / width;
      for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
        for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
          const next = j * width + i;
          if (jumps[next] === 0 || seen[next] === 1) continue;
          seen[next] = 1;
          members.push(next);
        }
      }
    }
    // A long outline may be lower than a short one.
    const worth = (sum / members.length / highEnough) * Math.min(2, members.length / longEnough);
    const faint = contrast / members.length < visible;
    if (worth >= 1 && !faint) continue;
    for (const at of members) {
      rejected[at] = 1;
      jumps[at] = 0;
    }
  }
}

/** The greater of the colour steps (Lab) across and down, over three pixels. */
function contrastAt({ width, height, l, a, b }: LabPlanes, at: number): number {
  const x = at % width;
  const y = (at - x) / width;
  const left = x > 0 ? at - 1 : at;
  const right = at - x + Math.min(width - 1, x + 2);
  const up = y > 0 ? at - width : at;
  const down = x + Math.min(height - 1, y + 2) * width;
  return Math.max(
    Math.abs(l[left]! - l[right]!) +
      Math.abs(a[left]! - a[right]!) +
      Math.abs(b[left]! - b[right]!),
    Math.abs(l[up]! - l[down]!) + Math.abs(a[up]! - a[down]!) + Math.abs(b[up]! - b[down]!),
  );
}

/** Steps from here on stay while others are levelled out beside them. */
const outline = 0.12;

/** Blur around the marked pixels, until a step there has become a slope of some ten pixels. */
function levelOut({ width, height, data }: Plane, marked: Uint8Array): void {
  const room = openRoom();
  const plane = room.put(data);
  const [marks, zone] = [room.put(marked), room.takeClear(data.length)];
  kernel.levelOut(plane, width, height, marks, outline, zone, room.take(data.length * 4));
  room.read(plane, data);
}
