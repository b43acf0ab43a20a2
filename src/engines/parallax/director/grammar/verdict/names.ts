/** Camera words that only name things: cookware, vehicles, birds, hills. */
import { isDescribed } from '../company.ts';
import type { Lexeme } from '../lexeme.ts';
import { isThing, isToldOf, nounOf } from '../nouns.ts';
import type { Way } from '../way.ts';

/** A thing that bears a camera word's name: `a frying pan`, `the truck drives`, `a roll of film`. */
export function isName(lexemes: Lexeme[], at: number, way: Way): boolean {
  const lexeme = lexemes[at]!;
  const { thing, licence } = lexeme.move!;
  if (lexeme.form !== 'base' && lexeme.form !== 's') return false;
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  if (before?.possessive) return true;
  // `dolly pull-back`: on a dolly.
  if (lexeme.text === 'dolly' && next?.move?.family === 'travel' && next.move.to) return true;
  // `crane rising`, but `a crane rising`, `crane flying`.
  const lifts = next?.move?.to === 'up' || next?.move?.to === 'down';
  const { family } = lexeme.move!;
  const rises = family === 'swoop' || (lifts && !before?.determiner && family === 'crane');
  // `slow pan following the curve`
  const pursues = next?.move?.follows && lexeme.move!.family === 'turn';
  // `orbit around reading nooks`: what follows a preposition is no predicate.
  // `a smooth horizontal pan sweeping left`, `a slow tilt revealing`: a noun, and the camera's.
  const described = before?.modifier || before?.style || before?.heading;
  const term = /^(?:turn|tilt|orbit)$/.test(family) && licence !== 'plain';
  const whole = lexeme.text.includes(' ') || (term && described);
  if (lexeme.form === 'base' && next && isVerb(next) && !rises && !pursues && !whole) return true;
  // `the orbit of the planet`, `a roll of film`; a slow orbit of the statue is a camera's.
  const introduced = before?.modifier || before?.style || before?.quantity || before?.heading;
  if (next?.text === 'of' && (licence !== 'plain' || lexeme.move!.family === 'orbit')) {
    return !introduced;
  }
  // `a dolly grip`, `truck stop`: half of a thing's name.
  const half = thing && lexeme.form === 'base' && isThing(next) && way.headings.length === 0;
  // `pan highlighting the fabric`
  const verb = next?.unknown && next.text.endsWith('ing');
  if (half && !verb && !next!.agent?.pronoun) return true;
  // `a lifted truck`
  const participle = before?.form === 'ed' && before.move ? lexemes[at - 2] : before;
  const bareNoun = Boolean(participle?.determiner) && lexeme.form === 'base';
  // `the abandoned swing`, but `the walls rise`
  const article = lexemes.findLastIndex(({ determiner }, i) => i < at && determiner);
  const like = lexemes.slice(article + 1, at);
  const adjectives = like.length > 0 && like.every((l) => l.unknown && !/[^s]s$/.test(l.text));
  if (licence === 'plain' && lexeme.form === 'base' && article >= 0 && adjectives && !next?.film) {
    return true;
  }
  if (bareNoun && licence === 'plain') return !next?.film;
  // `a right turn sign`
  if (before?.heading && lexemes[at - 2]?.determiner && licence === 'plain' && next?.unknown)
    return true;
  if (!thing) return false;
  // `a belt of sushi passes in front`: of one thing, it is what that does.
  const single = /^an?$/.test(
    lexemes.slice(0, at).find(({ determiner }) => determiner)?.text ?? '',
  );
  const does = way.path || (before?.unknown && !next?.unknown);
  if (lexeme.form === 's' && single && licence !== 'film' && does) return false;
  if (lexeme.form === 's' && next && isVerb(next)) return true;
  // `a dog walk`, but `kids slide`.
  const told = before?.agent && isToldOf(lexemes, { doer: 'agent', at: at - 1 }, at);
  const noun =
    before?.unknown || before?.thing || (before?.agent && lexeme.form === 'base' && !told);
  if (noun)
    return way.headings.length === 0 || (licence !== 'film' && !isDescribed(lexemes, at, way));
  // The camera may stand on a dolly without being told to go anywhere.
  const carrier = lexemes.slice(Math.max(0, at - 3), at).some(({ text }) => text === 'on');
  if (carrier && way.headings.length === 0) return true;
  if (!bareNoun || way.headings.length > 0 || next?.film) return false;
  // `a pan across the valley` is no cookware, but `a truck through the gate` is a truck, and what
  // a chef flips over the stove is a pan.
  const handled = lexemes.slice(0, at).some(({ agent }) => agent);
  return handled || !(lexeme.text === 'pan' && way.path && way.path !== 'toward');
}

/** `rolling hills`, `a running dog`, `tilted hat`: a participle right before a noun is its adjective. */
export function isAttribute(lexemes: Lexeme[], at: number): boolean {
  const { form, move } = lexemes[at]!;
  if (form !== 'ing' && form !== 'ed') return false;
  const next = lexemes[at + 1];
  // `a static elevated angle`
  if (form === 'ed' && next?.camera && move!.licence === 'plain') return true;
  // `a sweeping crane move`, but `a descending crane shot` tells its way.
  if (lexemes[at]!.text.includes(' ')) return false;
  // `a rotating drone shot`: that is how the drone goes.
  if (
    next?.move &&
    next.text !== 'in place' &&
    (!next.move.hint || lexemes[at]!.modifier) &&
    !move!.to &&
    (next.form === 'base' || next.move.label || next.move.angle) &&
    !next.film
  )
    return true;
  const noun = lexemes[at + 1];
  // `a glassblower rotating molten glass`
  if (form === 'ing' && lexemes[at - 1]?.agent?.person && isThing(noun)) return false;
  // `orbiting moons` are moons; `Orbiting Saturn` one does.
  const acts = noun?.agent && !noun.agent.pronoun && !move!.follows;
  const many = /[^s]s$/.test(noun?.text ?? '') && !noun?.proper && !noun?.agent?.pronoun;
  const about = move!.transitive && !acts && !lexemes[at - 1]?.determiner && !many;
  if (about && (noun?.proper || !noun?.unknown)) return false;
  // `walking confidently`
  if (noun?.unknown && noun.text.endsWith('ly')) return false;
  return isThing(noun) && !noun!.agent?.pronoun && nounOf(lexemes, at - 1) !== 'camera';
}

/** Follows as a verb does: the word before it is then what does it. */
function isVerb({ form, move, action, stative, auxiliary, text, unknown }: Lexeme): boolean {
  if (auxiliary) return /^(?:is|are|was|were|has|had|will|can|would|starts|begins)$/.test(text);
  if (move || action || stative) return form === 'ing' || form === 's' || form === 'ed';
  return Boolean(unknown) && /(?:ing|ed)$/.test(text);
}
