/**
 * The director: a prompt becomes a shot.
 *
 *     text -> tokens -> lexemes -> segments -> clauses -> phrases -> timeline -> shot
 *
 * - **lexeme**: a word or set phrase with all its possible senses, from the tables in `lexicon/`.
 * - **segment**: a stretch between marks and connectives, linked in time to the one before.
 * - **clause**: who does what. The camera's movements go on; somebody else's become a warning.
 * - **phrase**: a movement with its direction, pace, size and ease.
 * - **timeline**: phrases made moves, in turn or at once, conflicts resolved and told.
 */
import type { PlanRequest, Warning } from '../../../engine/engine.ts';
import { createRandom, type Random } from '../random.ts';
import { lifeKinds, type Move, type Shot } from '../shot.ts';
import { readAtmosphere } from './atmosphere.ts';
import { type Clauses, readClauses } from './clauses.ts';
import { addFraming } from './framing.ts';
import type { Lexeme } from './lexeme.ts';
import { readLexemes } from './lexemes.ts';
import { warnOfLooks } from './looks.ts';
import type { Manner } from './manner.ts';
import { negate } from './negation.ts';
import { clampAmount } from './pacing.ts';
import type { Phrase } from './phrase.ts';
import { readPhrases } from './phrases.ts';
import { type Segment, segment } from './segments.ts';
import { chooseMove } from './silent.ts';
import { withoutSimiles } from './similes.ts';
import { addWait } from './stillness.ts';
import { warnOfEdits, warnOfSubjectMotion } from './subject-motion.ts';
import { layOut, settle } from './timeline.ts';
import { normalise } from './tokenize.ts';
import { weedOut } from './weeding.ts';

/** Prompts have at most 1000 units, but one may unfold to many when it is normalised. */
const longestText = 4000;

const paces: Shot['pace'][] = ['very slow', 'slow', 'normal', 'fast', 'very fast'];

/**
 * Read a prompt. The same request gives the same shot; any text is readable, and one that names no
 * move gets one by the seed.
 */
export function direct({ promptText, seed, durationSeconds }: PlanRequest): {
  shot: Shot;
  warnings: Warning[];
} {
  const text = normalise(promptText).slice(0, longestText);
  const segments = negate(segment(withoutSimiles(readLexemes(text))));
  const lexemes = segments.flatMap((part) => part.lexemes);
  const clauses = readClauses(segments);
  const { phrases, overall } = readPhrases(segments, clauses, text);
  const random = createRandom(seed, 'director');
  const told = addWait(addFraming(phrases, segments, text), segments, text);
  const weeded = weedOut(told, segments, overall);
  const timeline = layOut(weeded.asked, segments, { durationSeconds, random });
  const still = weeded.still || lexemes.some((lexeme) => lexeme.stillness && !lexeme.negated);
  const chosenBySeed = timeline.moves.length === 0 && !still;
  const moves = [...timeline.moves];
  let { pace } = timeline;
  if (chosenBySeed) {
    const manner = mannerOfVague(phrases, overall);
    pace = manner.pace ?? 0;
    const wish = { pace, size: manner.size ?? 1, forbidden: weeded.forbidden };
    moves.push(chooseMove(lexemes, wish, random));
  } else if (moves.length === 0) {
    moves.push({ ...stillMove });
  }
  addFlavours(moves, lexemes, random);
  const spared = sparedFromStillness(segments);
  const gentleLife = spared.length > 0 || wantsLife(moves, segments, clauses);
  const living = [...clauses.life, ...spared.map(({ ambient }) => ambient!.life)];
  return {
    shot: {
      moves,
      atmosphere: readAtmosphere(segments),
      gentleLife,
      life: gentleLife ? lifeKinds.filter((kind) => living.includes(kind)) : [],
      pace: paces[Math.sign(pace) * Math.round(Math.abs(pace)) + 2]!,
      chosenBySeed,
    },
    warnings: [
      ...weeded.conflicts,
      ...timeline.warnings,
      ...warnOfSubjectMotion(segments, clauses, text),
      ...warnOfLooks(segments, clauses, text),
      ...warnOfEdits(lexemes),
    ],
  };
}

const stillMove: Move = {
  kind: 'static',
  direction: 'none',
  amount: 1,
  start: 0,
  end: 1,
  ease: 'smooth',
};

/** `slow camera movement` names no move, but how it should be. */
function mannerOfVague(phrases: Phrase[], overall: Manner): Manner {
  const vague = phrases.filter(({ negated, readings }) => !negated && !readings);
  return Object.assign({}, overall, ...vague.map(({ manner }) => manner));
}

/** A disorienting shot rolls a little, whatever else it does, unless it is to stand still. */
function addFlavours(moves: Move[], lexemes: Lexeme[], random: Random): void {
  if (moves.every(({ kind }) => kind === 'static')) return;
  for (const { flavour, negated } of lexemes) {
    if (!flavour || negated || moves.some(({ kind }) => kind === flavour.kind)) continue;
    const { kind, amount } = flavour;
    const direction = settle(flavour.direction, random);
    moves.push({ kind, direction, amount: clampAmount(amount), start: 0, end: 1, ease: 'smooth' });
  }
  moves.sort((a, b) => a.start - b.start);
}

/** `nothing moves but the clouds` */
function sparedFromStillness(segments: Segment[]): Lexeme[] {
  return segments
    .filter(({ link }) => link === 'but')
    .flatMap(({ lexemes }) => lexemes)
    .filter(({ ambient, atmosphere, negated }) => ambient && !atmosphere && !negated);
}

/** Off where all is to be still; on again where a still camera watches something drift. */
function wantsLife(moves: Move[], segments: Segment[], { ambientMotion }: Clauses): boolean {
  const lexemes = segments.flatMap((part) => part.lexemes);
  if (lexemes.some((lexeme) => lexeme.life && !lexeme.negated)) return true;
  if (lexemes.some((lexeme) => lexeme.stillness && !lexeme.negated)) return false;
  return ambientMotion || moves.some(({ kind }) => kind !== 'static');
}
