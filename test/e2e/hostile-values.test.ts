import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  type Json,
  startTestServer,
  submit,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

/** How many of the values are sent, drawn by chance; raise it for a long hunt. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 500);

let server: TestServer;
let finished: string;
let targets: Target[];

beforeAll(async () => {
  server = await startTestServer({ limits: { rootPostsPerMinute: 1_000_000 } });
  const promptImage = toDataUri(await makeImage({ width: 64, height: 48 }));
  finished = await submit(server, { model: 'gen4a_turbo', promptImage });
  await waitForTask(server, finished, 'SUCCEEDED');
  targets = listTargets(await (await fetch(`${server.url}/openapi.json`)).json());
});
afterAll(() => server?.close());

/** A place in a request that a client fills. */
interface Target {
  method: string;
  path: string;
  where: 'path' | 'query' | 'header' | 'body';
  name: string;
  /** A body that is right. */
  body?: Json;
}

/** Every such place that the document knows, and in each body a key that it does not know. */
function listTargets(document: Json): Target[] {
  return Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).flatMap(([method, { parameters, requestBody }]) => {
      const content = requestBody?.content['application/json'];
      const [example] = Object.values<Json>(content?.examples ?? {});
      const schemas = content?.schema.oneOf ?? content?.schema.anyOf ?? [content?.schema ?? {}];
      const fields = schemas.flatMap((schema: Json) => Object.keys(schema.properties ?? {}));
      const route = { method: method.toUpperCase(), path, body: example?.value };
      return [
        ...parameters.map(({ in: where, name }: Json) => ({ ...route, where, name })),
        ...[...new Set<string>(fields), ...(content ? ['unknown'] : [])].map((name) => ({
          ...route,
          where: 'body' as const,
          name,
        })),
      ];
    }),
  );
}

const nested = (depth: number): unknown => (depth === 0 ? 0 : [nested(depth - 1)]);

const texts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfff',
  '%00',
  '%',
  '%ff',
  '../../api-key',
  "'; drop table task; --",
  'NaN',
  'Infinity',
  '1e999',
  '-0',
  '99999999999999999999',
  'x'.repeat(5000),
  '\u{1f3a5}'.repeat(600),
  '\u2028\u202e',
  'null',
  'constructor',
  '__proto__',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '2024-02-30',
  '+010000-01-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59-23:59',
  '9999-12-31T23:59:59.999999999Z',
  'https://user:password@example.com/\0',
  'https://[::ffff:7f00:1]/',
  'runway://\0',
  'data:image/png;base64,\0',
];
const values = [
  ...texts,
  null,
  true,
  0,
  -0,
  -1,
  0.1,
  1e308,
  5e-324,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  [],
  {},
  [null],
  nested(500),
  { ['__proto__']: 1 },
  Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index])),
];

interface Answer {
  status: number;
  text: string;
}

