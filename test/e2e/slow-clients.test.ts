import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let serverLimits: object | undefined;
/** Both ends of every connection of a test. */
const clients: Socket[] = [];
const accepted: Socket[] = [];
const closed = new WeakMap<Socket, Promise<unknown>>();
const onAccepted = (message: unknown) => accepted.push((message as { socket: Socket }).socket);

beforeEach(() => diagnostics.subscribe('net.server.socket', onAccepted));
afterEach(async () => {
  diagnostics.unsubscribe('net.server.socket', onAccepted);
  for (const client of clients.splice(0)) client.destroy();
  accepted.length = 0;
});
afterAll(() => server?.close());

const aMinute = 60_000;

/**
 * Every time limit out of the way but the one that a test is about. A server that has these limits
 * already stays: starting one takes longer than most of these tests.
 */
async function start(limits: object) {
  if (isDeepStrictEqual(limits, serverLimits)) return;
  await server?.close();
  serverLimits = limits;
  const patient = { headersTimeoutMs: aMinute, requestTimeoutMs: aMinute, idleTimeoutMs: aMinute };
  server = await startTestServer({ limits: { ...patient, ...limits } });
}

async function open(localAddress?: string): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const client = connect({ port: Number(port), host: hostname, localAddress });
  clients.push(client);
  client.on('error', () => {});
  // From here on: it may be cut off before anyone asks.
  closed.set(client, new Promise((resolve) => client.once('close', resolve)));
  await once(client, 'connect');
  return client;
}

/** All that comes until the server hangs up. */
async function readToEnd(client: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  client.on('data', (chunk) => chunks.push(chunk));
  await closed.get(client);
  return Buffer.concat(chunks).toString();
}

/** A byte now and then, for as long as somebody takes them. */
function drip(client: Socket, text: string): void {
  const timer = setInterval(() => client.writable && client.write(text), 20);
  client.once('close', () => clearInterval(timer));
}

async function expectOthersAreServed(): Promise<void> {
  // Where a client may take no longer than a moment, a busy machine's best may take longer.
  const ask = () => fetch(`${server.url}/healthz`).then(({ status }) => status, String);
  await expect.poll(ask).toBe(200);
}

const tooLate = /^HTTP\/1\.1 408 .*\{"error":"The request took too long to arrive\."/s;

describe('a client that is slow', () => {
  it('to say anything is cut off', async () => {
    await start({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
    expect(await readToEnd(await open())).toMatch(tooLate);
    await expectOthersAreServed();
  });

  it('with its headers is cut off, however often it sends one', async () => {
    await start({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
    const client = await open();
    client.write('GET /healthz HTTP/1.1\r\nhost: x\r\n');
    drip(client, 'x-more: x\r\n');
    expect(await readToEnd(client)).toMatch(tooLate);
    await expectOthersAreServed();
  });

  it.each(['/v1/image_to_video', '/v1/uploads'])('with the body of %s is cut off', async (path) => {
    await start({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
    const client = await open();
    client.write(
      `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.apiKey}\r\n` +
        'content-type: application/json\r\ncontent-length: 1000000\r\n\r\n',
    );
    drip(client, ' ');
    expect(await readToEnd(client)).toMatch(tooLate);
    await expectOthersAreServed();
  });

  it('to read is cut off', async () => {
    await start({ idleTimeoutMs: 2000, maxPipelined: 200 });
    const client = await open();
    client.pause();
    const cutOff = once(accepted[0]!, 'close');
    // Far more than the system keeps for a connection whose other end does not read.
    client.write('GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(150));
    await expectOthersAreServed();
    await cutOff;
  });

  it('between two requests is cut off', async () => {
    await start({ idleTimeoutMs: 300 });
    const ask = async () => {
      const client = await open();
      client.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
      return readToEnd(client);
    };
    await expect.poll(ask).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('bodies that do not end', () => {
  it('take no more than a share from the others, and give it back', async () => {
    await start({ maxBodiesBytes: 3000 });
    const post = (mount: string, key: string) =>
      fetch(`${server.url}${mount}/uploads`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ filename: 'photo.jpg', type: 'ephemeral' }),
      });
    const { key: slowKey } = (await server.call('POST', '/v1/keys', { name: 'slow' })).body;
    const slow = await Promise.all(Array.from({ length: 20 }, () => open()));
    for (const [index, client] of slow.entries()) {
      client.write(
        `POST ${index % 2 ? '/v1' : '/runwayml/v1'}/uploads HTTP/1.1\r\nhost: x\r\n` +
          `authorization: Bearer ${slowKey}\r\ncontent-type: application/json\r\n` +
          'content-length: 100\r\n\r\n{',
      );
    }
    await expect.poll(async () => (await post('/v1', slowKey)).status).toBe(503);
    const refused = await post('/runwayml/v1', slowKey);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ error: expect.stringMatching(/Try again/) });
    expect((await post('/v1', server.apiKey)).status).toBe(200);
    expect((await post('/runwayml/v1', server.apiKey)).status).toBe(200);
    for (const client of slow) client.destroy();
    await expect.poll(async () => (await post('/v1', slowKey)).status).toBe(200);
  });
});

describe('a crowd of clients that never finish', () => {
  it('keeps nobody else from being served, and goes', async () => {
    await start({ headersTimeoutMs: 2000, maxConnections: 4000 });
    const crowd = await Promise.all(Array.from({ length: 1000 }, () => open()));
    for (const client of crowd) client.write('GET /healthz HTTP/1.1\r\nx-begun: ');
    for (let asked = 0; asked < 20; asked++) {
      await expectOthersAreServed();
      expect((await server.call('GET', '/v1/organization')).status).toBe(200);
    }
    await Promise.all(crowd.map(readToEnd));
  });

  it('from one address is bounded, and leaves room to others', async () => {
    await start({ maxConnections: 20 });
    const crowd = await Promise.all(Array.from({ length: 10 }, () => open()));
    expect(await readToEnd(await open())).toBe('');
    // All of 127.0.0.0/8 is this machine.
    const elsewhere = await open('127.0.0.2');
    elsewhere.write('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(await readToEnd(elsewhere)).toMatch(/^HTTP\/1\.1 200 /);
    crowd[0]!.destroy();
    await expectOthersAreServed();
  });

  it('makes room for others when its time is over', async () => {
    await start({ headersTimeoutMs: 500, maxConnections: 20 });
    const crowd = await Promise.all(Array.from({ length: 10 }, () => open()));
    await Promise.all(crowd.map(readToEnd));
    await expectOthersAreServed();
  });
});
