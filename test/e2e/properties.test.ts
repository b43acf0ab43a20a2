import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modelNames } from '../../src/task/models.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { cases, rightBody } from '../support/model-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** How many requests each property sends; raise it for a long hunt. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 1000);

const envelope = z.strictObject({
  error: z.string().min(1),
  issues: z
    .array(
      z.looseObject({
        code: z.string(),
        path: z.array(z.union([z.string(), z.number()])),
        message: z.string().min(1),
      }),
    )
    .min(1)
    .optional(),
  docUrl: z.url().optional(),
});

let server: TestServer;
let uri: string;

beforeAll(async () => {
  server = await startTestServer({ limits: { rootPostsPerMinute: 1_000_000 } });
  uri = toDataUri(await makeImage({ width: 480, height: 300 }));
});
afterAll(() => server?.close());

/** Send anything; whatever comes back must be an answer of the API. */
async function sendAnything(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string | Buffer<ArrayBuffer>,
): Promise<number> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${server.apiKey}`, ...headers },
    body,
  });
  const text = await response.text();
  expect(response.status, text).toBeLessThan(500);
  if (response.status >= 400 && method !== 'HEAD') envelope.parse(JSON.parse(text));
  return response.status;
}

const json = { 'content-type': 'application/json' };

/** A field that is right half of the time, and anything at all otherwise. */
const perhaps = (right: fc.Arbitrary<unknown>) =>
  fc.oneof(right, right, fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined));

const body = fc.record(
  {
    model: perhaps(fc.constantFrom(...modelNames)),
    promptImage: perhaps(
      fc.oneof(
        fc.string({ maxLength: 200 }),
        fc.base64String({ maxLength: 400 }),
        fc.constantFrom(
          '',
          'data:',
          'data:image/png;base64,',
          'runway://x',
          'https://',
          'http://[',
        ),
        fc.webUrl().map((url) => url.replace(/^https?:\/\/[^/]+/, 'https://127.0.0.1')),
        fc.array(
          fc.record({
            uri: fc.oneof(fc.string(), fc.constant('data:image/jpeg;base64,/9j/4AAQ')),
            position: perhaps(fc.constantFrom('first', 'last')),
          }),
          { maxLength: 4 },
        ),
      ),
    ),
    promptText: perhaps(fc.string({ maxLength: 1200, unit: 'binary' })),
    duration: perhaps(fc.integer({ min: -5, max: 20 })),
    ratio: perhaps(fc.constantFrom('1280:768', '1280:720', '16:9', '')),
    seed: perhaps(fc.oneof(fc.nat(), fc.double(), fc.constant(4294967296))),
    watermark: perhaps(fc.boolean()),
    resolution: perhaps(fc.constantFrom('720p', '2K')),
    audio: perhaps(fc.boolean()),
    references: perhaps(fc.array(fc.record({ uri: fc.webUrl() }), { maxLength: 40 })),
    providerSettings: perhaps(
      fc.record({ multiPrompt: fc.array(fc.jsonValue(), { maxLength: 20 }) }),
    ),
    contentModeration: perhaps(fc.record({ publicFigureThreshold: fc.string() })),
  },
  { requiredKeys: [] },
);

const endpoint = fc.constantFrom('/v1/image_to_video', '/v1/text_to_video');

describe('whatever is sent', () => {
  it('bodies of the right shape with wrong things in them', async () => {
    await fc.assert(
      fc.asyncProperty(endpoint, body, async (path, value) => {
        await sendAnything('POST', path, json, JSON.stringify(value));
      }),
      { numRuns },
    );
  });

  it('bodies that are right but for one field', async () => {
    const one = fc
      .constantFrom(...cases)
      .chain((chosen) =>
        fc.tuple(
          fc.constant(chosen),
          fc.constantFrom(...Object.keys(chosen.rules.fields), 'other'),
        ),
      );
    await fc.assert(
      fc.asyncProperty(one, fc.jsonValue({ maxDepth: 2 }), async ([chosen, name], value) => {
        // Nothing is rendered of what passes.
        const right = { ...rightBody(chosen, uri), promptText: 'fake:fail ASSET_INVALID' };
        const sent = JSON.stringify({ ...right, [name]: value });
        const status = await sendAnything('POST', `/v1/${chosen.kind}`, json, sent);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    );
  });

  it('bytes that are no JSON, under any content type', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 500 }),
        fc.constantFrom('application/json', 'text/plain', 'image/png', 'multipart/form-data', ';'),
        fc.constantFrom('/v1/image_to_video', '/v1/uploads', '/v1/plan', '/uploads/x', '/v1/keys'),
        async (bytes, type, path) => {
          await sendAnything('POST', path, { 'content-type': type }, Buffer.from(bytes));
        },
      ),
      { numRuns },
    );
  });

  it('paths, methods and headers', async () => {
    const segment = fc.oneof(
      fc.string({ maxLength: 40 }).map(encodeURIComponent),
      fc.constantFrom('v1', 'runwayml', 'tasks', 'files', 'uploads', 'keys', '..', '%2e%2e', '%00'),
      fc.uuid(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'HEAD', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'),
        fc.array(segment, { maxLength: 5 }),
        fc.dictionary(
          fc.constantFrom('range', 'x-runway-version', 'accept', 'if-none-match', 'expect-ct'),
          fc.string({ maxLength: 30 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
        ),
        async (method, segments, headers) => {
          await sendAnything(method, `/${segments.join('/')}`, headers);
        },
      ),
      { numRuns },
    );
  });

  it('leaves the server as it was', async () => {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const reply = await server.call('GET', '/v1/organization');
    expect(reply.status).toBe(200);
  });
});
