/** Names of shots, and what then tells where the shot goes: `crane shot, the camera rises`. */
import type { MoveKind } from '../../shot.ts';
import type { ScriptMove as Reading } from '../script.ts';
import { withOverall } from './manner.ts';
import type { Phrase } from './phrase.ts';
import type { Segment } from './segments.ts';

/** Kinds that say better than a label where the camera goes. */
const travels: MoveKind[] = ['pan', 'tilt', 'truck', 'pedestal', 'dolly', 'orbit', 'crane', 'whip'];

const travelKinds: MoveKind[] = ['dolly', 'truck', 'pedestal'];

/**
 * A label is the name of a shot without a direction: `tracking shot`, `following her`. When the same
 * shot is then described (`…, the camera moves forward`) the description counts; a crane shot that
 * rises is a crane move up. A move whose direction is open is described by the same move with one.
 */
export function supersedeLabels(phrases: Phrase[], segments: Segment[]): Phrase[] {
  const result = [...phrases];
  const isLabel = ({ sense, headed }: Phrase) => {
    return Boolean(sense.label || sense.follows || (sense.family === 'crane' && !headed));
  };
  // An aerial shot that follows somebody goes after them.
  const better = result.filter((phrase) => phrase.headed || phrase.sense.hint || !isLabel(phrase));
  const headed = result.filter((phrase) => phrase.headed);
  for (const phrase of phrases) {
    const { sense, said } = phrase;
    const open = phrase.readings!.some(({ direction }) => / /.test(direction));
    if (!(isLabel(phrase) || open) || phrase.headed || sense.family === 'hold') continue;
    if (sense.hint) continue;
    const candidates = isLabel(phrase) || isPassing(phrase) ? better : headed;
    const found = candidates.find((other) => {
      return other !== phrase && describes(other, phrase, isLabel(phrase), segments);
    });
    if (!found) continue;
    if (sense.family === 'crane') found.readings = found.readings!.map(asCrane);
    found.manner = withOverall(found.manner, said);
    found.quantities = [...found.quantities, ...phrase.quantities];
    result.splice(result.indexOf(phrase), 1);
  }
  return result;
}

/** Everyday travel: `sweeping past`, 掠过. */
export function isPassing({ sense }: Phrase): boolean {
  return sense.family === 'travel' && sense.licence === 'plain';
}

function asCrane(reading: Reading): Reading {
  return reading.kind === 'pedestal' ? { ...reading, kind: 'crane' } : reading;
}

function describes(other: Phrase, vague: Phrase, label: boolean, segments: Segment[]): boolean {
  const kinds = other.readings!.map(({ kind }) => kind);
  const own = vague.readings!.map(({ kind }) => kind);
  const fitting = vague.sense.family === 'turn' ? ['pan', 'tilt', 'whip'] : travels;
  // 向前推进，掠过桌面: what is passed on the way says no other way.
  const along = [...travelKinds, 'pan', 'whip'];
  if (!label && isPassing(vague) && kinds.every((kind) => along.includes(kind))) {
    return segments[vague.segment]!.link === 'comma' && other.segment === vague.segment - 1;
  }
  if (
    label ? !kinds.some((kind) => fitting.includes(kind)) : !kinds.every((k) => own.includes(k))
  ) {
    return false;
  }
  if (other.segment === vague.segment) return true;
  const later = segments[Math.max(other.segment, vague.segment)]!;
  return ['comma', 'colon', 'sentence', 'item', 'begin'].includes(later.link);
}
