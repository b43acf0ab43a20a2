/** What the tables are written with: lists of words, their forms made by rule. */
import type { Entry, Form, Senses } from './senses.ts';

/** Words and phrases as they stand, parted by commas. */
export function words(list: string, senses: Senses): Entry[] {
  return list.split(/\s*[,，]\s*/).map((phrase) => ({ phrase, senses }));
}

/** English verbs in their base form; a phrase bends its first word: `pull back`, `pulling back`. */
export function verbs(list: string, senses: Senses): Entry[] {
  return words(list, senses).flatMap(({ phrase }) => {
    const [verb, ...rest] = phrase.split(' ');
    return inflectVerb(verb!).map(([bent, form]) => ({
      phrase: [bent, ...rest].join(' '),
      form,
      senses,
    }));
  });
}

/** The `-ing` of English verbs alone: their other forms are more often nouns. */
export function participles(list: string, senses: Senses): Entry[] {
  return verbs(list, senses).filter(({ form }) => form === 'ing');
}

/** English nouns, with their plural; a phrase bends its last word. */
export function nouns(list: string, senses: Senses): Entry[] {
  return words(list, senses).flatMap(({ phrase }) => [
    { phrase, senses },
    { phrase: pluralise(phrase), senses },
  ]);
}

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
