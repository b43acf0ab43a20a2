/**
 * Whether a word that can be a camera move is one here. `licence` in the lexicon says how much it
 * takes; this file says what counts.
 */
import type { Scope } from './clauses.ts';
import { families } from './families.ts';
import { isChinese, type Lexeme } from './lexemes.ts';
import { type Doer, isThing, isToldOf, nounOf } from './nouns.ts';
import type { Way } from './way.ts';

export type MoveVerdict = 'camera' | 'deed' | 'ambient' | 'name';

/** The camera's move, somebody's deed, or a mere name. */
export function judgeMove(scope: Scope, at: number, way: Way): MoveVerdict {
  const { lexemes } = scope;
  const { licence, family } = lexemes[at]!.move!;
  if (licence === 'sure') return 'camera';
  if (family === 'hold') return judgeHold(scope, at);
  if (movesCamera(lexemes, at)) return 'camera';
  if (/^as (?:if|though)$/.test(lexemes[at - 1]?.text ?? '')) return 'name';
  if (isAttribute(lexemes, at)) {
    const { agent, ambient } = lexemes[at + 1]!;
    const falling = ambient?.rooted && lexemes[at]!.move!.to === 'down';
    return agent || falling ? 'deed' : 'name';
  }
  if (isName(lexemes, at, way)) return 'name';
  if (licence === 'plain') return judgePlain(scope, at, way);
  return judgeTerm(scope, at, way);
}

/** `move the camera left`: nothing else can be meant. */
function movesCamera(lexemes: Lexeme[], at: number): boolean {
  const next = lexemes[at + 1]?.determiner ? lexemes[at + 2] : lexemes[at + 1];
  return Boolean(next?.camera && !next.move && lexemes[at]!.form && lexemes[at]!.form !== 'ed');
}

/** Whose movement it is, by the form of the verb. */
function doerOf({ lexemes, head, nearest, carried }: Scope, at: number): Doer | null {
  const { form } = lexemes[at]!;
  // `revealing the city by rising`: by its own doing.
  if (lexemes[at - 1]?.text === 'by') return carried;
  if (form === 'ing') return nearest?.doer ?? head ?? carried;
  if (isChinese(lexemes[at]!)) {
    if (head === 'camera' && nearest?.doer !== 'agent') return 'camera';
    return nearest?.doer ?? head ?? carried;
  }
  return head ?? carried;
}

/** Everyday verbs: the camera's only where the camera, or nobody else, can be the doer. */
function judgePlain(scope: Scope, at: number, way: Way): MoveVerdict {
  const { lexemes, head, nearest, carried } = scope;
  const lexeme = lexemes[at]!;
  const { scenic, thing, family } = lexeme.move!;
  const doer = doerOf(scope, at);
  const opens = opensSegment(lexemes, at);
  const goesSomewhere = way.headings.length > 0 || Boolean(way.path) || Boolean(lexeme.move!.to);
  if (lexeme.move!.personal && head !== 'camera' && lexeme.form !== 'base') return 'name';
  const takesObject = !lexeme.move!.transitive && hasObject(lexemes, at);
  if (doer === 'camera' && !(takesObject && nearest?.doer !== 'camera')) {
    return lexeme.form === 'ed' && thing ? 'name' : 'camera';
  }
  if (doer === 'camera') return 'camera';
  const byDoing = lexemes[at - 1]?.text === 'by' && doer === null;
  if (
    (byDoing || (!nearest && opens)) &&
    lexeme.form !== 's' &&
    lexeme.form !== 'ed' &&
    !takesObject
  ) {
    // An order, `fly forward`, is the camera's whoever was spoken of; a participle is theirs.
    const order = lexeme.form === 'base' || lexeme.form === undefined;
    const free = doer === null || doer === 'thing' || doer === 'ambient';
    const denied = lexeme.negated && order && family === 'travel';
    const complete = denied || goesSomewhere || lexeme.move!.transitive || isFilmLanguage(lexemes);
    if (complete && (order || free)) return 'camera';
  }
  if (lexeme.action) return 'name';
  if (doer === 'agent') {
    if (lexeme.form === 'base' && !isToldOf(lexemes, nearest, at)) return 'name';
    return isFigure(lexeme) || lexeme.form === 'ed' ? 'name' : 'deed';
  }
  if (doer === 'ambient') {
    const rooted = nearest && lexemes[nearest.at]!.ambient?.rooted;
    return rooted && lexeme.move!.to === 'down' ? 'deed' : 'ambient';
  }
  if (doer === 'thing' && nearest && head === 'camera' && !scenic && lexeme.form === 'ing') {
    return 'camera';
  }
  if (doer === 'thing' && family === 'rotate' && (lexeme.form === 's' || lexeme.form === 'ing')) {
    return 'deed';
  }
  if (carried === 'camera' && !nearest) return 'camera';
  return 'name';
}

