/** All tables in one index: the longest phrase that starts at a token, and what it can mean. */
import { normalise, type Token, tokenize } from '../tokenize.ts';
import { english } from './en/english.ts';
import type { Entry, Form, Senses } from './senses.ts';
import { chinese } from './zh/chinese.ts';
import { traditional } from './zh/traditional.ts';

const languages: Entry[][] = [english, chinese];

interface Node {
  next: Map<string, Node>;
  senses?: Senses & { form?: Form };
}

const simplified = new Map<string, string>();
const pairs = [...traditional];
for (let i = 0; i + 1 < pairs.length; i += 2) simplified.set(pairs[i]!, pairs[i + 1]!);

const root: Node = { next: new Map() };
for (const entries of languages) for (const entry of entries) plant(entry);

function plant({ phrase, form, senses }: Entry): void {
  let node = root;
  for (const token of tokenize(normalise(phrase))) {
    if (token.stop) throw new Error(`The phrase "${phrase}" must not contain a mark.`);
    let next = node.next.get(token.text);
    if (!next) {
      next = { next: new Map() };
      node.next.set(token.text, next);
    }
    node = next;
  }
  // A phrase that stands in several tables has all their senses, and the form it had first.
  node.senses = { ...node.senses, ...senses, form: node.senses?.form ?? form };
}

/** The traditional script in the simplified characters of the tables, one for one. */
export function simplify(text: string): string {
  return text.replaceAll(/\p{Script=Han}/gu, (character) => simplified.get(character) ?? character);
}

let words: string[] | undefined;

/** The English words of the camera, of its way and of its manner. */
export function cameraWords(): string[] {
  words ??= [...root.next].flatMap(([word, { senses }]) => {
    const { move, heading, camera, film, path, modifier } = senses ?? {};
    const filmed = move || heading || camera || film || path || modifier;
    return filmed && /^[a-z]{4,}$/.test(word) ? word : [];
  });
  return words;
}

/** Whether some phrase begins with this word. */
export function isKnown(word: string): boolean {
  return root.next.has(word);
}

export interface Match {
  /** How many tokens the phrase takes. */
  length: number;
  senses: Senses & { form?: Form };
}

/** The longest known phrase at `tokens[at]`, or null. */
export function findPhrase(tokens: Token[], at: number): Match | null {
  let node: Node | undefined = root;
  let best: Match | null = null;
  for (let i = at; i < tokens.length; i++) {
    const { text, stop } = tokens[i]!;
    if (stop) break;
    node = node.next.get(text);
    if (!node) break;
    if (node.senses) best = { length: i - at + 1, senses: node.senses };
  }
  return best;
}
