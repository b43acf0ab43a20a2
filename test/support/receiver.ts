import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Receiver {
  /** `127.0.0.1:port`, as `PHOTOPLAY_INPUT_HOSTS` wants it. */
  host: string;
  /** A place for webhooks that answers the n-th message (from 1) with the status it is told. */
  open(answer: (nth: number) => number): Hook;
  close(): Promise<void>;
}

export interface Hook {
  url: string;
  received: Received[];
  /** Resolves when so many have arrived. */
  hasReceived(count: number): Promise<Received[]>;
}

/** A server that webhooks are sent to. */
export async function startReceiver(): Promise<Receiver> {
  const hooks: { answer(nth: number): number; received: Received[] }[] = [];
  let arrived = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const { answer, received } = hooks[Number(request.url!.slice(1))]!;
    received.push({ headers: request.headers, text });
    response.writeHead(answer(received.length), { location: '/0' }).end('{}');
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    open(answer) {
      const received: Received[] = [];
      const url = `http://${host}/${hooks.push({ answer, received }) - 1}`;
      return {
        url,
        received,
        async hasReceived(count) {
          while (received.length < count) await arrived.promise;
          return received;
        },
      };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
