import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** When a connection breaks: before the server has a word of it, as it has it, or when it answers. */
export type Fate = 'before' | 'meanwhile' | 'after' | 'never';

export interface BreakingProxy {
  url: string;
  close(): Promise<void>;
}

/** A TCP proxy before servers on this machine, each in turn, whose nth connection breaks as it is told. */
export async function startBreakingProxy(
  targets: readonly string[],
  fateOf: (nth: number) => Fate,
): Promise<BreakingProxy> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    const nth = connections++;
    const fate = fateOf(nth);
    track(client);
    if (fate === 'before') {
      client.once('data', () => client.resetAndDestroy());
      return;
    }
    const { hostname, port } = new URL(targets[nth % targets.length]!);
    const upstream = connect(Number(port), hostname);
    track(upstream);
    if (fate === 'meanwhile') {
      client.on('data', (piece) => upstream.write(piece, () => client.resetAndDestroy()));
    } else {
      client.pipe(upstream);
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    upstream.on('data', (piece) => {
      if (fate === 'after') client.resetAndDestroy();
      else client.write(piece);
    });
  });
  function track(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
