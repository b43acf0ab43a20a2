import { z } from 'zod';
import { findNearest, suggest } from '../task/nearest.ts';

/** What a setting can be, as people say it. */
const kinds: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: 'a section of settings',
  record: 'a section of settings',
  array: 'a list',
};

/**
 * What is wrong with a setting, in sentences: where, what was expected and what came.
 * @param about.schema what the whole was checked against
 * @param about.whole what the whole is called when a setting has no name
 * @param about.secrets settings whose values are shown to nobody
 */
export function describeIssue(
  issue: z.core.$ZodIssue,
  about: { schema: z.ZodType; whole: string; secrets?: readonly string[] },
): string[] {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => describeUnknownKey(about.schema, name, key));
  }
  const shown = about.secrets?.includes(name) ? '' : showReceived(issue.input);
  return [`${name || about.whole}: ${expected(issue)}${shown}.${hint(issue)}`];
}

function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Expected ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `Expected ${issue.values.map((value) => `"${String(value)}"`).join(' or ')}`;
    case 'too_small':
      return `Expected ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unit(issue)}`;
    case 'too_big':
      return `Expected ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unit(issue)}`;
    default:
      return issue.message;
  }
}

function unit({ origin }: { origin: string }): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

/** A value out of a list that was nearly right; or what a check of ours has to say beyond its expectation. */
function hint(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value' && typeof issue.input === 'string') {
    return suggest(findNearest(issue.input, issue.values.map(String)));
  }
  return issue.code === 'custom' && issue.params?.hint ? ` ${issue.params.hint}` : '';
}

const shownLength = 80;

/** What came, for people: shortened, and without a password that stands in a URL. */
export function showReceived(input: unknown): string {
  if (input === undefined) return ' but received nothing';
  const text = JSON.stringify(input).replace(/\/\/[^/@]*@/, '//…@');
  return ` but received ${text.length > shownLength ? `${text.slice(0, shownLength)}…` : text}`;
}

/** Beside the keys of the same section, a key may belong to another one. */
function describeUnknownKey(schema: z.ZodType, section: string, key: string): string {
  const paths = pathsOf(schema);
  const prefix = section && `${section}.`;
  const siblings = paths
    .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('.'))
    .map((path) => path.slice(prefix.length));
  const elsewhere = paths.find((path) => path === key || path.endsWith(`.${key}`));
  const nearest = elsewhere ?? prefixed(prefix, findNearest(key, siblings));
  const known = nearest ? '' : ` It can have ${siblings.join(', ') || 'no settings'}.`;
  return `${prefix}${key}: There is no such setting.${suggest(nearest)}${known}`;
}

function prefixed(prefix: string, key: string | undefined): string | undefined {
  return key && prefix + key;
}

/** Every setting of a schema by its full name, sections included. */
function pathsOf(schema: z.ZodType): string[] {
  let inner = schema;
  while ('innerType' in inner.def) inner = inner.def.innerType as z.ZodType;
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries<z.ZodType>(inner.shape).flatMap(([key, value]) => [
    key,
    ...pathsOf(value).map((path) => `${key}.${path}`),
  ]);
}
