import { findNearest, suggest } from './nearest.ts';
import { hideSecrets } from './secrets.ts';

/**
 * What a check by a schema found, in words for people: what was expected, what came, and what was
 * probably meant. The checks are zod's; whoever reads the sentences need not know that.
 */

/** The parts of zod's issues that the words are made of; each code has some of them. */
export interface CheckIssue {
  code?: string | undefined;
  message?: string | undefined;
  path?: readonly PropertyKey[] | undefined;
  expected?: unknown;
  values?: readonly unknown[];
  options?: readonly unknown[];
  keys?: readonly string[];
  origin?: string;
  minimum?: unknown;
  maximum?: unknown;
  inclusive?: boolean;
  format?: string;
  params?: { hint?: string } | undefined;
  /** The schema that found it, while the sentence is made. */
  inst?: { _zod: { def: { shape?: Record<string, unknown> } } } | undefined;
}

/** What a value can be, as people say it. */
const kinds: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
};

const formats: Record<string, string> = {
  url: 'a URL',
  datetime: 'a moment such as 2026-11-24T17:00:00Z',
  date: 'a day such as 2026-11-24',
};

/** `Expected …`, without a full stop; a message of a check of our own stands as it is. */
export function sayExpected(issue: CheckIssue, names = kinds): string {
  const { message = 'Expected something else' } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return `Expected ${names[String(issue.expected)] ?? issue.expected}`;
    case 'invalid_value':
      return `Expected ${oneOf(issue.values ?? [])}`;
    case 'invalid_union':
      return issue.options ? `Expected ${oneOf(issue.options)}` : message;
    case 'too_small':
      return `Expected ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unit(issue)}`;
    case 'too_big':
      return `Expected ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unit(issue)}`;
    case 'invalid_format':
      return formats[issue.format ?? ''] ? `Expected ${formats[issue.format!]}` : message;
    case 'unrecognized_keys':
      return sayKnownFields(Object.keys(issue.inst?._zod.def.shape ?? {}));
    default:
      return message;
  }
}

function sayKnownFields(names: readonly string[]): string {
  return names.length === 0
    ? 'Expected no fields'
    : `Expected no fields beside ${names.join(', ')}`;
}

function oneOf(values: readonly unknown[]): string {
  const shown = values.map((value) => JSON.stringify(value));
  return shown.length > 2
    ? `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`
    : shown.join(' or ');
}

function unit({ origin, minimum, maximum }: CheckIssue): string {
  const isOne = Number(minimum ?? maximum) === 1;
  if (origin === 'string') return isOne ? ' character' : ' characters';
  if (origin === 'array') return isOne ? ' entry' : ' entries';
  return '';
}

/** ` but received …`: short, and nothing that might be a secret. */
export function sayReceived(input: unknown, issue: CheckIssue = {}): string {
  return ` but received ${showValue(input, issue)}`;
}

function showValue(input: unknown, issue: CheckIssue): string {
  if (input === undefined) return 'nothing';
  if (issue.code === 'unrecognized_keys') return listKeys(issue.keys ?? []);
  const isLength = ['too_small', 'too_big'].includes(issue.code ?? '');
  if (typeof input === 'string') {
    if (isLength && issue.origin === 'string') return `${input.length}`;
    return isNamedSecret(issue) ? 'a secret, which is not repeated here' : showText(input);
  }
  if (Array.isArray(input)) return isLength ? `${input.length}` : 'a list';
  if (typeof input === 'object' && input !== null) return 'an object';
  return String(input);
}

function listKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, shownKeys).map(showText).join(', ');
  return keys.length > shownKeys ? `${shown} and ${keys.length - shownKeys} more` : shown;
}

function isNamedSecret({ path = [] }: CheckIssue): boolean {
  return /secret|token|password|authorization|credential|key$/i.test(String(path.at(-1)));
}

const shownLength = 80;
const shownKeys = 5;

/** An image of megabytes must not come back in its error. */
export function showText(text: string): string {
  // What is hidden is looked for before anything is cut, which could cut what gives it away.
  const shown = hideSecrets(text);
  return JSON.stringify(shown.length > shownLength ? `${shown.slice(0, shownLength)}…` : shown);
}

/** ` Did you mean …?`, or what a check of our own has to say beyond its expectation, or nothing. */
export function sayHint(issue: CheckIssue, input: unknown): string {
  if (typeof input === 'string' && isQuoted(input, issue)) return ' Send it without quotes.';
  const known = issue.code === 'invalid_union' ? issue.options : issue.values;
  if (known && typeof input === 'string') return suggest(findNearest(input, known.map(String)));
  return issue.params?.hint ? ` ${issue.params.hint}` : '';
}

/** A number, or true or false, that was sent as text. */
function isQuoted(input: string, { code, expected, values = [] }: CheckIssue): boolean {
  if (code === 'invalid_value') {
    return values.some((value) => typeof value !== 'string' && String(value) === input);
  }
  if (expected === 'boolean') return input === 'true' || input === 'false';
  return expected === 'number' && input.trim() !== '' && Number.isFinite(Number(input));
}
