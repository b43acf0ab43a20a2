/** Steps to moves: how long each takes and how far it goes. */
import type { Warning } from '../../../../engine/engine.ts';
import type { Move, MoveKind } from '../../shot.ts';
import type { Measure, Span } from '../script.ts';
import { type Intent, nameOf, type Step } from './steps.ts';

/** Size of a move by its pace, -2 .. 2: within the same clip, faster is farther. */
const sizeByPace: Record<string, number> = { '-2': 0.4, '-1': 0.65, '0': 1, '1': 1.7, '2': 2.6 };

/** Share of the clip by pace: a slow move needs time to be seen as slow. */
const timeByPace: Record<string, number> = { '-2': 1.7, '-1': 1.35, '0': 1, '1': 0.7, '2': 0.5 };

/** A whip is over in a third of the time of a pan; a hold is a comma, not a sentence. */
const timeByKind: Partial<Record<MoveKind, number>> = { whip: 0.4, static: 0.6 };

/** Neighbouring steps overlap by this share of the clip, so that the camera does not stop between. */
const overlap = 0.08;

/** A step shorter than this is a jerk, not a move. */
const shortestSeconds = 0.6;

/** A move shorter than a frame is not seen at all. */
const frameSeconds = 1 / 24;

/** No model has longer clips, so none is recommended. */
const longestSeconds = 10;

/** The largest amount of a move: beyond it a picture has nothing more to show. */
const mostAmount = 3;

/** What a move of amount 1 is, in the measures of prompts. */
const ordinary = { zoom: 1.25, orbit: 30, pan: 20, tilt: 20, roll: 7, whip: 60 };

/** Place steps, one after another, and overlays, all along, on a clip. */
export function placeSteps(
  steps: Step[],
  overlays: Intent[],
  { durationSeconds, quote }: { durationSeconds: number; quote(span: Span): string },
): { moves: Move[]; pace: number; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const most = Math.max(1, Math.floor(durationSeconds / shortestSeconds));
  if (steps.length > most) {
    const longer = durationSeconds < longestSeconds ? 'a longer clip or for ' : '';
    warnings.push({
      code: 'too-many-moves',
      message:
        `The prompt asks for ${steps.length} moves in turn, and ${durationSeconds} s have room for ` +
        `${most}. The first ${most} are made. Ask for ${longer}fewer moves.`,
    });
  }
  const kept = steps.slice(0, most);
  const spans = kept.some((step) => step.times)
    ? spansAsWritten(kept, durationSeconds)
    : shareTime(kept, durationSeconds);
  warnings.push(...limitsOf(kept, quote));
  const moves: Move[] = [];
  let weighted = 0;
  let total = 0;
  const unseen: Intent[] = [];
  for (const [i, { intents }] of kept.entries()) {
    const [start, end] = spans[i]!;
    if ((end - start) * durationSeconds < frameSeconds) {
      unseen.push(...intents);
      continue;
    }
    for (const intent of intents) {
      moves.push(toMove(intent, start, end));
      weighted += (intent.request.pace ?? 0) * (end - start);
      total += end - start;
    }
  }
  for (const intent of overlays) {
    moves.push(toMove(intent, 0, 1));
    if (steps.length === 0) {
      weighted += intent.request.pace ?? 0;
      total += 1;
    }
  }
  if (unseen.length > 0) {
    warnings.push({
      code: 'too-many-moves',
      message:
        `The times given leave no room in ${durationSeconds} s for what is left out: ` +
        `${unseen.map(nameOf).join(', ')}.`,
    });
  }
  moves.sort((a, b) => a.start - b.start);
  return { moves, pace: total > 0 ? weighted / total : 0, warnings };
}

function shareTime(steps: Step[], durationSeconds: number): [number, number][] {
  const fixed = steps.map((step) => fixedShare(step, durationSeconds));
  const weights = steps.map(weightOf);
  const fixedSum = fixed.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const open = fixed.some((share) => share === null);
  // Given seconds hold where they leave room for the rest; otherwise they are proportions.
  const scale = fixedSum > (open ? 0.85 : 1) ? (open ? 0.85 : 1) / fixedSum : 1;
  const openSum = weights.reduce((sum, weight, i) => sum + (fixed[i] === null ? weight : 0), 0);
  const rest = open ? 1 - fixedSum * scale : 0;
  const shares = weights.map((weight, i) =>
    fixed[i] === null ? (rest * weight) / openSum : fixed[i]! * scale,
  );
  let time = 0;
  return shares.map((share, i) => {
    const start = i === 0 ? 0 : time - reachOver(steps[i - 1]!, steps[i]!, shares[i - 1]!, share);
    time += share;
    const isLast = i === shares.length - 1;
    const full = isLast && (open || fixedSum >= 1) ? 1 : time;
    const next = steps[i + 1];
    const end = next ? full + reachOver(steps[i]!, next, share, shares[i + 1]!) : full;
    return [round(Math.max(0, start)), round(Math.min(1, end))];
  });
}

