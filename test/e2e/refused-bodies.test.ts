import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

const MiB = 2 ** 20;

let server: TestServer;
let logged = '';

/** Both ends of every connection of a test. */
const clients: Socket[] = [];
const accepted: Socket[] = [];
const onAccepted = (message: unknown) => accepted.push((message as { socket: Socket }).socket);

beforeAll(async () => {
  const keep = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  server = await startTestServer({
    limits: { maxDiscardBytes: 40 * MiB, wrongKeysPerMinute: 1000 },
    log: pino({ level: 'info' }, keep),
  });
});
afterAll(() => server?.close());
beforeEach(() => {
  logged = '';
  diagnostics.subscribe('net.server.socket', onAccepted);
});
afterEach(() => {
  diagnostics.unsubscribe('net.server.socket', onAccepted);
  for (const client of clients.splice(0)) client.destroy();
  accepted.length = 0;
});

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const client = connect(Number(port), hostname);
  client.on('error', () => {});
  clients.push(client);
  await once(client, 'connect');
  return client;
}

const head = (route: string, ...headers: string[]) =>
  [`POST ${route} HTTP/1.1`, 'host: x', ...headers, '', ''].join('\r\n');
const right = () => `authorization: Bearer ${server.apiKey}`;
const json = 'content-type: application/json';
const length = (bytes: number) => `content-length: ${bytes}`;

/** Nothing is read before all is written, as many clients have it. */
async function sendAllThenRead(text: string, body: Buffer): Promise<string> {
  const client = await open();
  client.pause();
  client.write(text);
  await new Promise<void>((resolve, reject) => {
    client.write(body, (error) => (error ? reject(error) : resolve()));
  });
  client.resume();
  const [answer] = await once(client, 'data');
  return String(answer);
}

