import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import Fastify from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { App } from './services.ts';
import { boundUnsent } from './unsent.ts';

/** Far more than the system takes for a connection whose other end does not read. */
const large = 'x'.repeat(40_000_000);
const shorter = large.slice(0, 20_000_000);

let app: App;
let port: number;
const clients: Socket[] = [];

beforeEach(async () => {
  app = Fastify({ forceCloseConnections: true }) as unknown as App;
  boundUnsent(app, 100_000_000);
  app.get('/text', async () => large);
  app.get('/shorter', async () => shorter);
  app.get('/buffer', async (_request, reply) => reply.send(Buffer.from(large)));
  await app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = app.server.address() as AddressInfo);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await app.close();
});

/** The server's end of a connection on which an answer waits to be read. */
async function askAndReadNothing(path: string): Promise<Socket> {
  const client = connect(port, '127.0.0.1').pause();
  client.on('error', () => {});
  clients.push(client);
  const [socket] = await once(app.server, 'connection');
  client.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  await expect.poll(() => socket.destroyed || socket.writableLength > 0).toBe(true);
  return socket;
}

it('whoever has left an answer unread for longest makes way when they are too many', async () => {
  const first = await askAndReadNothing('/text');
  const second = await askAndReadNothing('/text');
  expect([first.destroyed, second.destroyed]).toEqual([false, false]);
  const third = await askAndReadNothing('/text');
  expect([first.destroyed, second.destroyed, third.destroyed]).toEqual([true, false, false]);
});

it('answers that are read make way by themselves', async () => {
  const unread = await askAndReadNothing('/text');
  for (let times = 0; times < 5; times++) {
    const answer = await fetch(`http://127.0.0.1:${port}/shorter`);
    expect((await answer.text()).length).toBe(shorter.length);
  }
  expect(unread.destroyed).toBe(false);
});

it('bytes that all share do not count', async () => {
  const sockets: Socket[] = [];
  for (let times = 0; times < 4; times++) sockets.push(await askAndReadNothing('/buffer'));
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, false, false, false]);
});
