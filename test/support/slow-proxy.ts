import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface SlowProxy {
  url: string;
  /** What every piece of an answer waits before it goes on. */
  delayMs: number;
  /** Whether it hangs up on whoever connects. */
  away: boolean;
  /** Somebody was hung up on. */
  refused: Promise<void>;
  /** Be away from now on, for those connected too. */
  hangUp(): void;
  close(): Promise<void>;
}

/** A TCP proxy before a server on this machine that can be made slow. */
export async function startSlowProxy(target: string): Promise<SlowProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const refusal = Promise.withResolvers<void>();
  const server = createServer((client) => {
    if (proxy.away) {
      client.destroy();
      return refusal.resolve();
    }
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream);
    client.on('close', () => upstream.destroy());
    upstream.on('data', (piece) => setTimeout(() => client.write(piece), proxy.delayMs));
    upstream.on('close', () => setTimeout(() => client.end(), proxy.delayMs));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: SlowProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    delayMs: 0,
    away: false,
    refused: refusal.promise,
    hangUp() {
      proxy.away = true;
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
