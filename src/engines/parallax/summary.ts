/** A shot in words, for who reads a plan or a task's details before the numbers. */
import type { Move, Shot } from './shot.ts';

/** Moves in which near things part from far ones. */
const travelling: readonly Move['kind'][] = [
  'dolly',
  'dolly-zoom',
  'truck',
  'pedestal',
  'crane',
  'orbit',
];

/**
 * `pan left, then dolly in; slow pace; snow; light film grain`.
 * @param shallow whether depth is a guess, so that near and far part little.
 */
export function summarise(
  { moves, atmosphere, gentleLife, pace, chosenBySeed }: Shot,
  shallow = false,
): string {
  const made = moves.map((move, i) => joint(moves[i - 1], move) + nameMove(move)).join('');
  const parts = [made];
  if (chosenBySeed) parts[0] += ' (chosen by the seed, for the prompt names no move)';
  if (shallow && moves.some(({ kind }) => travelling.includes(kind))) parts.push('shallow');
  if (pace !== 'normal') parts.push(`${pace} pace`);
  parts.push(...atmosphere.map(nameAtmosphere));
  if (!gentleLife) parts.push('sky and water still');
  return parts.join('; ');
}

function nameMove({ kind, direction, ease }: Move): string {
  const name = kind === 'static' ? 'still camera' : kind;
  const way = direction === 'none' ? '' : ` ${direction}`;
  const eased = {
    smooth: '',
    linear: ' at an even pace',
    accelerate: ' faster and faster',
    decelerate: ' slower and slower',
  };
  return name + way + eased[ease];
}

/** What starts anew comes after; what starts with another move, or lasts all through, goes with it. */
function joint(before: Move | undefined, { start, end }: Move): string {
  if (!before) return '';
  const together = start === 0 || (start === before.start && end === before.end);
  return together ? ' with ' : ', then ';
}

function nameAtmosphere({ kind, strength }: Shot['atmosphere'][number]): string {
  const name = kind.replaceAll('-', ' ').replace('vhs', 'VHS');
  return strength >= 0.7 ? `strong ${name}` : strength < 0.4 ? `light ${name}` : name;
}
