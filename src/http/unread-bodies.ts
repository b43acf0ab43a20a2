import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasBody } from './body-count.ts';
import type { App, HttpLimits } from './services.ts';

type DiscardLimits = Pick<HttpLimits, 'maxDiscardBytes' | 'discardTimeoutMs'>;

/**
 * What becomes of a body that is not wanted: too large, say, or of somebody without a key. Many
 * clients read no answer before they have sent everything; hung up on, they see a broken pipe and
 * never learn why. So the answer goes at once, and the rest is read and dropped, within bounds.
 */
export function discardUnreadBodies(app: App, limits: DiscardLimits): void {
  app.addHook('onSend', async (request, reply) => {
    const { raw } = request;
    if (hasBody(request) && !raw.complete && !raw.destroyed) discard(request, reply, limits);
  });
}

function discard(
  { raw, raw: { socket } }: FastifyRequest,
  reply: FastifyReply,
  { maxDiscardBytes, discardTimeoutMs }: DiscardLimits,
): void {
  const mayGoOn = reply.raw.shouldKeepAlive;
  // Else Node hangs up with the last byte of the answer.
  reply.removeHeader('connection');
  reply.raw.shouldKeepAlive = true;
  const bothDone = Promise.all([once(raw, 'end'), once(reply.raw, 'finish')]);
  bothDone.then(
    () => mayGoOn || socket.end(),
    // Broken off by the client.
    () => undefined,
  );

  const hangUp = () => void socket.destroy();
  const timer = setTimeout(hangUp, discardTimeoutMs);
  raw.once('close', () => clearTimeout(timer));
  let left = maxDiscardBytes;
  raw.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) hangUp();
  });
  raw.unpipe();
  raw.resume();
}