/** Film terms: the camera's by their company, or by having no better owner. */
function judgeTerm(scope: Scope, at: number, way: Way): MoveVerdict {
  const { lexemes, head, carried } = scope;
  const lexeme = lexemes[at]!;
  const { family, licence, to, transitive, common } = lexeme.move!;
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  const chinese = isChinese(lexeme);
  const fitting = way.headings.some((heading) => families[family].headings[heading]);
  const headed = fitting || Boolean(to && licence === 'film');
  const owner = ownerBefore(lexemes, at);
  if (owner && !(head === 'camera' && headed && !common)) {
    if (owner === 'ambient') return 'ambient';
    return lexeme.form === 's' || lexeme.form === 'ing' || chinese ? 'deed' : 'name';
  }
  if (hasObject(lexemes, at) && !transitive && head !== 'camera') {
    return lexeme.form === 'ing' && head === 'agent' ? 'deed' : 'name';
  }
  if (lexeme.form === 'ed') return head === 'camera' ? 'camera' : 'name';
  if (next?.film || (next?.camera && !next.move)) return 'camera';
  if (nounOf(lexemes, at - 1) === 'camera' || before?.film) return 'camera';
  if (chinese && licence === 'film') return 'camera';
  if (family === 'shake' || family === 'roll') {
    // Shaky hands and bread rolls are more common than rolls without a camera.
    if (fitting || head === 'camera' || isFilmLanguage(lexemes)) return 'camera';
    return head === null && carried === 'camera' ? 'camera' : 'name';
  }
  const strangerBefore = before?.unknown || before?.thing;
  // A plural is spelt like a verb: pots and pans, trucks on a highway.
  if (lexeme.form === 's' && !headed && head !== 'camera' && carried !== 'camera') return 'name';
  if (headed) return strangerBefore && licence !== 'film' ? 'name' : 'camera';
  if (head === 'camera') return 'camera';
  if (isFilmLanguage(lexemes)) return 'camera';
  if (strangerBefore) return 'name';
  const introduced = Boolean(before?.modifier || before?.style || before?.quantity);
  const opens = opensSegment(lexemes, at);
  if (way.path && (introduced || opens || (licence === 'film' && before?.determiner)))
    return 'camera';
  if (next?.preposition && (introduced || opens)) return 'camera';
  if (transitive && opens) return 'camera';
  if (licence === 'film' && (introduced || (opens && !before?.determiner))) return 'camera';
  return carried === 'camera' && !before?.determiner && lexeme.form === 'ing' ? 'camera' : 'name';
}

/** Stillness: of the camera, or of the whole shot; not a still lake, not a fixed gaze. */
function judgeHold({ lexemes, head, carried, nearest }: Scope, at: number): MoveVerdict {
  const lexeme = lexemes[at]!;
  const next = lexemes[at + 1];
  if (next?.film || (next?.camera && !next.move)) return 'camera';
  const framing = next?.framing !== undefined && !next.style;
  if (framing || next?.unknown || next?.thing || next?.agent || next?.ambient) {
    return lexeme.move!.licence === 'plain' && head === 'camera' ? 'camera' : 'name';
  }
  if (next?.move || next?.action) return 'name';
  if (lexeme.move!.licence === 'plain') {
    if (head === 'camera') return 'camera';
    const order = opensSegment(lexemes, at) && lexeme.form !== 'ed';
    if (!order || (next && !next.preposition && !next.path && !next.quantity)) return 'name';
    return carried === 'agent' || carried === 'ambient' ? 'name' : 'camera';
  }
  if (head === 'camera' && nearest?.doer !== 'agent') return 'camera';
  if (head) return 'name';
  if (nounOf(lexemes, at - 1) === 'camera') return 'camera';
  return isFilmLanguage(lexemes) && carried !== 'agent' && carried !== 'ambient'
    ? 'camera'
    : 'name';
}

