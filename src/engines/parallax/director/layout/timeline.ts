/**
 * Requests to steps. What follows is made in turn, what is said together at once; what cannot be made
 * at once is resolved by these rules, and told:
 *
 * - Opposite directions at once (`pan left while panning right`): the first named is kept. Merely
 *   listed they are made in turn.
 * - Travel one way and lens the other at once is no conflict but a dolly zoom. Merely listed they too
 *   are made in turn.
 */
import type { Random } from '../../random.ts';
import type { Direction, MoveKind } from '../../shot.ts';
import { type CameraRequest, type Link, reverse, type ScriptMove, type Span } from '../script.ts';
import { type Intent, nameOf, type Step } from './steps.ts';

export interface Sequence {
  steps: Step[];
  /** Made all along. */
  overlays: Intent[];
  conflicts: string[];
}

/** Put the requests in an order. */
export function putInOrder(
  requests: CameraRequest[],
  { random, quote }: { random: Random; quote(span: Span): string },
): Sequence {
  const sequence: Sequence = { steps: [], overlays: [], conflicts: [] };
  for (const [index, request] of requests.entries()) {
    const intents = intentsOf(request, sequence.steps.at(-1), random);
    for (const [order, intent] of intents.entries()) {
      const link = order === 0 ? linkOf(request, requests[index - 1]) : within(intents, order);
      if (intent.kind === 'handheld' && link !== 'then') addOverlay(sequence.overlays, intent);
      else addIntent(sequence, intent, link, quote);
    }
  }
  return sequence;
}

/** `dolly in for 3 seconds, tilt up for 2`: what has its time has its turn. */
function linkOf(request: CameraRequest, before: CameraRequest | undefined): Link {
  const timed = [before, request].every((one) => one?.measures.some((m) => m.unit === 'seconds'));
  return timed && request.link === 'listed' ? 'then' : request.link;
}

/** Two moves of one request are made together, unless they undo each other: side to side. */
function within(intents: Intent[], order: number): Link {
  return areOpposite(intents[order]!, intents[order - 1]!) ? 'then' : 'while';
}

function intentsOf(request: CameraRequest, last: Step | undefined, random: Random): Intent[] {
  return request.moves.flatMap(({ kind, direction, size = 1 }) => {
    const same = last?.intents.find((other) => other.kind === kind);
    if (direction === 'the other way') {
      return same ? { kind, size, request, direction: reverse(same).direction } : [];
    }
    const settled = settle(direction, random);
    // Said again without a direction, it is still the same move: `dutch angle, slow roll`.
    const open = settled !== direction && same;
    return { kind, size, request, direction: open ? same.direction : settled };
  });
}

/** The seed decides what the prompt leaves open. */
export function settle(direction: ScriptMove['direction'], random: Random): Direction {
  if (direction === 'either side') return random() < 0.5 ? 'left' : 'right';
  // One looks up more often than down, and pictures have more to show there.
  if (direction === 'up or down') return random() < 0.65 ? 'up' : 'down';
  if (direction === 'either turn') return random() < 0.5 ? 'clockwise' : 'counterclockwise';
  return direction as Direction;
}

function addOverlay(overlays: Intent[], intent: Intent): void {
  const same = overlays.find((other) => other.kind === intent.kind);
  if (!same) overlays.push(intent);
  else if (sizeOf(intent) > sizeOf(same)) overlays[overlays.indexOf(same)] = intent;
}

const sizeOf = ({ size, request }: Intent) => size * (request.size ?? 1);

/** Give an intent its step: a new one, the last one, or none where the move was said before. */
function addIntent(
  { steps, conflicts }: Sequence,
  intent: Intent,
  link: Link,
  quote: (span: Span) => string,
): void {
  const last = steps.at(-1);
  const { times, moves } = intent.request;
  const step: Step = { intents: [intent], times };
  if (!last || times?.join() !== last.times?.join() || link === 'then') {
    const whole = last?.intents.length === 1 && moves.length === 1;
    const same = whole && times === last.times && repeats(last, intent);
    if (same) mergeInto(same, intent);
    else steps.push(step);
    return;
  }
  const same = link === 'before' ? undefined : repeats(last, intent);
  if (link === 'before') steps.splice(-1, 0, step);
  else if (same) mergeInto(same, intent);
  else if (isLater(last, intent, link)) steps.push(step);
  else joinStep(last, intent, conflicts, quote);
}

/** Whether a move takes its turn, though no `then` says so. */
function isLater(last: Step, intent: Intent, link: Link): boolean {
  if (link === 'while') return false;
  if (last.intents.every(({ request }) => request.hold === 'pause')) return true;
  if (link === 'sentence' && !intent.request.times) return true;
  if (last.intents.some((other) => areOpposite(other, intent))) return true;
  if (!last.intents.some((other) => areCounter(other, intent))) return false;
  // `zoom in on the door and pull back`: a dolly zoom is said to be at once.
  return link === 'listed' && !last.intents.some(({ kind }) => kind === 'dolly-zoom');
}

/** Make a move at once with those of a step, as far as it can be. */
function joinStep(
  { intents }: Step,
  intent: Intent,
  conflicts: string[],
  quote: (span: Span) => string,
): void {
  const opposite = intents.find((other) => areOpposite(other, intent));
  const counter = intents.find((other) => areCounter(other, intent));
  if (opposite) {
    conflicts.push(
      `"${quote(opposite.request.span)}" and "${quote(intent.request.span)}" cannot be made at the ` +
        `same time. The first named is kept: ${nameOf(opposite)}. To have both, say which comes first.`,
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
  const [said, more] = [intent.request, again.request];
  const faster = Math.abs(more.pace ?? 0) > Math.abs(said.pace ?? 0);
  // `crane up: the camera rises`: a crane does both.
  if (again.kind === 'crane') intent.kind = 'crane';
  intent.request = {
    ...said,
    pace: faster ? more.pace : said.pace,
    ease: said.ease ?? more.ease,
    size: said.size ?? more.size,
    measures: [...said.measures, ...more.measures],
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
