import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';

const loopbacks = { IPv4: '127.0.0.1', IPv6: '::1' };

/**
 * `localhost` has two addresses and a server listens at one: take the connections of the other, at
 * the same port, to it. Without IPv6, or where another program has that port, there is but one.
 * @returns what stops it
 */
export async function listenAtBothLoopbacks(server: Server): Promise<() => Promise<void>> {
  const { family, port } = server.address() as AddressInfo;
  const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    server.emit('connection', socket);
  });
  other.listen({ host: family === 'IPv6' ? loopbacks.IPv4 : loopbacks.IPv6, port });
  await once(other, 'listening').catch(() => undefined);
  return async () => {
    if (!other.listening) return;
    const closed = once(other, 'close');
    other.close();
    await closed;
  };
}