/** A thing that bears a camera word's name: `a frying pan`, `the truck drives`, `a roll of film`. */
function isName(lexemes: Lexeme[], at: number, way: Way): boolean {
  const lexeme = lexemes[at]!;
  const { thing, licence } = lexeme.move!;
  if (lexeme.form !== 'base' && lexeme.form !== 's') return false;
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  if (before?.possessive) return true;
  // `crane rising`, but `a crane rising`, `crane flying`.
  const lifts = next?.move?.to === 'up' || next?.move?.to === 'down';
  const rises = lifts && !before?.determiner && lexeme.move!.family === 'crane';
  if (lexeme.form === 'base' && next && isVerb(next) && !rises) return true;
  // `the orbit of the planet`, `a roll of film`; a slow orbit of the statue is a camera's.
  const introduced = before?.modifier || before?.style || before?.quantity || before?.heading;
  if (next?.text === 'of' && licence !== 'plain') return !introduced;
  const bareNoun = Boolean(before?.determiner) && lexeme.form === 'base';
  if (bareNoun && licence === 'plain') return !next?.film;
  if (!thing) return false;
  if (lexeme.form === 's' && next && isVerb(next)) return true;
  const noun = before?.unknown || before?.thing || (before?.agent && lexeme.form === 'base');
  if (noun) return way.headings.length === 0 || licence !== 'film';
  // The camera may stand on a dolly without being told to go anywhere.
  const carrier = lexemes.slice(Math.max(0, at - 3), at).some(({ text }) => text === 'on');
  if (carrier && way.headings.length === 0) return true;
  if (!bareNoun || way.headings.length > 0 || next?.film) return false;
  // `a pan across the valley` is no cookware, but `a truck through the gate` is a truck.
  return !(lexeme.text === 'pan' && way.path && way.path !== 'toward');
}

/** `rolling hills`, `a running dog`, `tilted hat`: a participle right before a noun is its adjective. */
function isAttribute(lexemes: Lexeme[], at: number): boolean {
  const { form, move } = lexemes[at]!;
  if (form !== 'ing' && form !== 'ed') return false;
  const next = lexemes[at + 1];
  // `a sweeping crane move`, but `a descending crane shot` tells its way.
  if (lexemes[at]!.text.includes(' ')) return false;
  if (next?.move && !move!.to && (next.form === 'base' || next.move.label) && !next.film)
    return true;
  if (move!.transitive && !lexemes[at - 1]?.determiner) return false;
  const noun = lexemes[at + 1];
  return isThing(noun) && !noun!.agent?.pronoun && nounOf(lexemes, at - 1) !== 'camera';
}

/** Follows as a verb does: the word before it is then what does it. */
function isVerb({ form, move, action, stative, auxiliary, text, unknown }: Lexeme): boolean {
  if (auxiliary) return /^(?:is|are|was|were|has|had|will|can|would|starts|begins)$/.test(text);
  if (move || action || stative) return form === 'ing' || form === 's' || form === 'ed';
  return Boolean(unknown) && /(?:ing|ed)$/.test(text);
}

/** An agent right before the verb, but for adverbs: `the car zooms past`. */
function ownerBefore(lexemes: Lexeme[], at: number): 'agent' | 'ambient' | null {
  for (let i = at - 1; i >= 0; i--) {
    const { modifier, degree, style, auxiliary, agent, ambient, camera } = lexemes[i]!;
    if (camera && nounOf(lexemes, i) === 'camera') return null;
    if (agent) return 'agent';
    if (ambient) return 'ambient';
    if (!(modifier || degree || style || auxiliary)) return null;
  }
  return null;
}

/** `tilts her head`, `pulls the door`: something else is moved. */
function hasObject(lexemes: Lexeme[], at: number): boolean {
  const [next, after] = [lexemes[at + 1], lexemes[at + 2]];
  if (!next?.determiner && !next?.possessive && !(next?.agent && next.text === 'her')) return false;
  return Boolean(after && !after.camera && !after.film && !after.heading);
}

/** Nothing before it in the segment but what belongs to the verb. */
function opensSegment(lexemes: Lexeme[], at: number): boolean {
  return lexemes.slice(0, at).every((lexeme) => {
    const { modifier, style, auxiliary, negator, degree, determiner, heading, quantity } = lexeme;
    return Boolean(
      modifier || style || auxiliary || negator || degree || determiner || heading || quantity,
    );
  });
}

/** Nothing in the segment that a picture could show. */
function isFilmLanguage(lexemes: Lexeme[]): boolean {
  return lexemes.every((lexeme) => {
    const { unknown, agent, ambient, thing, action, stative } = lexeme;
    return !(unknown || agent || ambient || thing || (action && !lexeme.move) || stative);
  });
}

/** Verbs that also say how somebody is: `she looks left`, `he holds a cup`. */
function isFigure({ move, stative }: Lexeme): boolean {
  return Boolean(stative) || move!.family === 'hold';
}
