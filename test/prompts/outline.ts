import { direct } from '../../src/engines/parallax/director/direct.ts';

/**
 * What a shot comes to, in words. `+` joins moves made at once, `>` moves made in turn; `?` is a
 * direction that the seed decides; `seed` a move that it chose. Then the pace unless it is normal,
 * the atmosphere (`much` from 0.7, `some` below 0.4), `still` for no gentle life, and `!` warnings.
 */
export function outline(promptText: string): string {
  const plans = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    return direct({ promptText, seed, durationSeconds: 5 });
  });
  const { shot, warnings } = plans[0]!;
  const parts = [shot.chosenBySeed ? 'seed' : shot.moves.map(nameMove).join('')];
  function nameMove({ kind, direction, start, end, ease }: (typeof shot.moves)[0], i: number) {
    const before = shot.moves[i - 1];
    const inTurn = before && start > 0 && (start !== before.start || end !== before.end);
    const joint = before ? (inTurn ? ' > ' : ' + ') : '';
    const open = plans.some((plan) => plan.shot.moves[i]?.direction !== direction);
    const way = open ? ' ?' : direction === 'none' ? '' : ` ${direction}`;
    return `${joint}${kind}${way}${ease === 'smooth' ? '' : ` ${ease}`}`;
  }
  if (shot.pace !== 'normal') parts.push(shot.pace);
  for (const { kind, strength } of shot.atmosphere) {
    parts.push(`${strength >= 0.7 ? 'much ' : strength < 0.4 ? 'some ' : ''}${kind}`);
  }
  if (!shot.gentleLife) parts.push('still');
  for (const { code } of warnings) parts.push(`!${code}`);
  return parts.join(', ');
}
