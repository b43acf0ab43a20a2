/** Nouns: what a word names, and whether it is what the clause is about. */
import type { Lexeme } from './lexeme.ts';

/**
 * Who can do something: the camera; somebody or something that moves by itself; sky, water and
 * leaves; or a thing, by which nothing is done.
 */
export type Doer = 'camera' | 'agent' | 'ambient' | 'thing';

/** What the lexeme names, or null where it names nothing. */
export function nounOf(lexemes: Lexeme[], at: number): Doer | null {
  const lexeme = lexemes[at];
  if (!lexeme) return null;
  if (lexeme.camera) return isCameraThing(lexemes, at) ? 'thing' : 'camera';
  if (lexeme.agent) return 'agent';
  if (lexeme.ambient || isWeather(lexeme)) return 'ambient';
  if (lexeme.style || lexeme.modifier || lexeme.degree || lexeme.flavour) return null;
  if (isCountedAnimal(lexemes, at)) return 'agent';
  const { unknown, thing, way, height, mood, atmosphere, stative } = lexeme;
  if (lexeme.framing !== undefined) return 'thing';
  // A vehicle or a bird by a camera word's name: `a truck`, `a crane`.
  if (lexeme.move?.thing && lexeme.form === 'base')
    return vehicles.has(lexeme.text) ? 'agent' : 'thing';
  // `a building`, `the painting`: after an article even a participle is a noun.
  const participle = (stative || lexeme.action) && lexeme.form === 'ing';
  if (participle && (lexemes[at - 1]?.determiner || lexemes[at - 1]?.text.endsWith("'s"))) {
    return 'thing';
  }
  if (stative && lexeme.form) return null;
  return unknown || thing || way || height || mood || stative || atmosphere ? 'thing' : null;
}

/** 一只白鹭, 一匹红鬃马: what is counted so moves by itself, whatever it is. */
function isCountedAnimal(lexemes: Lexeme[], at: number): boolean {
  if (!lexemes[at]!.unknown) return false;
  const counter = lexemes.findLastIndex(({ unknown }, i) => i < at && !unknown);
  return /^[一几两三数][只匹头群位名]$/.test(lexemes[counter]?.text ?? '');
}

/** `ground fog`, `dust motes`: what is in the air moves as water and sky do. */
function isWeather({ atmosphere }: Lexeme): boolean {
  const { kind, adjective } = atmosphere ?? {};
  return !adjective && /^(?:snow|rain|dust|embers|fog)$/.test(kind ?? '');
}

const vehicles = new Set(['truck', 'crane']);

/** A camera in the picture: `a vintage camera on a table`. Film words before it keep it behind the picture. */
function isCameraThing(lexemes: Lexeme[], at: number): boolean {
  if (!/^(?:camera|lens|drone|image|picture|photo|frame)s?$/.test(lexemes[at]!.text)) return false;
  const before = lexemes[at - 1];
  if (!before) return false;
  const next = lexemes[at + 1];
  const placed = next?.preposition || next?.path || (next?.move && !next.form);
  if (/^an?$/.test(before.text) && placed) return true;
  return Boolean(before.possessive || before.atmosphere?.adjective || isAdjective(lexemes, at));
}

/** `an old camera`, but not `sunset camera pans left`, where no article makes them one phrase. */
function isAdjective(lexemes: Lexeme[], at: number): boolean {
  if (!lexemes[at - 1]!.unknown) return false;
  for (let i = at - 1; i >= 0 && i >= at - 3; i--) {
    if (lexemes[i]!.determiner) return true;
    if (!lexemes[i]!.unknown) return false;
  }
  return false;
}

/** Whether a camera noun is the subject, not the goal: not in `walks toward the camera`. */
export function isSubject(lexemes: Lexeme[], at: number): boolean {
  // 从太空视角
  const seenFrom = /^(?:视角|角度|机位)$/.test(lexemes[at]!.text);
  if (seenFrom && lexemes.slice(0, at).some(({ text }) => text === '从')) return false;
  for (let i = at - 1; i >= 0; i--) {
    const lexeme = lexemes[i]!;
    if (lexeme.determiner || lexeme.style || lexeme.modifier || lexeme.move) continue;
    if (lexeme.action) return false;
    if (/^(?:with|of|like|as if|as though)$/.test(lexeme.text)) return true;
    return !(lexeme.preposition || lexeme.path || lexeme.heading?.particle);
  }
  return true;
}

/** A noun of any kind but the camera: what an adjective can stand before. */
export function isThing(lexeme: Lexeme | undefined): boolean {
  if (!lexeme || lexeme.auxiliary || (lexeme.style && lexeme.height)) return false;
  const { unknown, thing, agent, ambient, way, height, mood, style } = lexeme;
  const scenery =
    /^(?:vast|tall|deep|product)$/.test(mood ?? '') && !style && !lexeme.camera && !lexeme.move;
  return Boolean(unknown || thing || agent || ambient || way || height || scenery);
}

/** Whether a verb in its base form says what the noun does: `people walk`, `make her smile`; not `a dog walk`. */
export function isToldOf(
  lexemes: Lexeme[],
  noun: { doer: Doer; at: number } | null,
  at: number,
): boolean {
  if (noun?.doer !== 'agent' || lexemes[at - 1]?.determiner) return false;
  const { agent, text } = lexemes[noun.at]!;
  const between = lexemes.slice(noun.at, at);
  const before = lexemes.slice(0, noun.at);
  if (before.some((lexeme) => /^(?:make|makes|have|let|animate|see)$/.test(lexeme.text)))
    return true;
  if (between.some((lexeme) => /^(?:who|will|to|can|should|must)$/.test(lexeme.text))) return true;
  // `her smile` is hers, `they smile` is what they do.
  return (
    Boolean(agent?.pronoun && text !== 'her') ||
    /(?:[^s]s|people|men|children|women|koi|fish|deer|sheep|cattle|geese|mice|crew|police)$/.test(
      text,
    )
  );
}
