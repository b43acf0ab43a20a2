import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { zoo } from '../fixtures/zoo.ts';
import { makeImage, serveBytes, toDataUri } from '../support/images.ts';
import { findInspectors } from '../support/processes.ts';
import {
  callWith,
  startTestServer,
  submit,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

let server: TestServer;
let image: Buffer;
/** A media server that the operator has named, and one that was named and is no more. */
let media: { host: string; close(): Promise<void> };
let gone: { host: string; url: string };

/** What the media server answers by path. */
const replies: Record<string, { status?: number; headers?: Record<string, string> }> = {
  '/good.jpg': {},
  '/moved.jpg': { status: 302, headers: { location: '/good.jpg' } },
  '/gone.jpg': { status: 404 },
  '/held.jpg': { status: 404 },
  '/octets.jpg': { headers: { 'content-type': 'binary/octet-stream' } },
  '/mislabelled.jpg': { headers: { 'content-type': 'image/png' } },
  '/page.jpg': { headers: { 'content-type': 'text/html' } },
  '/packed.jpg': { headers: { 'content-encoding': 'gzip' } },
  '/huge.jpg': { headers: { 'content-length': String(65 * 2 ** 20) } },
};

/** Until this is resolved, `/held.jpg` is waited for. */
const release = Promise.withResolvers<void>();
let heldRequests = 0;

async function serveMedia() {
  const httpServer = createServer(async (request, response) => {
    if (request.url === '/held.jpg') {
      heldRequests++;
      await release.promise;
    }
    const { status = 200, headers = {} } = replies[request.url!]!;
    response.writeHead(status, { 'content-type': 'image/jpeg', ...headers }).end(image);
  });
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(httpServer.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => httpServer.close(() => resolve())),
  };
}

