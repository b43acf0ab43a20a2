/**
 * What a family of verbs becomes in each heading and along each path. To pan up is to tilt; to move
 * left is to truck; to dolly around is to orbit.
 */

import type { MoveKind } from '../../shot.ts';
import type { ScriptMove as Reading } from '../script.ts';
import type { Family, Heading, Path } from './lexicon/senses.ts';

interface FamilyTable {
  headings: Partial<Record<Heading, Reading[]>>;
  paths?: Partial<Record<Path, Reading[]>>;
  /** With neither heading nor path. Absent: it says that something moves, not how. */
  bare?: Reading[];
}

const to = (kind: MoveKind, direction: Reading['direction'], size?: number): Reading[] => [
  size === undefined ? { kind, direction } : { kind, direction, size },
];

const travelIn = to('dolly', 'in');
const travelOut = to('dolly', 'out');
const eitherPan = to('pan', 'either side');
const eitherTruck = to('truck', 'either side');

const orbit: FamilyTable = {
  headings: {
    left: to('orbit', 'left'),
    right: to('orbit', 'right'),
    // Seen from above, a camera south of its subject that goes clockwise goes to its left.
    clockwise: to('orbit', 'left'),
    counterclockwise: to('orbit', 'right'),
    up: [...to('orbit', 'either side'), ...to('pedestal', 'up')],
    down: [...to('orbit', 'either side'), ...to('pedestal', 'down')],
    in: [...to('orbit', 'either side'), ...to('dolly', 'in', 0.7)],
    out: [...to('orbit', 'either side'), ...to('dolly', 'out', 0.7)],
    'to and fro': [...to('orbit', 'left'), ...to('orbit', 'right')],
  },
  bare: to('orbit', 'either side'),
};

