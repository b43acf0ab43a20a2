/**
 * Phrases to moves in time. Moves said to follow one another share the clip; moves said together
 * overlap; what cannot be made at once is resolved by these rules, and told:
 *
 * - Opposite directions at once (`pan left while panning right`): the first named is kept. Joined by
 *   a mere `and` or a comma they are made in turn.
 * - Stillness beside moves: the moves are made, since they say more.
 * - A move both asked for and ruled out: ruled out.
 * - Travel one way and lens the other at once is no conflict but a dolly zoom. Joined by a mere
 *   `and` or a comma they too are made in turn.
 */
import type { Warning } from '../../../engine/engine.ts';
import type { Random } from '../random.ts';
import type { Direction, Move, MoveKind } from '../shot.ts';
import { reverse } from './ellipsis.ts';
import type { Reading } from './families.ts';
import { type Intent, nameOf, type Step } from './intent.ts';
import { placeSteps } from './pacing.ts';
import type { Phrase } from './phrase.ts';
import type { Segment, SegmentLink } from './segments.ts';
import { dropStillness, isPause } from './stillness.ts';

export interface Timeline {
  moves: Move[];
  /** The pace of the moves, weighted by time; -2 .. 2. */
  pace: number;
  warnings: Warning[];
}

/** Order the phrases in time and place them on the clip. */
export function layOut(
  phrases: Phrase[],
  segments: Segment[],
  { durationSeconds, random }: { durationSeconds: number; random: Random },
): Timeline {
  const conflicts: string[] = [];
  const overlays: Intent[] = [];
  const steps: Step[] = [];
  const steady = segments.some(({ lexemes }) => lexemes.some((l) => l.steady && !l.negated));
  /** The segment of the phrase before. */
  let reached = -1;
  let before: Phrase | undefined;
  for (const phrase of phrases) {
    const segment = segments[phrase.segment]!;
    const intents = intentsOf(phrase, { steady, last: steps.at(-1), random });
    for (const [order, intent] of intents.entries()) {
      const timed = [before, phrase].every((said) => isTimed(said));
      const own = linkOf(phrase, { segments, from: reached, order, intents });
      // `dolly in for 3 seconds, tilt up for 2`
      const link = timed && order === 0 && (own === 'comma' || own === 'and') ? 'then' : own;
      if (link === 'or') break;
      if (intent.kind === 'handheld' && link !== 'then') addOverlay(overlays, intent);
      else addIntent(steps, intent, link, segment, conflicts);
    }
    reached = phrase.segment;
    before = phrase;
  }
  dropStillness(steps, overlays, segments, conflicts);
  const placed = placeSteps(steps, overlays, durationSeconds);
  return { ...placed, warnings: [...placed.warnings, ...conflicts.map(asConflict)] };
}

function asConflict(message: string): Warning {
  return { code: 'conflict', message };
}

function intentsOf(
  phrase: Phrase,
  { steady, last, random }: { steady: boolean; last: Step | undefined; random: Random },
): Intent[] {
  const readings = [...(phrase.readings ?? [])].map((reading) => {
    // A `180-degree rotation` goes around: who rolls a camera does not turn it over.
    const far = phrase.quantities.some(({ unit, value }) => unit === 'degrees' && value > 90);
    const circles =
      far && !phrase.headed && reading.kind === 'roll' && phrase.sense.family !== 'roll';
    return circles
      ? { ...reading, kind: 'orbit' as const, direction: 'either side' as const }
      : reading;
  });
  // Who walks with a camera sways.
  const climbs = readings.some(({ kind }) => kind === 'pedestal');
  if (phrase.sense.steps && !steady && !climbs)
    readings.push({ kind: 'handheld', direction: 'none', size: 0.4 });
  return readings.flatMap(({ kind, direction, size = 1 }) => {
    const same = last?.intents.find((other) => other.kind === kind);
    const intent = { kind, manner: phrase.manner, size, phrase };
    if (direction === 'the other way') {
      return same ? { ...intent, direction: reverse(same).direction } : [];
    }
    const settled = settle(direction, random);
    // Said again without a direction, it is still the same move: `dutch angle, slow roll`.
    return { ...intent, direction: settled !== direction && same ? same.direction : settled };
  });
}