/** How far two neighbouring steps reach into each other: not at all around a stop or a turn back. */
function reachOver(a: Step, b: Step, shareA: number, shareB: number): number {
  const kinds = (step: Step) => step.intents.map(({ kind }) => kind);
  const apart = [...kinds(a), ...kinds(b)].some((kind) => kind === 'static' || kind === 'whip');
  if (apart || kinds(a).some((kind) => kinds(b).includes(kind))) return 0;
  return Math.min(overlap, 0.25 * shareA, 0.25 * shareB) / 2;
}

function fixedShare({ intents }: Step, durationSeconds: number): number | null {
  for (const { request } of intents) {
    const seconds = request.measures.find(({ unit }) => unit === 'seconds')?.value;
    if (seconds) return seconds / durationSeconds;
  }
  return null;
}

function weightOf({ intents }: Step): number {
  const weights = intents.map(
    ({ kind, request: { pace = 0 } }) =>
      timeByPace[String(Math.round(pace))]! * (timeByKind[kind] ?? 1),
  );
  return Math.max(...weights);
}

/** Times as the prompt wrote them; written for a longer clip, they are scaled to this one. */
function spansAsWritten(steps: Step[], durationSeconds: number): [number, number][] {
  const latest = Math.max(...steps.map((step) => step.times?.[1] ?? 0));
  const whole = Math.max(latest, durationSeconds);
  let time = 0;
  return steps.map(({ times }, i) => {
    const next = steps.slice(i + 1).find((step) => step.times)?.times?.[0];
    const [from, to] = times ?? [time, next ?? whole];
    // Whatever is written, each step after this one keeps a little time.
    const latestStart = 1 - 0.04 * (steps.length - i);
    const start = Math.min(latestStart, Math.max(time, from / whole));
    const end = Math.min(latestStart + 0.04, Math.max(start + 0.04, to / whole));
    time = end;
    return [round(start), round(end)];
  });
}

function toMove(intent: Intent, start: number, end: number): Move {
  const { kind, direction, request } = intent;
  return {
    kind,
    direction,
    amount: kind === 'static' ? 1 : amountOf(intent, end - start),
    start,
    end,
    ease: request.ease ?? 'smooth',
  };
}

function amountOf({ kind, size, request }: Intent, share: number): number {
  const measured = request.measures.map((quantity) => measure(kind, quantity)).find(Boolean);
  if (measured) return clampAmount(measured);
  const pace = Math.round(request.pace ?? 0);
  // A move that has half of the clip goes four fifths as far: half would hardly be seen.
  const reach = kind === 'whip' ? 1 : share ** 0.35;
  return clampAmount(sizeByPace[String(pace)]! * (request.size ?? 1) * size * reach);
}

/** `2x`, `90 degrees`, `10%` as an amount, where they measure this kind of move. */
function measure(kind: MoveKind, { unit, value }: Measure): number | undefined {
  if (value <= 0) return undefined;
  if (unit === 'degrees') {
    return kind in ordinary && kind !== 'zoom' ? value / ordinary[kind as 'pan'] : undefined;
  }
  if (kind !== 'zoom' && kind !== 'dolly') return undefined;
  if (unit === 'seconds') return undefined;
  const factor = unit === 'times' ? value : value >= 100 ? value / 100 : 1 + value / 100;
  return factor === 1 ? undefined : Math.abs(Math.log(factor)) / Math.log(ordinary.zoom);
}

/** What is measured beyond the most that a move can be. */
function limitsOf(steps: Step[], quote: (span: Span) => string): Warning[] {
  return steps
    .flatMap(({ intents }) => intents)
    .flatMap(({ kind, request: { measures, span } }) => {
      const asked = measures.find((quantity) => (measure(kind, quantity) ?? 0) > mostAmount * 1.1);
      if (!asked) return [];
      const measured = asked.unit === 'degrees' ? kind : 'zoom';
      const most =
        measured === 'zoom'
          ? `${round(ordinary.zoom ** mostAmount)} times`
          : `${mostAmount * ordinary[measured as 'pan']} degrees`;
      const unit = asked.unit === 'percent' ? '%' : ` ${asked.unit}`;
      return {
        code: 'limited',
        message:
          `"${quote(span)}" asks for ${asked.value}${unit}, more than one picture can show. ` +
          `The move goes as far as the picture allows, at most ${most}.`,
      };
    });
}

export function clampAmount(amount: number): number {
  return round(Math.min(mostAmount, Math.max(0.25, amount)));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