beforeAll(async () => {
  image = await makeImage();
  media = await serveMedia();
  const closed = await serveBytes(image);
  await closed.close();
  gone = closed;
  server = await startTestServer({
    env: { PHOTOPLAY_INPUT_HOSTS: `${media.host}, ${gone.host}` },
  });
});
afterAll(async () => {
  await server?.close();
  await media?.close();
});
afterEach(async () => {
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

const bodyWith = (promptImage: unknown) => ({ model: 'gen4a_turbo', promptImage });

async function reasonFor(promptImage: unknown): Promise<string> {
  const { status, body } = await server.call('POST', '/v1/image_to_video', bodyWith(promptImage));
  expect(status, JSON.stringify(body)).toBe(400);
  expect(body).toEqual({
    error: 'Validation of body failed',
    issues: [{ code: 'custom', path: ['promptImage'], message: expect.any(String) }],
    docUrl: 'https://docs.dev.runwayml.com/api',
  });
  return body.issues[0].message;
}

function specimen(name: string) {
  const found = Object.values(zoo)
    .flat()
    .find((candidate) => candidate.name === name);
  if (!found) throw new Error(`The zoo has no ${name}`);
  return found;
}

describe('URLs', () => {
  it.each<[string, string]>([
    ['http://example.com/a.png', 'Only HTTPS URLs are allowed.'],
    ['https://127.0.0.1/a.png', 'URLs must be hosted on a domain.'],
    ['https://2130706433/a.png', 'URLs must be hosted on a domain.'],
    ['https://[::ffff:7f00:1]/a.png', 'URLs must be hosted on a domain.'],
    ['https://localhost/a.png', 'URLs must be hosted on a domain.'],
    ['https://metadata.google.internal/computeMetadata/', 'URLs must be hosted on a domain.'],
    ['https:////////', 'Invalid URL'],
  ])('%s', async (url, reason) => {
    expect(await reasonFor(url)).toBe(reason);
  });

  it.each<[string, string]>([
    ['/moved.jpg', 'Failed to fetch asset. Received HTTP response code "302".'],
    ['/gone.jpg', 'Failed to fetch asset. Received HTTP response code "404".'],
    ['/page.jpg', 'Unsupported Content-Type response header: "text/html".'],
    ['/packed.jpg', 'Unsupported Content-Encoding response header: "gzip".'],
    ['/huge.jpg', 'Asset size exceeds 64.0MB'],
  ])('of a named host: %s', async (path, reason) => {
    expect(await reasonFor(`http://${media.host}${path}`)).toBe(reason);
  });

  it('of a named host that is gone', async () => {
    expect(await reasonFor(gone.url)).toBe(
      'Failed to fetch asset. The URL may be incorrect or the server hosting the asset may be down.',
    );
  });

  it('of a host that is not named', async () => {
    const unnamed = await serveBytes(image);
    expect(await reasonFor(unnamed.url)).toBe('Only HTTPS URLs are allowed.');
    await unnamed.close();
  });

  it.each(['/good.jpg', '/mislabelled.jpg', '/octets.jpg'])(
    'of a named host are taken: %s',
    async (path) => {
      await submit(server, bodyWith(`http://${media.host}${path}`));
    },
  );
});

const typeOf = (name: string) =>
  /jpeg/i.test(name) ? 'image/jpeg' : /webp/i.test(name) ? 'image/webp' : 'image/png';

describe('the zoo, as data URIs', () => {
  it.each([
    'jpeg cut at 95 %',
    'png cut at 95 %',
    'PNG that claims 30000 x 30000 pixels',
    'JPEG of 20000 scans',
    'WebP whose 8000 x 8000 pixels are not there',
    'SVG that shows a file',
    'SVG behind the signature of a PNG',
    'GIF',
    'a single pixel',
    'too narrow',
  ])('%s', async (name) => {
    const { make, expected } = specimen(name);
    const message = await reasonFor(toDataUri(await make(), typeOf(name)));
    expect(message).toMatch('refused' in expected ? expected.refused : /never/);
  });

  it.each([
    'CMYK JPEG',
    'animated WebP',
    'JPEG with orientation 6',
    'JPEG without its end mark',
    'progressive JPEG without its end mark',
    'WebP that says it is longer than it is',
  ])('%s is taken', async (name) => {
    await submit(server, bodyWith(toDataUri(await specimen(name).make(), typeOf(name))));
  });

  it('16-bit Display P3 PNG makes a clip', async () => {
    const bytes = await specimen('16-bit Display P3 PNG').make();
    const id = await submit(server, bodyWith(toDataUri(bytes, 'image/png')));
    await waitForTask(server, id, 'SUCCEEDED');
  });
});

describe('an image of which something is to be told', () => {
  const warningsOf = async (id: string) =>
    (await server.call('GET', `/v1/tasks/${id}/details`)).body.warnings;
  const large = () => makeImage({ width: 8500, height: 4500 });

  it('is told of in the details of its task, from the first to the last', async () => {
    const id = await submit(server, {
      ...bodyWith(toDataUri(await large())),
      promptText: 'fake:warn',
    });
    const scaled = {
      code: 'image-scaled',
      message:
        'The image has 8500x4500 pixels, more than 8000 a side, and is scaled down to 8000x4235.',
    };
    expect((await warningsOf(id))[0]).toEqual(scaled);
    await waitForTask(server, id, 'SUCCEEDED');
    expect(await warningsOf(id)).toEqual([scaled, expect.objectContaining({ code: 'fake' })]);
  });

  it('is told by its position where there are two', async () => {
    const short = image.subarray(0, image.length - 20);
    const id = await submit(
      server,
      bodyWith([
        { uri: toDataUri(image), position: 'first' },
        { uri: toDataUri(short), position: 'last' },
      ]),
    );
    expect(await warningsOf(id)).toEqual([
      {
        code: 'image-damaged',
        message: expect.stringMatching(/^In position "last": The image's file is damaged or cut/),
      },
    ]);
  });

  it('makes a clip', async () => {
    const id = await submit(server, bodyWith(toDataUri(image.subarray(0, image.length - 2))));
    await waitForTask(server, id, 'SUCCEEDED');
  });

  it('is refused where Runway’s rules are kept', async () => {
    const strict = await startTestServer({
      strict: true,
      env: { PHOTOPLAY_INPUT_HOSTS: media.host },
    });
    const send = (promptImage: string) =>
      strict.call('POST', '/v1/image_to_video', bodyWith(promptImage));
    try {
      const refused = await send(toDataUri(await large()));
      expect(refused.status).toBe(400);
      expect(refused.body.issues[0].message).toBe(
        'Invalid asset dimensions. Expected each side between 16 and 8000 pixels but received 8500x4500.',
      );
      const untyped = await send(`http://${media.host}/octets.jpg`);
      expect(untyped.body.issues[0].message).toBe(
        'Unsupported Content-Type response header: "binary/octet-stream".',
      );
      expect((await send(toDataUri(image, 'image/png'))).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

describe('labels', () => {
  it.each(['image/png', 'image/webp', 'image/jpg', 'image/gif', 'application/octet-stream', ''])(
    'a JPEG that is called %j is taken',
    async (type) => {
      await submit(server, bodyWith(toDataUri(image, type)));
    },
  );

  it.each(['text/html', 'text/plain', 'application/pdf', 'video/mp4'])(
    'a JPEG that is called %s is not looked into',
    async (type) => {
      expect(await reasonFor(toDataUri(image, type))).toBe(
        `Unsupported asset type. Expected image/jpeg, image/png or image/webp but received ${type}.`,
      );
    },
  );

  it('a GIF is refused by its bytes, whatever it is called', async () => {
    const gif = await makeImage({ format: 'gif' });
    for (const type of ['image/gif', 'image/png', '']) {
      expect(await reasonFor(toDataUri(gif, type))).toBe(
        'Unsupported asset type. Expected a JPEG, PNG or WebP image but received a GIF image (image/gif).',
      );
    }
  });
});

describe('spellings of Base64', () => {
  it.each([
    ['lines', (text: string) => text.replace(/(.{76})/g, '$1\r\n')],
    ['the alphabet for URLs', (text: string) => text.replace(/\+/g, '-').replace(/\//g, '_')],
    ['no padding', (text: string) => text.replace(/=+$/, '')],
  ])('are taken: %s', async (_name, spell) => {
    const text = spell(image.toString('base64'));
    await submit(server, bodyWith(`data:image/jpeg;base64,${text}`));
    await submit(server, bodyWith(text));
  });
});

describe('a decoder that dies', () => {
  it('in the middle of an image takes nothing along, not even the image', async () => {
    await submit(server, bodyWith(toDataUri(image)));
    const decoders = await findInspectors(process.pid);
    expect(decoders.length).toBeGreaterThan(0);
    for (const decoder of decoders) decoder.kill('SIGSTOP');
    const submitted = submit(server, bodyWith(toDataUri(image)));
    // Answered while the image waits for a decoder that will never be done with it.
    expect((await server.call('GET', '/v1/organization')).status).toBe(200);
    for (const decoder of decoders) decoder.kill('SIGSEGV');
    for (const decoder of decoders) decoder.kill('SIGCONT');
    await submitted;
  });
});

describe('more images than can be taken in at a time', () => {
  it('are turned away, shortly, while everything else goes on', async () => {
    const fetchedAtOnce = 6;
    const room = fetchedAtOnce + 64;
    let turnedAway = 0;
    const eightTurnedAway = Promise.withResolvers<void>();
    const replies = Array.from({ length: room + 8 }, async () => {
      const response = await fetch(`${server.url}/v1/image_to_video`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(bodyWith(`http://${media.host}/held.jpg`)),
      });
      if (response.status === 503 && ++turnedAway === 8) eightTurnedAway.resolve();
      return response;
    });
    await eightTurnedAway.promise;
    expect(heldRequests).toBeLessThanOrEqual(fetchedAtOnce);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await submit(server, bodyWith(toDataUri(image)));
    // Another key has its images fetched all the same.
    const { key } = (await server.call('POST', '/v1/keys', { name: 'another' })).body;
    const another = { call: callWith(server.url, key) };
    await submit(another, bodyWith(`http://${media.host}/good.jpg`));

    release.resolve();
    const answered = await Promise.all(replies);
    const busy = answered.filter(({ status }) => status === 503);
    expect(busy[0]!.headers.get('retry-after')).toBe('1');
    expect(busy[0]!.headers.get('x-should-retry')).toBe('true');
    expect(await busy[0]!.json()).toMatchObject({ error: expect.stringMatching(/as many images/) });
    const fetched = answered.filter(({ status }) => status === 400);
    expect(fetched.length + busy.length).toBe(room + 8);
    expect(fetched.length).toBeGreaterThanOrEqual(fetchedAtOnce);
  });
});
