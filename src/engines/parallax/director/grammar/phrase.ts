/** One phrase, and the direction that a verb and its way make. */
import type { Measure, ScriptMove as Reading, Span } from '../script.ts';
import { readMove, steers } from './families.ts';
import type { MoveSense } from './lexicon/senses.ts';
import type { Manner } from './manner.ts';
import type { Way } from './way.ts';

/** What the prompt says of one movement. */
export interface Phrase {
  sense: MoveSense;
  /** Null: some movement, direction unsaid. */
  readings: Reading[] | null;
  /** The direction was said, not fallen back to. */
  headed: boolean;
  segment: number;
  /** First movement of its segment: the segment's link is its own. */
  leads: boolean;
  negated: boolean;
  /** With what the verb implies. */
  manner: Manner;
  /** What modifiers say alone. */
  said: Manner;
  quantities: Measure[];
  text: string;
  span: Span;
}

/** What the verb becomes on its way, and whether the way was said. */
export function readDirection(sense: MoveSense, way: Way) {
  // `a lateral slide to the right`: the one says the axis, the other the way.
  const definite = way.headings.filter((to) => to !== 'sideways' && to !== 'vertical');
  // `rises vertically`: the verb says it already.
  const headings = definite.length > 0 || sense.to ? definite : [...way.headings];
  // `back` only says which way to those that can go both: `tilt back down`, `descend back`.
  const known = sense.to || (headings.length > 1 && sense.family !== 'travel');
  if (known && headings.includes('back')) {
    headings.splice(headings.indexOf('back'), 1);
  }
  // `ascends backward`: both ways at once.
  const both =
    sense.licence === 'film' || (sense.family === 'travel' && /^(?:up|down)$/.test(sense.to ?? ''));
  if (headings.length === 0 && sense.to) headings.push(sense.to);
  else if (sense.to && both && !headings.includes(sense.to)) {
    headings.unshift(sense.to);
  }
  const readings = readMove(sense.family, {
    headings,
    path: way.path,
    otherwise: sense.otherwise,
  });
  const decided = readings?.some(({ direction }) => !/ /.test(direction));
  return {
    readings,
    headed:
      Boolean(decided) &&
      !headings.includes('in and out') &&
      (headings.length > 0 || steers(sense.family, way.path)),
  };
}
