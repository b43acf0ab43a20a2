/** How one phrase stands in time to the one before it, as the words between them tell. */
import type { Link } from '../script.ts';
import type { Phrase } from './phrase.ts';
import type { Segment } from './segments.ts';

/** Null: an alternative, `pan left or right`, of which the first is taken. */
export function linkOf(
  phrase: Phrase,
  before: Phrase | undefined,
  segments: Segment[],
): Link | null {
  const segment = segments[phrase.segment]!;
  const shared = segments[phrase.segment - 1]?.together && segment.link === 'and';
  if ((segment.together || shared) && phrase.leads) return 'while';
  // `before zooming in, hold for a second`
  if (segment.link === 'reverse' && phrase.leads) return 'before';
  // `and hold`, `stops at the door`: one comes to rest after one has moved.
  if (isPause(phrase)) return 'then';
  if (!phrase.leads) return 'joined';
  if (segments[phrase.segment - 1]?.begins && segment.link === 'comma') return 'then';
  const own = segment.link;
  const brackets = [before && segments[before.segment]!.bracket, segment.bracket];
  const apart = brackets.every(Boolean) && brackets[0] !== brackets[1];
  // `[Push in] … [Tilt up]`: one command after the other.
  if (apart && (own === 'comma' || own === 'sentence')) return 'then';
  const inTurn = segments.some((other) => {
    return other.sentence === segment.sentence && other.lexemes.some((lexeme) => lexeme.inTurn);
  });
  if (inTurn && own !== 'while') return 'then';
  if (own === 'while' || own === 'then') return own;
  if (isRecounted(segments, phrase.segment) || endsInThen(segments, phrase.segment)) return 'then';
  // Segments without a move may lie between: `pan left, then, at dusk, zoom in`, `shot 2: zoom in`.
  const from = before ? before.segment + 1 : 0;
  const between = segments.slice(from, phrase.segment).map(({ link }) => link);
  const strongest = (['then', 'sentence'] as const).find((link) => between.includes(link)) ?? own;
  if (strongest === 'then' || strongest === 'sentence') return strongest;
  if (strongest === 'or') return null;
  return strongest === 'comma' || strongest === 'and' ? 'listed' : 'joined';
}

/** `push in, orbit left, then pull back`: what is listed before the last is in turn too. */
function endsInThen(segments: Segment[], at: number): boolean {
  const { sentence, link } = segments[at]!;
  if (link !== 'comma') return false;
  const rest = segments.slice(at + 1).filter((segment) => segment.sentence === sentence);
  const last = rest.findIndex((segment) => segment.link !== 'comma');
  return rest[last]?.link === 'then' && rest.slice(0, last + 1).every(hasMove);
}

const hasMove = ({ lexemes }: Segment) => lexemes.some(({ move }) => move);

/** `the camera rises, turns left, moves forward`: three finite verbs tell what happens in turn. */
function isRecounted(segments: Segment[], at: number): boolean {
  const { sentence } = segments[at]!;
  const tells = ({ lexemes }: Segment) => lexemes.find(({ move }) => move)?.form === 's';
  const goesOn = (index: number) => {
    const segment = segments[index];
    const listed = /^(?:comma|and|then)$/.test(segment?.link ?? '');
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
  return Boolean(opens) && last - first >= 2;
}

/** To pause is an act, with its time; to be still is a state. */
export function isPause({ sense }: Phrase): boolean {
  return sense.family === 'hold' && sense.licence === 'plain' && !sense.label;
}