/** Unlike fetch, this sends what it is told to. @returns undefined: not even Node would send it */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    try {
      request(
        `${server.url}/`,
        {
          method,
          path,
          headers: {
            authorization: `Bearer ${server.apiKey}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
        },
        async (response) => {
          const chunks = response.headers['content-type']?.startsWith('text/event-stream')
            ? []
            : await response.toArray();
          response.destroy();
          resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString() });
        },
      )
        .once('error', reject)
        .end(body);
    } catch {
      resolve(undefined);
    }
  });
}

function sendTo({ method, path, where, name, body }: Target, value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const fill = (url: string) => url.replace(/\{\w+\}/, finished);
  const encoded = text.isWellFormed() ? encodeURIComponent(text) : '%ed%a0%80';
  if (where === 'path') return send(method, path.replace(`{${name}}`, encoded));
  if (where === 'query') return send(method, `${fill(path)}?${name}=${encoded}`);
  const sent = body && JSON.stringify(where === 'body' ? { ...body, [name]: value } : body);
  const headers = where === 'header' ? { [name]: text } : undefined;
  return send(method, fill(path), headers, sent);
}

function expectAnswer(answer: Answer | undefined, about: unknown): void {
  if (!answer) return;
  expect(answer.status, `${JSON.stringify(about)}: ${answer.text}`).toBeLessThan(500);
  if (answer.status < 400) return;
  expect(JSON.parse(answer.text), answer.text).toMatchObject({ error: expect.any(String) });
}

/** Whatever was stored meanwhile can still be read. */
async function expectReadable(): Promise<void> {
  for (const path of ['/v1/keys', '/v1/tasks?limit=100', '/v1/organization', '/v1/webhook']) {
    expectAnswer(await send('GET', path), path);
  }
}

it('a hostile value anywhere in a request is taken or refused, and never breaks the server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...targets), fc.constantFrom(...values), async (to, value) => {
      // What would take away the task that all others ask for.
      fc.pre(to.method !== 'DELETE' || to.where === 'path');
      expectAnswer(await sendTo(to, value), { ...to, body: undefined, value });
    }),
    { numRuns },
  );
  await expectReadable();
});

describe('what can be written and not be stored, or stored and not be told', () => {
  const call = (method: string, path: string, body?: Json) => server.call(method, path, body);

  it.each([
    ['startDate', '9999-12-31', 200],
    ['startDate', '9999-12-01', 200],
    ['startDate', '0001-01-01', 200],
    ['startDate', '0000-01-01', 400],
    ['beforeDate', '9999-12-31', 400],
    ['beforeDate', '0000-01-01', 400],
  ])('usage with %s %s', async (name, day, expected) => {
    const { status, body } = await call('POST', '/v1/organization/usage', { [name]: day });
    expect(status, JSON.stringify(body)).toBe(expected);
  });

  it.each([
    ['0000-01-01T00:00:00Z', 400],
    ['0001-01-01T00:00:00+00:01', 400],
    ['0001-01-01T00:00:00Z', 200],
    ['9999-12-31T23:59:59Z', 200],
    ['9999-12-31T23:59:59-23:59', 400],
  ])('a list of tasks after and before %s', async (moment, expected) => {
    for (const name of ['createdAfter', 'createdBefore']) {
      const { status, body } = await call('GET', `/v1/tasks?${name}=${encodeURIComponent(moment)}`);
      expect(status, JSON.stringify(body)).toBe(expected);
    }
  });

  it('a key that expires beyond the last year', async () => {
    const make = (expiresAt: string) => call('POST', '/v1/keys', { name: 'late', expiresAt });
    expect((await make('9999-12-31T23:59:59-23:59')).status).toBe(400);
    const { status, body } = await make('9999-12-31T23:59:59Z');
    expect([status, body.expiresAt]).toEqual([200, '9999-12-31T23:59:59.000Z']);
    expect((await call('GET', '/v1/keys')).status).toBe(200);
  });

  it.each([
    'a b',
    'a"b',
    'user:password@example.com',
    'example.com/path',
    'example.com?x',
    'example.com:99999',
    '[::1',
    'é.example',
    '\xff',
  ])('a link for the host %s', async (host) => {
    for (const [method, path, body] of [
      ['GET', `/v1/tasks/${finished}`, undefined],
      ['GET', '/v1/tasks?status=SUCCEEDED', undefined],
      ['POST', '/v1/uploads', '{"filename":"a.png","type":"ephemeral"}'],
    ] as const) {
      const answer = await send(method, path, { host }, body);
      expect(answer, path).toMatchObject({ status: 400, text: expect.stringContaining('Host') });
    }
  });

  it.each(['example.com', 'EXAMPLE.com:8420', '[::1]:80', '127.0.0.1'])(
    'a link for the host %s is made',
    async (host) => {
      const answer = await send('GET', `/v1/tasks/${finished}`, { host });
      expect(answer?.status).toBe(200);
      const [link] = JSON.parse(answer!.text).output;
      expect(link).toMatch(`http://${host}/files/`);
    },
  );
});
