import { createServer, type RequestListener, type Server } from 'node:http';
import { createShares } from '../net/shares.ts';
import { clientAt } from './client-address.ts';
import type { HttpLimits } from './services.ts';
import { inTurn } from './turns.ts';

/** The HTTP server, with everything that bounds what a client can do to it by its connections. */
export function createListener(serve: RequestListener, limits: HttpLimits): Server {
  const { headersTimeoutMs, requestTimeoutMs, idleTimeoutMs } = limits;
  const listener = inTurn(serve, limits.maxPipelined);
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      // Node refuses to wait longer for the headers than for the whole request.
      headersTimeout: Math.min(headersTimeoutMs, requestTimeoutMs),
      keepAliveTimeout: idleTimeoutMs,
      // Node looks for slow clients every 30 s unless told otherwise.
      connectionsCheckingInterval: Math.min(2000, headersTimeoutMs),
    },
    listener,
  );
  server.timeout = idleTimeoutMs;
  // Node would answer these by itself, as many as come. Of what is expected we know nothing.
  server.on('checkExpectation', listener);

  const places = createShares(limits.maxConnections);
  server.on('connection', (socket) => {
    const leave = places.take(clientAt(socket.remoteAddress));
    if (leave) socket.once('close', leave);
    else socket.destroy();
  });
  return server;
}
