import { z } from 'zod';
import { type CheckIssue, sayExpected, sayHint, sayReceived } from '../task/issue-words.ts';
import { findNearest, suggest } from '../task/nearest.ts';

/** As a configuration calls what a request calls an object. */
const section = 'a section of settings';
const kinds = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: section,
  record: section,
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
  const shown = about.secrets?.includes(name) ? '' : sayReceived(issue.input);
  const words = issue as CheckIssue;
  return [
    `${name || about.whole}: ${sayExpected(words, kinds)}${shown}.${sayHint(words, issue.input)}`,
  ];
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
  for (;;) {
    if ('innerType' in inner.def) inner = inner.def.innerType as z.ZodType;
    else if (inner instanceof z.ZodPipe) inner = inner.in as z.ZodType;
    else break;
  }
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries<z.ZodType>(inner.shape).flatMap(([key, value]) => [
    key,
    ...pathsOf(value).map((path) => `${key}.${path}`),
  ]);
}
