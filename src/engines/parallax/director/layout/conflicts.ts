/** What is asked for and ruled out at once, and stillness beside moves. */
import type { MoveKind } from '../../shot.ts';
import type { CameraRequest, Refusal, Script, Span } from '../script.ts';
import { nameOf, type Step } from './steps.ts';
import type { Sequence } from './timeline.ts';

type Quote = (span: Span) => string;

/** The requests that no refusal rules out; a single move beats a refusal of any. */
export function obeyRefusals(
  { requests, refusals }: Script,
  quote: Quote,
): { asked: CameraRequest[]; conflicts: string[] } {
  const conflicts: string[] = [];
  let asked = requests.filter((request) => {
    const against = refusals.find((refusal) => rulesOut(refusal, request));
    if (!against) return true;
    conflicts.push(
      `The prompt asks for "${quote(request.span)}" and rules out "${quote(against.span)}". ` +
        'What is ruled out is left out.',
    );
    return false;
  });
  const all = refusals.find(({ moves }) => moves.length === 0);
  const moving = asked.filter(({ moves }) => moves.some(({ kind }) => !isRest(kind)));
  if (all && moving.length > 0) {
    const against = moving.find(({ excepted }) => !excepted);
    if (against) {
      conflicts.push(
        `The prompt rules out "${quote(all.span)}", but also asks for "${quote(against.span)}". ` +
          'What is asked for is made.',
      );
    }
    // Told once is enough.
    asked = asked.filter(({ hold }) => !hold || hold === 'pause');
  }
  return { asked, conflicts };
}

const isRest = (kind: MoveKind) => kind === 'static' || kind === 'handheld';

/** The same kinds, and the same way where the refusal says a way. */
function rulesOut({ moves }: Refusal, request: CameraRequest): boolean {
  return (
    moves.length > 0 &&
    moves.every(({ kind, direction }) => {
      return request.moves.some((move) => {
        return move.kind === kind && (!direction || move.direction === direction);
      });
    })
  );
}

/** Moves of a camera that stays where it is. */
const turns: MoveKind[] = ['pan', 'tilt', 'roll', 'zoom', 'whip'];

/**
 * Drop stillness that has no time of its own, beside moves. It has one before or after a `then`, as a
 * pause between moves, or where seconds are given.
 */
export function dropStillness({ steps, overlays, conflicts }: Sequence, quote: Quote): void {
  const moving = steps.flatMap(({ intents }) => intents).filter(({ kind }) => kind !== 'static');
  if (moving.length === 0) {
    // A static handheld shot goes nowhere, but it sways.
    if (overlays.length > 0) steps.length = 0;
    return;
  }
  for (let i = steps.length - 1; i >= 0; i--) {
    const { intents, times } = steps[i]!;
    const still = intents.find(({ kind }) => kind === 'static');
    if (!still) continue;
    // From a fixed position one can still turn.
    const stands = still.request.hold === 'stands';
    const turning = stands && moving.every(({ kind }) => turns.includes(kind));
    const timed = times || hasItsTime(still.request, steps[i + 1]);
    if (!turning && intents.length === 1 && timed) continue;
    if (!turning && !moving.every(({ request }) => request.excepted)) {
      conflicts.push(
        `"${quote(still.request.span)}" asks for a still camera, but the prompt also asks to ` +
          `${moving.map(nameOf).join(', ')}. The moves are made. ` +
          'To hold before or after them, say "then".',
      );
    }
    intents.splice(intents.indexOf(still), 1);
    if (intents.length === 0) steps.splice(i, 1);
  }
}

function hasItsTime({ link, hold, measures }: CameraRequest, next: Step | undefined): boolean {
  const turns = (other: CameraRequest['link'] | undefined) =>
    other === 'then' || other === 'before';
  if (turns(link) || hold === 'pause') return true;
  if (measures.some(({ unit }) => unit === 'seconds')) return true;
  return turns(next?.intents[0]?.request.link);
}
