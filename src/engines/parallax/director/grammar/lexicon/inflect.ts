/** English words bent by rule. */
import type { Entry, Form, Senses } from './senses.ts';

/** A phrase in all its forms: a verb bends its first word, a noun its last. */
export function inflect(phrase: string, kind: string | undefined, senses: Senses): Entry[] {
  if (kind === 'nouns')
    return [phrase, pluralise(phrase)].map((bent) => ({ phrase: bent, senses }));
  if (!kind) return [{ phrase, senses }];
  if (forms.has(kind)) return [{ phrase, form: kind as Form, senses }];
  const [verb, ...rest] = phrase.split(' ');
  return inflectVerb(verb!)
    .filter(([, form]) => kind === 'verbs' || form === 'ing')
    .map(([bent, form]) => ({ phrase: [bent, ...rest].join(' '), form, senses }));
}

const forms = new Set<string>(['base', 's', 'ing', 'ed'] satisfies Form[]);

const irregular: Record<string, string[]> = {
  fly: ['flew', 'flown'],
  rise: ['rose', 'risen'],
  go: ['went', 'gone'],
  run: ['ran'],
  swing: ['swung'],
  sweep: ['swept'],
  creep: ['crept'],
  spin: ['spun'],
  sink: ['sank', 'sunk'],
  slide: ['slid'],
  fall: ['fell', 'fallen'],
  drive: ['drove', 'driven'],
  ride: ['rode', 'ridden'],
  swim: ['swam'],
  sing: ['sang', 'sung'],
  shake: ['shook', 'shaken'],
  hold: ['held'],
  take: ['took', 'taken'],
  throw: ['threw', 'thrown'],
  begin: ['began', 'begun'],
  break: ['broke', 'broken'],
  fight: ['fought'],
  blow: ['blew', 'blown'],
  speak: ['spoke', 'spoken'],
  write: ['wrote', 'written'],
  grow: ['grew', 'grown'],
  stand: ['stood'],
  sit: ['sat'],
  wear: ['wore', 'worn'],
};

function inflectVerb(verb: string): [string, Form][] {
  const silent = verb.endsWith('e') && !/[eoy]e$/.test(verb);
  const doubled = /^[^aeiou]*[aeiou][bdgklmnprtv]$/.test(verb) && !/[aeiou]{2}.$/.test(verb);
  const stem = silent ? verb.slice(0, -1) : doubled ? verb + verb.at(-1) : verb;
  const forms: [string, Form][] = [
    [verb, 'base'],
    [pluralise(verb), 's'],
    [`${stem}ing`, 'ing'],
  ];
  const past = irregular[verb] ?? [
    /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${stem}ed`,
  ];
  for (const form of past) forms.push([form, 'ed']);
  // British and American spell these differently.
  if (verb === 'travel') forms.push(['travelling', 'ing'], ['travelled', 'ed']);
  return forms;
}

function pluralise(word: string): string {
  if (/(?:s|x|z|ch|sh|[^aeiou]o)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:^|wo)man$|person$/.test(word))
    return word.replace(/man$/, 'men').replace(/person$/, 'people');
  return `${word}s`;
}
