/**
 * Parts of speech, from libraries: wink-nlp for English, jieba for Chinese. Each is loaded when the
 * first text needs it: most of what prompts say of the camera stands in the lexicon.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Jieba } from '@node-rs/jieba';
import type { WinkMethods } from 'wink-nlp';

export interface Tag {
  start: number;
  end: number;
  pos: 'noun' | 'name' | 'verb' | 'adjective' | 'adverb' | 'other';
  /** Of English words. */
  lemma?: string;
}

const require = createRequire(import.meta.url);

let loaded: WinkMethods | undefined;
/** The number that the library gives to the first word that it does not know. */
let firstUnknown = 0;
let jieba: Jieba | undefined;

const universal: Record<string, Tag['pos']> = {
  NOUN: 'noun',
  PROPN: 'name',
  VERB: 'verb',
  ADJ: 'adjective',
  ADV: 'adverb',
};

function loadWink(): WinkMethods {
  if (!loaded) {
    loaded = require('wink-nlp')(require('wink-eng-lite-web-model'), ['sbd', 'pos']) as WinkMethods;
    firstUnknown = numberOf(loaded, 'xqzjvk');
  }
  return loaded;
}

function numberOf(wink: WinkMethods, word: string): number {
  return wink
    .readDoc(word)
    .tokens()
    .out(wink.its.uniqueId as never)[0] as unknown as number;
}

/** Whether the library's dictionary has the word. */
export function isEnglishWord(word: string): boolean {
  return numberOf(loadWink(), word) < firstUnknown;
}

/** The words of an English text. */
export function tagEnglish(text: string): Tag[] {
  const wink = loadWink();
  const { its } = wink;
  const tokens = wink.readDoc(text).tokens();
  const each = (item: unknown) => tokens.out(item as never) as unknown as string[];
  const [spaces, tags, lemmas] = [its.precedingSpaces, its.pos, its.lemma].map(each);
  let at = 0;
  return tokens.out().map((word, i) => {
    const start = at + spaces![i]!.length;
    at = start + word.length;
    return { start, end: at, pos: universal[tags![i]!] ?? 'other', lemma: lemmas![i]! };
  });
}

let animate: { people: Set<string>; animals: Set<string> } | undefined;

/** Whether an English noun names a person or an animal, by WordNet. */
export function animacyOf(lemma: string): 'person' | 'animal' | null {
  if (!animate) {
    const file = new URL('../../../../../assets/animate-nouns.txt', import.meta.url);
    const [people, animals] = readFileSync(file, 'utf8').split('\n');
    animate = { people: new Set(people!.split(' ')), animals: new Set(animals!.split(' ')) };
  }
  if (animate.people.has(lemma)) return 'person';
  return animate.animals.has(lemma) ? 'animal' : null;
}

/** By the first letter of jieba's tags. */
const peking: Record<string, Tag['pos']> = {
  n: 'noun',
  s: 'noun',
  v: 'verb',
  a: 'adjective',
  z: 'adjective',
  d: 'adverb',
};

/** The words of a Chinese text. */
export function tagChinese(text: string): Tag[] {
  if (!jieba) {
    const { Jieba: Segmenter } = require('@node-rs/jieba') as typeof import('@node-rs/jieba');
    jieba = Segmenter.withDict((require('@node-rs/jieba/dict') as { dict: Uint8Array }).dict);
  }
  let at = 0;
  return jieba.tag(text, true).map(({ word, tag }) => {
    const start = at;
    at += word.length;
    // 呼啸而过: an idiom that says where somebody goes.
    const goes = /^[il]/.test(tag) && /[起过去来]$/.test(word);
    const pos = goes ? 'verb' : /^nr|^nz/.test(tag) ? 'name' : (peking[tag[0]!] ?? 'other');
    return { start, end: at, pos };
  });
}
