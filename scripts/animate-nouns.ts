/**
 * Writes `assets/animate-nouns.txt`: WordNet's words for people, and in a second line for animals, by
 * which the director tells who can do something from what merely is there. A word that is also a
 * thing, a place or a plant is left out, and so are the scholarly names of families of animals.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const words = require('wink-lexicon/src/wn-words.js') as Record<string, number>;
const senses = require('wink-lexicon/src/wn-word-senses.js') as number[][];
const names = require('wink-lexicon/src/wn-senses.js') as string[];

const others = ['noun.artifact', 'noun.object', 'noun.location', 'noun.plant', 'noun.phenomenon'];
const scholarly = /(?:idae|inae|oidea|ida|iformes|zoa|optera|poda|morpha|ales)$/;

function wordsFor(kind: string): string[] {
  return Object.entries(words)
    .filter(([word, at]) => {
      const kinds = senses[at]!.map((sense) => names[sense]!);
      const alone = kinds.includes(kind) && !kinds.some((other) => others.includes(other));
      return /^[a-z]{3,}$/.test(word) && alone && !scholarly.test(word);
    })
    .map(([word]) => word)
    .sort();
}

const people = wordsFor('noun.person');
const animals = wordsFor('noun.animal').filter((word) => !people.includes(word));
const lines = [people, animals].map((list) => `${list.join(' ')}\n`);
writeFileSync(new URL('../assets/animate-nouns.txt', import.meta.url), lines.join(''));
