import { expect, it } from 'vitest';
import { createLinks, type LinkQuery } from './links.ts';

const base = { protocol: 'http', host: 'example.com' } as const;
const make = (options: Partial<Parameters<typeof createLinks>[0]> = {}) =>
  createLinks({ secret: 'secret', rootKey: 'root key', lifetimeSeconds: 60, ...options });
const queryOf = (url: string): LinkQuery => Object.fromEntries(new URL(url).searchParams);

it('a link is good for its path, by whoever knows the secret', () => {
  const query = queryOf(make().sign(base, '/files/a'));
  expect(make().verify('/files/a', query)).toBe(true);
  expect(make().verify('/files/b', query)).toBe(false);
  expect(make({ secret: 'another' }).verify('/files/a', query)).toBe(false);
});

it('a link of the root key ends when that key is changed, another’s does not', () => {
  const changed = make({ rootKey: 'another' });
  const root = queryOf(make().signFor('root', base, '/events/a', 60).url);
  expect(make().verify('/events/a', root)).toBe(true);
  expect(changed.verify('/events/a', root)).toBe(false);
  const other = queryOf(make().signFor('some key', base, '/events/a', 60).url);
  expect(changed.verify('/events/a', other)).toBe(true);
  // And a file's link outlives it: it names one file and no owner.
  expect(changed.verify('/files/a', queryOf(make().sign(base, '/files/a')))).toBe(true);
});

it('a link cannot be made an owner’s, nor another’s', () => {
  const plain = queryOf(make().sign(base, '/events/a'));
  expect(make().verify('/events/a', { ...plain, owner: 'root' })).toBe(false);
  const mine = queryOf(make().signFor('mine', base, '/events/a', 60).url);
  expect(make().verify('/events/a', { ...mine, owner: 'yours' })).toBe(false);
  expect(make().verify('/events/a', { ...mine, owner: undefined })).toBe(false);
});
