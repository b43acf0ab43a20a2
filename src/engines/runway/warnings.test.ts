import { expect, it } from 'vitest';
import type { JsonValue } from '../../task/task.ts';
import type { Client } from './client.ts';
import { askWarnings } from './warnings.ts';

function clientThatSays(status: number, body: JsonValue | undefined): Client {
  const call = async () => ({ status, body, headers: new Headers() });
  return { call, hide: (text: string) => text.replace('hunter2', '…') } as unknown as Client;
}

const { signal } = new AbortController();

it('reads warnings alone, without the key', async () => {
  const warnings = [{ code: 'a', message: 'hunter2 said' }, 'none', { code: 5, message: 'x' }];
  const client = clientThatSays(200, { warnings });
  expect(await askWarnings('id', client, signal)).toEqual([{ code: 'a', message: '… said' }]);
});

it.each([
  [404, { error: 'Unknown route' }],
  [200, undefined],
  [200, { warnings: 'many' }],
  [500, { warnings: [{ code: 'a', message: 'b' }] }],
])('misses nothing of a server that answers %i and %j', async (status, body) => {
  expect(await askWarnings('id', clientThatSays(status, body), signal)).toEqual([]);
});

it('misses nothing of a server that does not answer', async () => {
  const call = () => Promise.reject(new Error('no connection'));
  expect(await askWarnings('id', { call } as unknown as Client, signal)).toEqual([]);
});