function isTimed(phrase: Phrase | undefined): boolean {
  return Boolean(phrase?.quantities.some(({ unit }) => unit === 'seconds'));
}

/** The seed decides what the prompt leaves open. */
export function settle(
  direction: Exclude<Reading['direction'], 'the other way'>,
  random: Random,
): Direction {
  if (direction === 'either side') return random() < 0.5 ? 'left' : 'right';
  // One looks up more often than down, and pictures have more to show there.
  if (direction === 'up or down') return random() < 0.65 ? 'up' : 'down';
  if (direction === 'either turn') return random() < 0.5 ? 'clockwise' : 'counterclockwise';
  return direction;
}

function linkOf(
  phrase: Phrase,
  context: { segments: Segment[]; from: number; order: number; intents: Intent[] },
): SegmentLink {
  const { segments, from, order, intents } = context;
  const segment = segments[phrase.segment]!;
  // Two readings of one phrase are made together, unless they undo each other: side to side.
  if (order > 0) return areOpposite(intents[order]!, intents[order - 1]!) ? 'then' : 'while';
  const shared = segments[phrase.segment - 1]?.together && segment.link === 'and';
  if ((segment.together || shared) && phrase.leads) return 'while';
  // `before zooming in, hold for a second`
  if (segment.link === 'reverse' && phrase.leads) return 'reverse';
  // `and hold`, `stops at the door`: one comes to rest after one has moved.
  if (isPause(phrase)) return 'then';
  if (!phrase.leads) return 'and';
  if (segments[phrase.segment - 1]?.begins && segment.link === 'comma') return 'then';
  // Segments without a move may lie between: `pan left, then, at dusk, zoom in`, `shot 2: zoom in`.
  const between = segments.slice(from + 1, phrase.segment).map(({ link }) => link);
  const own = segment.link;
  const brackets = [segments[from]?.bracket, segment.bracket];
  const apart = brackets.every(Boolean) && brackets[0] !== brackets[1];
  // `[Push in] … [Tilt up]`: one command after the other.
  if (apart && (own === 'comma' || own === 'sentence')) return 'then';
  const inTurn = segments.some((other) => {
    return other.sentence === segment.sentence && other.lexemes.some((lexeme) => lexeme.inTurn);
  });
  if (inTurn && own !== 'while') return 'then';
  if (own === 'while' || own === 'then') return own;
  if (isRecounted(segments, phrase.segment)) return 'then';
  return between.find((link) => link === 'then') ?? between.find((l) => l === 'sentence') ?? own;
}

/** `the camera rises, turns left and moves forward`: three finite verbs tell what happens in turn. */
function isRecounted(segments: Segment[], at: number): boolean {
  const { sentence } = segments[at]!;
  const tells = ({ lexemes }: Segment) => lexemes.find(({ move }) => move)?.form === 's';
  const goesOn = (index: number) => {
    const segment = segments[index];
    const listed = segment?.link === 'comma' || segment?.link === 'and';
    const first = segment?.lexemes.find(
      ({ style, modifier, degree }) => !(style || modifier || degree),
    );
    return Boolean(listed && segment.sentence === sentence && first?.move && first.form === 's');
  };
  if (!goesOn(at)) return false;
  let [first, last] = [at, at];
  while (goesOn(first)) first--;
  while (goesOn(last + 1)) last++;
  const opens = segments[first]?.sentence === sentence && tells(segments[first]!);
  return Boolean(opens) && last - first >= 2 && segments[last]!.link === 'and';
}

function addOverlay(overlays: Intent[], intent: Intent): void {
  const same = overlays.find((other) => other.kind === intent.kind);
  if (!same) overlays.push(intent);
  else if (sizeOf(intent) > sizeOf(same)) overlays[overlays.indexOf(same)] = intent;
}

const sizeOf = (intent: Intent) => intent.size * (intent.manner.size ?? 1);

/** Give an intent its step: a new one, the last one, or none where the move was said before. */
function addIntent(
  steps: Step[],
  intent: Intent,
  link: SegmentLink,
  segment: Segment,
  conflicts: string[],
): void {
  const last = steps.at(-1);
  const step: Step = { intents: [intent], span: segment.span };
  if (!last || segment.span?.join() !== last.span?.join() || link === 'then') {
    const whole = last?.intents.length === 1 && intent.phrase.readings!.length === 1;
    const same = whole && segment.span === last.span && repeats(last, intent);
    if (same) mergeInto(same, intent);
    else steps.push(step);
    return;
  }
  const same = link === 'reverse' ? undefined : repeats(last, intent);
  if (link === 'reverse') steps.splice(-1, 0, step);
  else if (same) mergeInto(same, intent);
  else if (isLater(last, intent, link, segment)) steps.push(step);
  else joinStep(last, intent, conflicts);
}

