import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { listenAtBothLoopbacks } from './both-loopbacks.ts';

it('a server at one loopback address serves the other as well, until it stops', async () => {
  const server = createServer((request, response) => response.end(request.socket.remoteAddress));
  // The one that every machine has is the one to be added.
  const first = await new Promise<string>((resolve) => {
    server.once('error', () => server.listen(0, '127.0.0.1'));
    server.once('listening', () => resolve((server.address() as AddressInfo).address));
    server.listen(0, '::1');
  });
  const { port } = server.address() as AddressInfo;
  const stop = await listenAtBothLoopbacks(server);
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
  expect([answer.status, await answer.text()]).toEqual([200, '127.0.0.1']);
  await stop();
  const refused = connect(port, '127.0.0.1');
  const [error] = await once(refused, 'error').catch((thrown) => [thrown]);
  if (first === '::1') expect(error.code).toBe('ECONNREFUSED');
  server.close();
});
