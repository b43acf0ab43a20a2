import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let image: Buffer;
let good: Record<string, unknown>;

beforeAll(async () => {
  server = await startTestServer();
  image = await makeImage();
  good = { model: 'gen4a_turbo', promptImage: toDataUri(image) };
});
afterAll(() => server?.close());

afterEach(async () => {
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

const docUrl = 'https://docs.dev.runwayml.com/api';

async function post(body: unknown) {
  return server.call('POST', '/v1/image_to_video', body);
}

/** The one issue's path, and what its message must speak of. */
type Case = [name: string, change: Record<string, unknown>, path: unknown[], speaksOf: RegExp];

const uri = (bytes: Uint8Array, type?: string) => toDataUri(bytes, type);

describe('a body that breaks a rule', () => {
  const cases: Case[] = [
    ['unknown model', { model: 'gen9' }, ['model'], /gen4_turbo.*received "gen9"/],
    ['no model', { model: undefined }, ['model'], /gen4_turbo.*received nothing/],
    ['model of a wrong type', { model: 7 }, ['model'], /gen4_turbo.*received 7/],
    ['bad ratio', { ratio: '16:9' }, ['ratio'], /"1280:768" or "768:1280"/],
    ['ratio of a wrong type', { ratio: 1.6 }, ['ratio'], /"1280:768"/],
    ['bad duration', { duration: 7 }, ['duration'], /5 or 10.*7/],
    ['duration of a wrong type', { duration: '5' }, ['duration'], /5 or 10.*"5".*without quotes/],
    ['negative seed', { seed: -1 }, ['seed'], /at least 0 .*-1/],
    ['seed too big', { seed: 4294967296 }, ['seed'], /at most 4294967295 .*4294967296/],
    ['broken seed', { seed: 1.5 }, ['seed'], /a whole number .*1.5/],
    ['seed of a wrong type', { seed: '1' }, ['seed'], /a number .*"1".*without quotes/],
    ['promptText of 513', { promptText: 'x'.repeat(513) }, ['promptText'], /at most 512 .*513/],
    ['promptText of a wrong type', { promptText: 1 }, ['promptText'], /text but received 1/],
    ['watermark of a wrong type', { watermark: 'yes' }, ['watermark'], /true or false .*"yes"/],
    ['no image', { promptImage: undefined }, ['promptImage'], /received nothing/],
    ['image of a wrong type', { promptImage: 5 }, ['promptImage'], /received 5/],
    ['image null', { promptImage: null }, ['promptImage'], /received null/],
    ['empty array', { promptImage: [] }, ['promptImage'], /at least 1 entry .*0/],
    ['a word for an image', { promptImage: 'cat.jpg' }, ['promptImage'], /received "cat.jpg"/],
    ['ftp', { promptImage: 'ftp://example.com/a.jpg' }, ['promptImage'], /https:\/\//],
    ['http', { promptImage: 'http://example.com/a.jpg' }, ['promptImage'], /Only HTTPS/],
    ['an address', { promptImage: 'https://127.0.0.1/a.jpg' }, ['promptImage'], /domain/],
    ['an unknown upload', { promptImage: 'runway://some-token' }, ['promptImage'], /upload/],
    [
      'an array without position',
      { promptImage: [{ uri: 'https://example.com/a.jpg' }] },
      ['promptImage', 0, 'position'],
      /"first" or "last"/,
    ],
    [
      'an array with a wrong position',
      { promptImage: [{ uri: 'https://example.com/a.jpg', position: 'middle' }] },
      ['promptImage', 0, 'position'],
      /"first" or "last"/,
    ],
    [
      'an array with a bad uri',
      { promptImage: [{ uri: 7, position: 'first' }] },
      ['promptImage', 0, 'uri'],
      /text but received 7/,
    ],
  ];

  it.each(cases)('%s', async (_name, change, path, speaksOf) => {
    const { status, body } = await post({ ...good, ...change });
    expect(body).toEqual({
      error: 'Validation of body failed',
      docUrl,
      issues: [
        expect.objectContaining({ path, code: expect.any(String), message: expect.any(String) }),
      ],
    });
    expect(body.issues[0].message).toMatch(speaksOf);
    expect(status).toBe(400);
  });

  it('two keyframes with the same position', async () => {
    const frame = { uri: toDataUri(image), position: 'first' };
    const { status, body } = await post({ ...good, promptImage: [frame, frame] });
    expect(status).toBe(400);
    expect(body.issues).toEqual([
      expect.objectContaining({
        path: ['promptImage', 1, 'position'],
        message: expect.stringMatching(/"first" twice/),
      }),
    ]);
  });

  it('a second keyframe that is none: the path names it', async () => {
    const { status, body } = await post({
      ...good,
      promptImage: [
        { uri: toDataUri(image), position: 'first' },
        { uri: toDataUri(Buffer.from('this is no image at all')), position: 'last' },
      ],
    });
    expect(status).toBe(400);
    expect(body.issues).toEqual([
      expect.objectContaining({ path: ['promptImage', 1, 'uri'], code: 'custom' }),
    ]);
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['images', () => ({ promptImage: Array(500).fill({ uri: 'x' }) })],
    [
      'unknown keys',
      () => ({
        contentModeration: Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`k${n}`, n])),
      }),
    ],
    ['characters', () => ({ ratio: 'http://'.repeat(200_000) })],
  ])('a great many %s: the answer is short', async (_name, change) => {
    const { status, body } = await post({ ...good, ...change() });
    expect(status).toBe(400);
    expect(JSON.stringify(body).length).toBeLessThan(1000);
    expect(body.issues).toHaveLength(1);
  });

  it('official output formats that cannot be made, with the reason', async () => {
    const { status, body } = await post({
      model: 'gen4.5',
      promptImage: good.promptImage,
      promptText: 'x',
      duration: 5,
      ratio: '1280:720',
      outputFormat: 'hdr10',
    });
    expect(status).toBe(400);
    expect(body.issues[0]).toMatchObject({ path: ['outputFormat'] });
    expect(body.issues[0].message).toMatch(/received "hdr10": true HDR is made of/);
  });

  it('gen4_turbo without ratio, gen4.5 without what it requires', async () => {
    const { promptImage } = good;
    const turbo = await post({ model: 'gen4_turbo', promptImage });
    expect(turbo.body.issues.map((issue: { path: string[] }) => issue.path)).toEqual([['ratio']]);
    const large = await post({ model: 'gen4.5', promptImage });
    const paths = large.body.issues.map((issue: { path: string[] }) => issue.path[0]).sort();
    expect(paths).toEqual(['duration', 'promptText', 'ratio']);
    const long = await post({
      model: 'gen4_turbo',
      promptImage,
      ratio: '1280:720',
      promptText: 'x'.repeat(1001),
      duration: 11,
    });
    expect(long.body.issues.map((issue: { path: string[] }) => issue.path[0]).sort()).toEqual([
      'duration',
      'promptText',
    ]);
  });
});