/** Whether a move takes its turn, though no `then` says so. */
function isLater(last: Step, intent: Intent, link: SegmentLink, segment: Segment): boolean {
  if (link === 'while') return false;
  if (last.intents.every(({ phrase }) => isPause(phrase))) return true;
  if (link === 'sentence' && !segment.span) return true;
  if (last.intents.some((other) => areOpposite(other, intent))) return true;
  const counter = last.intents.find((other) => areCounter(other, intent));
  if (!counter) return false;
  // `zoom in on the door and pull back`: a dolly zoom is said to be at once.
  const already = last.intents.some(({ kind }) => kind === 'dolly-zoom');
  const listed = link === 'comma' || (link === 'and' && intent.phrase.leads && !already);
  return listed || widens(counter) || widens(intent);
}

/** `enters the hall and expands`: what widens by itself is no zoom against the travel. */
function widens({ phrase: { sense } }: Intent): boolean {
  return sense.family === 'zoom' && sense.licence === 'plain';
}

/** Make a move at once with those of a step, as far as it can be. */
function joinStep(step: Step, intent: Intent, conflicts: string[]): void {
  const { intents } = step;
  const opposite = intents.find((other) => areOpposite(other, intent));
  const counter = intents.find((other) => areCounter(other, intent));
  if (opposite) {
    conflicts.push(
      `"${opposite.phrase.text}" and "${intent.phrase.text}" cannot be made at the same time. ` +
        `The first named is kept: ${nameOf(opposite)}. To have both, say which comes first.`,
    );
    return;
  }
  if (!counter) {
    intents.push(intent);
    return;
  }
  // It is named after the lens: lens in and camera out make the world behind grow.
  const { direction } = counter.kind === 'zoom' ? counter : intent;
  const already = intents.find(({ kind }) => kind === 'dolly-zoom');
  if (already) {
    // `vertigo effect, … pushes in and zooms out`: said already.
    already.direction = direction;
    intents.splice(intents.indexOf(counter), 1);
  } else Object.assign(counter, { kind: 'dolly-zoom', direction });
}

/** The same move said again: `dolly in … the camera moves closer`. */
function repeats(step: Step, { kind, direction }: Intent): Intent | undefined {
  const rises = kind === 'crane' || kind === 'pedestal';
  return step.intents.find((other) => {
    const same = other.kind === kind || (rises && axes[other.kind] === axes[kind]);
    return same && other.direction === direction;
  });
}

function mergeInto(intent: Intent, again: Intent): void {
  const { pace, ease } = again.manner;
  const manner = { ...intent.manner };
  if (pace !== undefined && Math.abs(pace) > Math.abs(manner.pace ?? 0)) manner.pace = pace;
  if (ease !== undefined) manner.ease ??= ease;
  if (manner.size === undefined && again.manner.size !== undefined) manner.size = again.manner.size;
  intent.manner = manner;
  // `crane up: the camera rises`: a crane does both.
  if (again.kind === 'crane') intent.kind = 'crane';
  intent.phrase = {
    ...intent.phrase,
    quantities: [...intent.phrase.quantities, ...again.phrase.quantities],
  };
}

/** Kinds that move the picture along the same axis, so that opposite directions undo each other. */
const axes: Partial<Record<MoveKind, string>> = {
  whip: 'pan',
  crane: 'pedestal',
  pedestal: 'pedestal',
};

function areOpposite(a: Intent, b: Intent): boolean {
  if ((axes[a.kind] ?? a.kind) !== (axes[b.kind] ?? b.kind)) return false;
  return a.direction !== b.direction && reverse(a).direction === b.direction;
}

/** Travel in with the lens out, or the other way about. */
function areCounter(a: Intent, b: Intent): boolean {
  const kinds = [a.kind, b.kind].sort().join();
  return kinds === 'dolly,zoom' && reverse(a).direction === b.direction;
}
