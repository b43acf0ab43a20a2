import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  text: string;
  path: string;
}

export interface Receiver {
  /** `127.0.0.1:port`, as `PHOTOPLAY_INPUT_HOSTS` wants it. */
  host: string;
  url: string;
  received: Received[];
  /** Resolves when so many have arrived. */
  hasReceived(count: number): Promise<Received[]>;
  close(): Promise<void>;
}

/** A webhook's receiver that answers the n-th message (from 1) with the status it is told. */
export async function startReceiver(answer: (nth: number) => number): Promise<Receiver> {
  const received: Received[] = [];
  let arrived = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    received.push({ headers: request.headers, text, path: request.url! });
    response.writeHead(answer(received.length), { location: '/elsewhere' }).end('{}');
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/hook`,
    received,
    async hasReceived(count) {
      while (received.length < count) await arrived.promise;
      return received;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