describe('text that a database would refuse', () => {
  const cutAt512 = `${'x'.repeat(511)}🎬`.slice(0, 512);
  it.each(['half an emoji \ud83c', 'a \u0000 in it', cutAt512])(
    'is taken without it: %j',
    async (text) => {
      const { status, body } = await post({ ...good, promptText: text });
      expect(status).toBe(200);
      const details = await server.call('GET', `/v1/tasks/${body.id}/details`);
      expect(details.body.request.promptText).toMatch(/^(half an emoji |a {2}in it|x{511})$/);
    },
  );

  it('and keys named __proto__ are ignored', async () => {
    const sent = JSON.stringify(good).replace('{', '{"__proto__": {"model": "x"}, ');
    expect((await post(sent)).status).toBe(200);
  });
});

describe('an image that is not one', () => {
  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['text', () => uri(Buffer.from('hello, world, this is no image')), /Unsupported asset type/],
    ['a truncated JPEG', () => uri(image.subarray(0, image.length / 2)), /./],
    ['one pixel', async () => uri(await makeImage({ width: 1, height: 1 })), /dimensions/i],
    ['a GIF', async () => uri(await makeImage({ format: 'gif' }), 'image/gif'), /image\/gif/],
    ['a GIF said to be a JPEG', async () => uri(await makeImage({ format: 'gif' })), /./],
    ['a type that is no image', () => uri(image, 'text/plain'), /text\/plain/],
    ['no Base64', () => 'data:image/jpeg,hello-there-this-is-no-base64', /Invalid data URI/],
    ['broken Base64', () => 'data:image/jpeg;base64,!!!!!!!!!!!!!', /Invalid data URI/],
    ['nothing', () => 'data:image/jpeg;base64,', /./],
    ['too narrow', async () => uri(await makeImage({ width: 100, height: 300 })), /at least 0.5/],
  ])('%s', async (_name, promptImage, speaksOf) => {
    const { status, body } = await post({ ...good, promptImage: await promptImage() });
    expect(body).toMatchObject({ error: 'Validation of body failed', docUrl });
    expect(body.issues).toEqual([
      { code: 'custom', path: ['promptImage'], message: expect.stringMatching(speaksOf) },
    ]);
    expect(status).toBe(400);
  });
});