describe('a body that is refused is read on and dropped, so that its client sees why', () => {
  const body = Buffer.alloc(20 * MiB, 'A');
  const chunked = Buffer.concat([
    Buffer.from(`${(20 * MiB).toString(16)}\r\n`),
    body,
    Buffer.from('\r\n0\r\n\r\n'),
  ]);

  it.each<[string, () => string, Buffer, number]>([
    ['too large', () => head('/v1/image_to_video', right(), json, length(20 * MiB)), body, 413],
    [
      'too large, which turns out as it comes',
      () => head('/v1/image_to_video', right(), json, 'transfer-encoding: chunked'),
      chunked,
      413,
    ],
    [
      'too large, of a client that will not send another',
      () => head('/v1/plan', right(), json, length(20 * MiB), 'connection: close'),
      body,
      413,
    ],
    [
      'of a wrong key',
      () => head('/v1/image_to_video', 'authorization: Bearer wrong', json, length(20 * MiB)),
      body,
      401,
    ],
    ['of no key', () => head('/v1/uploads', json, 'transfer-encoding: chunked'), chunked, 401],
    [
      'of another type',
      () => head('/v1/plan', right(), 'content-type: image/png', length(10 * MiB)),
      body.subarray(0, 10 * MiB),
      415,
    ],
    ['of an unknown route', () => head('/v1/nowhere', right(), length(20 * MiB)), body, 404],
    ['of an unknown upload', () => head('/uploads/x', right(), length(20 * MiB)), body, 403],
  ])('%s', async (_name, text, sent, status) => {
    expect(await sendAllThenRead(text(), sent)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('and the connection goes on', async () => {
    const client = await open();
    client.write(head('/v1/uploads', json, length(3 * MiB)));
    client.write(Buffer.alloc(3 * MiB));
    client.write('GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    let answers = '';
    client.on('data', (chunk) => {
      answers += chunk;
    });
    await new Promise((resolve) => client.once('close', resolve));
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 404']);
  });

  it('and clients of Node never see a broken pipe', async () => {
    for (let times = 0; times < 5; times++) {
      const reply = await fetch(`${server.url}/v1/image_to_video`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
        body,
      });
      expect(reply.status).toBe(413);
      const status = await new Promise((resolve, reject) => {
        const headers = { authorization: `Bearer ${server.apiKey}`, connection: 'close' };
        httpRequest(`${server.url}/v1/plan`, { method: 'POST', headers, agent: false }, (answer) =>
          answer.resume().once('end', () => resolve(answer.statusCode)),
        )
          .once('error', reject)
          .end(body);
      });
      expect(status).toBe(413);
    }
  });

  it('but not for ever: beyond so many bytes the server hangs up', async () => {
    const client = await open();
    client.resume();
    client.write(head('/v1/uploads', 'authorization: Bearer wrong', json, length(10 ** 9)));
    const chunk = Buffer.alloc(MiB);
    const goOn = () => client.write(chunk, () => setImmediate(goOn));
    goOn();
    await new Promise((resolve) => client.once('close', resolve));
    expect(accepted[0]!.bytesRead).toBeGreaterThan(39 * MiB);
    expect(accepted[0]!.bytesRead).toBeLessThan(45 * MiB);
  });
});

describe('a body that its client breaks off', () => {
  it.each(['/v1/image_to_video', '/v1/uploads', 'an upload'])(
    'is neither an error of the server nor of its database: %s',
    async (where) => {
      const reserved = await server.call('POST', '/v1/uploads', {
        filename: 'photo.jpg',
        type: 'ephemeral',
      });
      const { pathname, search } = new URL(reserved.body.uploadUrl);
      const isUpload = where === 'an upload';
      const client = await open();
      client.write(
        head(
          isUpload ? pathname + search : where,
          right(),
          isUpload ? 'content-type: multipart/form-data; boundary=b' : json,
          length(100_000),
        ),
      );
      client.write(
        isUpload
          ? '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf'
          : '{"model":',
      );
      const serverSide = accepted.at(-1)!;
      await expect.poll(() => serverSide.bytesRead).toBeGreaterThan(200);
      client.resetAndDestroy();
      await expect.poll(() => logged).toContain('broken off by the client');
      expect(logged).not.toMatch(/"level":[56]0|request failed|"status":5/);
    },
  );
});

describe('JSON that would keep the parser busy', () => {
  const N = 11_900_000;
  it.each([
    ['brackets', '['.repeat(N)],
    ['objects', '{"a":'.repeat(N / 5)],
    ['empty arrays', `[${'[],'.repeat(N / 3)}0]`],
    ['numbers', `[${'0,'.repeat(N / 2)}0]`],
  ])('is a 400: %s', async (_name, text) => {
    const { status, body } = await server.call('POST', '/v1/image_to_video', text);
    expect([status, body.error]).toEqual([400, expect.stringMatching(/nested at most 32 deep/)]);
  });
});

describe('a request without a body', () => {
  const types = [
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=b',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
    'image/png',
    'nonsense',
    '',
  ];

  it.each(types)('may announce any type: %j', async (type) => {
    const id = '17f20503-6c24-4c16-946b-35dbbce2af2f';
    const told = [right(), `content-type: ${type}`];
    const empty = [[], [length(0)], ['transfer-encoding: chunked']];
    for (const [method, route, status] of [
      ['GET', '/v1/organization', 200],
      ['DELETE', `/v1/tasks/${id}`, 404],
      ['POST', '/v1/organization/usage', 200],
      ['POST', '/v1/image_to_video', 400],
    ] as const) {
      for (const announced of empty) {
        const client = await open();
        const text = head(route, ...told, ...announced, 'connection: close');
        client.write(text.replace('POST', method));
        if (announced[0]?.includes('chunked')) client.write('0\r\n\r\n');
        let answer = '';
        client.on('data', (chunk) => {
          answer += chunk;
        });
        await new Promise((resolve) => client.once('close', resolve));
        expect([method, route, answer.slice(9, 12)]).toEqual([method, route, `${status}`]);
      }
    }
  });

  it('with one of another type is a 415', async () => {
    for (const transfer of [length(2), 'transfer-encoding: chunked']) {
      const client = await open();
      const body = transfer === length(2) ? '{}' : '2\r\n{}\r\n0\r\n\r\n';
      client.write(head('/v1/plan', right(), 'content-type: text/plain', transfer) + body);
      const [answer] = await once(client, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1\.1 415 /);
    }
  });
});
