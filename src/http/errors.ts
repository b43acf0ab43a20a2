import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Observe } from '../observe/observe.ts';
import { StorageAway, StorageRefused } from '../store/artifacts/artifacts.ts';
import { isDatabaseAway } from '../store/database/database.ts';
import { ApiError, type ApiErrorCode, isStorageFull } from '../task/errors.ts';
import { createHiding } from './hiding.ts';
import { tellRefusal } from './refusals.ts';

/** Where Runway's own errors point; clients of the format look nowhere else. */
const docUrl = 'https://docs.dev.runwayml.com/api';

/** What is refused below our own code, in terms of our table. */
const foreignErrors: Record<string, ApiErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'WRONG_CONTENT_TYPE',
  FST_ERR_CTP_INVALID_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'INVALID_JSON',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'INVALID_UPLOAD',
  FST_REQ_FILE_TOO_LARGE: 'BODY_TOO_LARGE',
};

/** The one place where errors become replies; `observe` is told of requests that came to no task. */
export function handleErrors(
  app: FastifyInstance,
  hiding = createHiding([]),
  observe?: Observe,
): void {
  const methodsOf = collectMethods(app);
  const sendError = (request: FastifyRequest, reply: FastifyReply, error: ApiError) => {
    reply.header('cache-control', 'no-store');
    if (error.retry !== undefined) reply.header('x-should-retry', String(error.retry));
    // Short: SDKs from 3.15 on wait as long as they are told, however long.
    if (error.code === 'UNAVAILABLE') reply.header('retry-after', '1');
    return reply.code(error.status).send({
      ...hiding.hide({ error: error.message, issues: error.issues }, request),
      ...(error.status !== 404 && { docUrl }),
    });
  };
  const answerNotFound = (request: FastifyRequest, reply: FastifyReply) => {
    const allowed = methodsOf(request.url.split('?')[0]!);
    if (allowed.length > 0) reply.header('allow', allowed.join(', '));
    const path = hiding.showPath(request);
    return sendError(
      request,
      reply,
      allowed.length > 0
        ? new ApiError('NO_METHOD', {
            message: `Expected ${allowed.join(' or ')} for ${path} but received ${request.method}.`,
          })
        : new ApiError('NO_ROUTE', {
            message: `Unknown route: ${request.method} ${path}${hintAtRoute(path, methodsOf)}`,
          }),
    );
  };
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // A method without a body, or one we never heard of, on a path that has others.
    if (request.is404) return answerNotFound(request, reply);
    if (isBrokenOff(request)) {
      const path = hiding.showPath(request);
      request.log.info({ method: request.method, path }, 'request broken off by the client');
      return reply.hijack();
    }
    const known = toApiError(error);
    if (known.status >= 500) request.failure = error;
    if (observe) tellRefusal(observe, request, reply, known);
    return sendError(request, reply, known);
  });
  app.setNotFoundHandler(answerNotFound);
}

/** Whether the client is gone before it has sent all of its body: no fault of ours, or of a database's. */
function isBrokenOff({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

/** Base URLs are given with `/v1` to clients that add it, and without it to those that do not. */
function hintAtRoute(path: string, methodsOf: (path: string) => string[]): string {
  const once = path.replace(/\/v1(?:\/v1)+\//, '/v1/');
  if (once !== path && methodsOf(once).length > 0) {
    return `. Expected ${once}: your client adds /v1 to the base URL itself, so leave it out there.`;
  }
  const added = path.replace(/^(\/runwayml)?\//, '$1/v1/');
  if (methodsOf(added).length > 0) return `. Expected ${added}: add /v1 to the base URL.`;
  return '';
}

/** The methods that a path is served with, which the router itself tells of exact patterns alone. */
function collectMethods(app: FastifyInstance): (path: string) => string[] {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    // What catches everything (such as preflights) tells nothing about a path.
    if (/^\/?\*$/.test(url)) return;
    const source = url
      .replace(/[.]/g, '\\.')
      .replace(/:[^/]+/g, '[^/]+')
      .replace('*', '.*');
    routes.push({ pattern: new RegExp(`^${source}/?$`), methods: [method].flat() });
  });
  return (path) => [
    ...new Set(
      routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods),
    ),
  ];
}

function toApiError(error: FastifyError): ApiError {
  if (error instanceof ApiError) return error;
  if (isStorageFull(error)) return new ApiError('STORAGE_FULL', { cause: error });
  if (error instanceof StorageAway) return new ApiError('UNAVAILABLE', { cause: error });
  if (error instanceof StorageRefused) return new ApiError('STORAGE_REFUSED', { cause: error });
  if (isDatabaseAway(error)) return new ApiError('UNAVAILABLE', { cause: error });
  const code = foreignErrors[error.code];
  if (code) return new ApiError(code);
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500)
    return new ApiError('INVALID_BODY', { message: error.message });
  return new ApiError('INTERNAL', { cause: error });
}

/** What Node could not read as a request never reaches a route; it is answered on the bare socket. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, sentence] = brokenRequests[error.code ?? ''] ?? [400, 'This is no HTTP request.'];
  const body = JSON.stringify({ error: sentence, docUrl });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const brokenRequests: Record<string, [status: number, sentence: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request, its URL included, are over 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
};