describe('a request that is no request', () => {
  it('empty body', async () => {
    const { status, body } = await post('');
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'Validation of body failed', docUrl });
    expect(body.issues[0]).toMatchObject({ path: [], message: expect.stringMatching(/object/) });
  });

  it('broken JSON', async () => {
    const { status, body } = await post('{"model": ');
    expect(status).toBe(400);
    expect(body.error).toMatch(/Expected the body to be JSON/);
  });

  it.each(['[]', '"text"', 'null', '7'])('JSON that is no object: %s', async (text) => {
    const { status, body } = await post(text);
    expect(status).toBe(400);
    expect(body.issues[0].message).toMatch(/^Expected an object but received /);
  });

  it('a body of 13 MiB', async () => {
    const { status, body } = await post({ ...good, promptImage: 'x'.repeat(13 * 2 ** 20) });
    expect(status).toBe(413);
    expect(body).toMatchObject({ error: expect.stringMatching(/Too Large/), docUrl });
  });

  it('a body that is not JSON by its header', async () => {
    const response = await fetch(`${server.url}/v1/image_to_video`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'text/plain' },
      body: JSON.stringify(good),
    });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(/json/) });
  });

  it.each([
    'nonsense',
    '7b7b7b7b-0000-1000-8000-000000000000',
    '%2500',
    '%ff',
    '%',
    '%c3%28',
    "'; drop table task",
    'x'.repeat(600),
  ])('a task id that is none: %s', async (id) => {
    for (const method of ['GET', 'DELETE']) {
      const { status, body } = await server.call(method, `/v1/tasks/${id}`);
      expect(body).toEqual({ error: 'Could not find Task' });
      expect(status).toBe(404);
    }
  });

  it.each(['/v1', '/v1/nothing', '/v2/tasks', '/runwayml/v1/image_to_videos'])(
    'an unknown route: %s',
    async (route) => {
      const { status, body } = await server.call('GET', route);
      expect(status).toBe(404);
      expect(body.error).toMatch(/Unknown route/);
    },
  );
});

describe('a base URL that is joined badly', () => {
  it.each([
    '//v1/image_to_video?from=a//b',
    '/v1//image_to_video/',
    '/runwayml//v1/image_to_video',
    '//runwayml/v1//image_to_video',
  ])('with slashes too many works, POST included: %s', async (route) => {
    // Not a relative reference, in which the first slashes name a host.
    const response = await fetch(server.url + route, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(good),
      redirect: 'error',
    });
    expect(response.status).toBe(200);
    const { id } = (await response.json()) as { id: string };
    const again = await fetch(`${server.url}//v1/tasks/${id}/`, {
      headers: { authorization: `Bearer ${server.apiKey}` },
    });
    expect(again.status).toBe(200);
  });

  it('keeps its query', async () => {
    const response = await fetch(`${server.url}//v1/tasks?status=NONE//`, {
      headers: { authorization: `Bearer ${server.apiKey}` },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('NONE//');
  });

  it.each([
    ['/v1/v1/image_to_video', 'Expected /v1/image_to_video: your client adds /v1'],
    ['/runwayml/v1/v1/tasks/x', 'Expected /runwayml/v1/tasks/x: your client adds /v1'],
    ['/image_to_video', 'Expected /v1/image_to_video: add /v1 to the base URL'],
    ['/runwayml/tasks/x', 'Expected /runwayml/v1/tasks/x: add /v1 to the base URL'],
  ])('with /v1 twice or never is told so: %s', async (route, hint) => {
    const { status, body } = await server.call('POST', route, good);
    expect(status).toBe(404);
    expect(body.error).toContain(`Unknown route: POST ${route}. ${hint}`);
  });
});

describe('authorization and version', () => {
  const get = (headers: Record<string, string>) =>
    fetch(`${server.url}/v1/tasks/17f20503-6c24-4c16-946b-35dbbce2af2f`, { headers });

  it.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic abc' }],
    ['an empty key', { authorization: 'Bearer ' }],
    ['a wrong key', { authorization: 'Bearer key_wrong' }],
  ])('answers 401 to %s', async (_name, headers) => {
    const response = await get(headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: expect.any(String), docUrl });
  });

  it('answers 401 before it reads a body', async () => {
    const response = await fetch(`${server.url}/v1/image_to_video`, { method: 'POST', body: '{' });
    expect(response.status).toBe(401);
  });

  it.each([undefined, '2024-09-13', '2024-11-06'])('takes version %s', async (version) => {
    const response = await get({
      authorization: `Bearer ${server.apiKey}`,
      ...(version && { 'x-runway-version': version }),
    });
    expect(response.status).toBe(404);
  });

  it.each(['garbage', '2024-11-07', '1'])('refuses version %s', async (version) => {
    const response = await get({
      authorization: `Bearer ${server.apiKey}`,
      'x-runway-version': version,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: expect.stringContaining('2024-11-06'),
      docUrl,
    });
  });
});
