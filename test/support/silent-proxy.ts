import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface SilentProxy {
  /** The target's URL, by way of the proxy. */
  url: string;
  /** Nothing goes through any more, either way, and nobody is told; new connections neither. */
  silence(): void;
  /** New connections work; those that were silenced stay so. */
  acceptAgain(): void;
  close(): Promise<void>;
}

/** A TCP proxy before a server on this machine that can stop forwarding, as a broken network does. */
export async function startSilentProxy(target: string): Promise<SilentProxy> {
  const url = new URL(target);
  const sockets = new Set<Socket>();
  let open = new Set<Socket>();
  let silent = false;
  const server = createServer({ pauseOnConnect: true }, (client) => {
    track(client);
    if (silent) return;
    const upstream = connect(Number(url.port), url.hostname);
    track(upstream);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on('data', (piece) => open.has(from) && to.write(piece));
      from.on('close', () => open.delete(from) && to.destroy());
    }
    client.resume();
  });
  function track(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: through.href,
    silence() {
      silent = true;
      open = new Set();
    },
    acceptAgain() {
      silent = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
