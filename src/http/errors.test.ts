import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiError } from '../task/errors.ts';
import { handleErrors } from './errors.ts';

async function answerTo(error: unknown) {
  const app = Fastify();
  onTestFinished(() => app.close());
  handleErrors(app);
  app.get('/', async () => {
    throw error;
  });
  const { statusCode, headers, body } = await app.inject('/');
  return { status: statusCode, headers, body: JSON.parse(body) };
}

const docUrl = 'https://docs.dev.runwayml.com/api';

describe('an error that nobody expected', () => {
  it.each([
    new Error('cannot open /srv/secret/place'),
    new TypeError('x is not a function', { cause: new Error('key_abc') }),
    Object.assign(new Error('select * from key'), { code: '42P01', detail: 'hash' }),
    { message: 'no error at all', stack: 'at secret.ts:1' },
  ])('tells the client that it happened and nothing else: %s', async (error) => {
    const { status, body } = await answerTo(error);
    expect(status).toBe(500);
    expect(body).toEqual({ error: 'Internal server error', docUrl });
  });
});

describe('a full disk', () => {
  const enospc = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  it.each([
    ['of the system', enospc],
    ['of the database', Object.assign(new Error('could not extend file'), { code: '53100' })],
    ['wrapped by a library', new Error('Cannot write file', { cause: enospc })],
  ])('in the words %s', async (_whose, error) => {
    const { status, headers, body } = await answerTo(error);
    expect(status).toBe(503);
    expect(headers['x-should-retry']).toBe('false');
    expect(body).toEqual({ error: new ApiError('STORAGE_FULL').message, docUrl });
  });
});