export const families: Record<Family, FamilyTable> = {
  turn: {
    headings: {
      left: to('pan', 'left'),
      right: to('pan', 'right'),
      up: to('tilt', 'up'),
      down: to('tilt', 'down'),
      in: travelIn,
      out: travelOut,
      clockwise: to('pan', 'right'),
      counterclockwise: to('pan', 'left'),
      sideways: eitherPan,
      vertical: to('tilt', 'up or down'),
      'to and fro': [...to('pan', 'left'), ...to('pan', 'right')],
      'up and down': [...to('tilt', 'up'), ...to('tilt', 'down')],
    },
    bare: eitherPan,
  },
  tilt: {
    headings: {
      up: to('tilt', 'up'),
      down: to('tilt', 'down'),
      left: to('roll', 'counterclockwise'),
      right: to('roll', 'clockwise'),
      clockwise: to('roll', 'clockwise'),
      counterclockwise: to('roll', 'counterclockwise'),
      sideways: to('roll', 'either turn'),
      vertical: to('tilt', 'up or down'),
      'up and down': [...to('tilt', 'up'), ...to('tilt', 'down')],
      in: to('tilt', 'down'),
      out: to('tilt', 'up'),
      'to and fro': [...to('roll', 'clockwise'), ...to('roll', 'counterclockwise')],
    },
    bare: to('tilt', 'up or down'),
  },
  travel: {
    headings: {
      left: to('truck', 'left'),
      right: to('truck', 'right'),
      up: to('pedestal', 'up'),
      down: to('pedestal', 'down'),
      in: travelIn,
      out: travelOut,
      back: travelOut,
      clockwise: to('orbit', 'left'),
      counterclockwise: to('orbit', 'right'),
      sideways: eitherTruck,
      vertical: to('pedestal', 'up or down'),
      'to and fro': [...to('truck', 'left'), ...to('truck', 'right')],
      'in and out': [...travelIn, ...travelOut],
      'up and down': [...to('pedestal', 'up'), ...to('pedestal', 'down')],
    },
    paths: {
      around: orbit.bare!,
      across: eitherTruck,
      through: travelIn,
      toward: travelIn,
      behind: travelIn,
      ahead: travelOut,
    },
  },
  zoom: {
    headings: {
      in: to('zoom', 'in'),
      out: to('zoom', 'out'),
      back: to('zoom', 'out'),
      left: to('truck', 'left'),
      right: to('truck', 'right'),
      up: to('zoom', 'in'),
      down: to('zoom', 'in'),
      'to and fro': [...to('zoom', 'in'), ...to('zoom', 'out')],
      'in and out': [...to('zoom', 'in'), ...to('zoom', 'out')],
    },
    paths: { around: orbit.bare!, across: travelIn, through: travelIn, toward: to('zoom', 'in') },
    bare: to('zoom', 'in'),
  },
  'dolly-zoom': {
    headings: { in: to('dolly-zoom', 'in'), out: to('dolly-zoom', 'out') },
    bare: to('dolly-zoom', 'in'),
  },
  orbit,
  rotate: {
    headings: {
      left: to('pan', 'left'),
      right: to('pan', 'right'),
      up: to('tilt', 'up'),
      down: to('tilt', 'down'),
      clockwise: to('roll', 'clockwise'),
      counterclockwise: to('roll', 'counterclockwise'),
      sideways: eitherPan,
      'to and fro': [...to('roll', 'clockwise'), ...to('roll', 'counterclockwise')],
    },
    paths: { around: orbit.bare! },
    bare: to('roll', 'either turn'),
  },
  spin: {
    headings: {
      left: to('roll', 'counterclockwise'),
      right: to('roll', 'clockwise'),
      clockwise: to('roll', 'clockwise'),
      counterclockwise: to('roll', 'counterclockwise'),
      up: [...to('roll', 'either turn'), ...to('pedestal', 'up')],
      down: [...to('roll', 'either turn'), ...to('pedestal', 'down')],
      in: [...to('roll', 'either turn'), ...travelIn],
      out: [...to('roll', 'either turn'), ...travelOut],
    },
    paths: { around: orbit.bare!, through: [...to('roll', 'either turn'), ...travelIn] },
    bare: to('roll', 'either turn'),
  },
  roll: {
    headings: {
      left: to('roll', 'counterclockwise'),
      right: to('roll', 'clockwise'),
      clockwise: to('roll', 'clockwise'),
      counterclockwise: to('roll', 'counterclockwise'),
      // On wheels: a skateboard rolls forward.
      in: travelIn,
      out: travelOut,
      'to and fro': [...to('roll', 'clockwise'), ...to('roll', 'counterclockwise')],
    },
    bare: to('roll', 'either turn'),
  },
  crane: {
    headings: {
      up: to('crane', 'up'),
      down: to('crane', 'down'),
      left: to('truck', 'left'),
      right: to('truck', 'right'),
      in: travelIn,
      out: travelOut,
      vertical: to('crane', 'up or down'),
    },
    paths: { around: orbit.bare! },
    bare: to('crane', 'up'),
  },
  whip: {
    headings: {
      left: to('whip', 'left'),
      right: to('whip', 'right'),
      up: to('tilt', 'up', 2),
      down: to('tilt', 'down', 2),
      sideways: to('whip', 'either side'),
    },
    bare: to('whip', 'either side'),
  },
  shake: { headings: {}, bare: to('handheld', 'none') },
  swoop: {
    headings: {
      up: [...to('dolly', 'in', 0.6), ...to('pedestal', 'up')],
      down: [...to('dolly', 'in', 0.6), ...to('pedestal', 'down')],
    },
    bare: [...to('dolly', 'in'), ...to('pedestal', 'down', 0.6)],
  },
  hold: { headings: {}, bare: to('static', 'none') },
};

/** Families that go about the subject when said to go around it, in the headings of an orbit. */
const goesAround = new Set<Family>(['travel', 'rotate', 'spin', 'crane', 'zoom']);

/** Whether a path says where a verb of this family goes: a crane shot over the village still rises. */
export function steers(family: Family, path: Path | undefined): boolean {
  if (!path) return false;
  return Boolean(families[family].paths?.[path]) || (path === 'around' && goesAround.has(family));
}

/** What a verb means with what is said of its way; null: a movement without a direction. */
export function readMove(
  family: Family,
  way: { headings: Heading[]; path: Path | undefined; otherwise: Heading | undefined },
): Reading[] | null {
  const circles = way.path === 'around' && goesAround.has(family);
  const table = circles ? orbit : families[family];
  const readings = way.headings.flatMap((heading) => table.headings[heading] ?? []);
  if (readings.length > 0) return readings;
  if (way.path && table.paths?.[way.path]) return table.paths[way.path]!;
  if (way.otherwise && !circles && table.headings[way.otherwise])
    return table.headings[way.otherwise]!;
  return table.bare ?? null;
}
