import type { FastifyRequest } from 'fastify';
import type { Hiding } from './hiding.ts';
import type { App } from './services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the server could not do what it was asked; told in the request's line. */
    failure?: Error;
  }
}

/** What asks again and again whether the server lives: told only to those who look for everything. */
const probes = new Set(['/healthz', '/readyz', '/proof']);

/** One line for each request, with the error of those that failed. */
export function logRequests(app: App, hiding: Hiding): void {
  app.addHook('onResponse', async (request, reply) => {
    const path = hiding.showPath(request);
    const ms = Math.round(reply.elapsedTime);
    const details = { method: request.method, path, status: reply.statusCode, ms };
    const { failure: err } = request;
    request.log[chooseLevel(request, path)]({ ...details, ...(err && { err }) }, 'request');
  });
}

function chooseLevel({ failure }: FastifyRequest, path: string) {
  if (failure) return 'error';
  return probes.has(path) ? 'debug' : 'info';
}
