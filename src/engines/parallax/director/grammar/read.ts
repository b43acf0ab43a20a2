/**
 * The grammar reader: a prompt becomes a script.
 *
 *     text -> tokens -> lexemes -> segments -> clauses -> phrases -> script
 *
 * - **lexeme**: a word or set phrase with all its possible senses, from the tables in `lexicon/`.
 * - **segment**: a stretch between marks and connectives, linked in time to the one before.
 * - **clause**: who does what. The camera's movements go on; somebody else's become a wish.
 * - **phrase**: a movement with its direction, pace, size and ease.
 */
import type { Script } from '../script.ts';
import { readRequests } from './asking.ts';
import { readAtmosphere } from './atmosphere.ts';
import { readClauses } from './clauses.ts';
import { addFraming } from './framing.ts';
import type { Lexeme } from './lexeme.ts';
import { readLexemes } from './lexemes.ts';
import type { Manner } from './manner.ts';
import { negate } from './negation.ts';
import type { Phrase } from './phrase.ts';
import { readPhrases } from './phrases.ts';
import type { Trace } from './scope.ts';
import { type Segment, segment } from './segments.ts';
import { withoutSimiles } from './similes.ts';
import { findWishes } from './wishes.ts';

/** Any normalised text is readable. The rules that decide are noted in `trace`, where there is one. */
export function readScript(text: string, trace?: Trace): Script {
  const segments = negate(segment(withoutSimiles(readLexemes(text))));
  const said = segments.flatMap(({ lexemes }) => lexemes).filter(({ negated }) => !negated);
  const clauses = readClauses(segments, trace);
  const { phrases, overall } = readPhrases(segments, clauses, text);
  const told = addFraming(phrases, segments, text);
  const { requests, refusals } = readRequests(told, segments, overall, trace);
  const spared = sparedFromStillness(segments);
  const still = said.some(({ stillness }) => stillness);
  const lives = spared.length > 0 || said.some(({ life }) => life);
  const moves = !still && clauses.ambientMotion;
  return {
    requests,
    refusals,
    flavours: said.flatMap(({ flavour }) => {
      return flavour
        ? { kind: flavour.kind, direction: flavour.direction, size: flavour.amount }
        : [];
    }),
    ...mannerOfVague(phrases, overall),
    moods: [...new Set(said.flatMap(({ mood }) => mood ?? []))],
    air: readAtmosphere(segments),
    still,
    life: [...new Set([...clauses.life, ...spared])],
    gentleLife: lives || moves ? 'wanted' : still ? 'unwanted' : 'open',
    wishes: findWishes(segments, clauses, text),
  };
}

/** `slow camera movement` names no move, but how it should be. */
function mannerOfVague(phrases: Phrase[], overall: Manner): Pick<Script, 'pace' | 'size'> {
  const vague = phrases.filter(({ negated, readings }) => !negated && !readings);
  const { pace, size } = Object.assign({}, overall, ...vague.map(({ manner }) => manner)) as Manner;
  return { ...(pace !== undefined && { pace }), ...(size !== undefined && { size }) };
}

/** `nothing moves but the clouds` */
function sparedFromStillness(segments: Segment[]) {
  const spared = ({ ambient, atmosphere, negated }: Lexeme) =>
    ambient && !atmosphere && !negated ? (ambient.life ?? []) : [];
  return segments
    .filter(({ link }) => link === 'but')
    .flatMap(({ lexemes }) => lexemes.flatMap(spared));
}
