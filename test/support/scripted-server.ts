/** A server whose faults a test writes down beforehand: the ground of those that play model servers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Json } from './server.ts';

export interface Received {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingMessage['headers'];
  /** Of a JSON body. */
  json?: Json;
  /** Of a form. */
  form?: FormData;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON. */
  body?: Buffer | string | object;
}

/** What happens to a request instead of its answer, or besides. */
export type Fault =
  | Reply
  /** The connection breaks before the request is looked at. */
  | 'break'
  /** The request is obeyed, and the connection breaks before the answer. */
  | 'break-after'
  /** The answer breaks off in the middle. */
  | 'cut'
  /** There is no answer at all. */
  | 'hang';

export interface ScriptedServer {
  url: string;
  received: Received[];
  /** The next request to a route that begins so, of that method. */
  next(method: string, route: string, ...faults: Fault[]): void;
  /** Nobody listens any more, at this port. */
  down(): Promise<void>;
  up(): Promise<void>;
}

/** Start one, and stop it when the test ends. @param answer what it says when nothing is wrong @param onUpgrade takes websockets */
export async function startScriptedServer(
  answer: (received: Received) => Reply | Promise<Reply>,
  onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
): Promise<ScriptedServer> {
  const received: Received[] = [];
  const script: { method: string; route: string; fault: Fault }[] = [];
  let server: Server | undefined;
  let port = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const got = await read(request);
    received.push(got);
    const at = script.findIndex(
      ({ method, route }) => method === got.method && got.path.startsWith(route),
    );
    const fault = at < 0 ? undefined : script.splice(at, 1)[0]!.fault;
    if (fault === 'hang') return;
    if (fault === 'break') return void response.destroy();
    const reply = typeof fault === 'object' ? fault : await answer(got);
    if (fault === 'break-after') return void response.destroy();
    const { status = 200, headers = {}, body = '' } = reply;
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    const bytes = Buffer.from(isRaw ? (body as Buffer) : JSON.stringify(body));
    response.writeHead(status, {
      'content-type': isRaw ? 'text/plain' : 'application/json',
      ...headers,
      'content-length': bytes.length,
    });
    if (fault !== 'cut') return void response.end(bytes);
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  }

  async function up(): Promise<void> {
    const starting = createServer((request, response) => {
      serve(request, response).catch((error) => response.destroy(error));
    });
    if (onUpgrade) starting.on('upgrade', onUpgrade);
    await new Promise<void>((resolve, reject) => {
      starting.once('error', reject);
      starting.listen(port, '127.0.0.1', resolve);
    });
    port = (starting.address() as AddressInfo).port;
    server = starting;
  }

  async function down(): Promise<void> {
    const stopping = server;
    server = undefined;
    if (!stopping) return;
    const closed = new Promise((resolve) => stopping.close(resolve));
    stopping.closeAllConnections();
    await closed;
  }

  await up();
  onTestFinished(down);
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    next(method, route, ...faults) {
      for (const fault of faults) script.push({ method, route, fault });
    },
    down,
    up,
  };
}

async function read(request: IncomingMessage): Promise<Received> {
  const { method = '', url = '', headers } = request;
  const body = await buffer(request);
  const type = headers['content-type'] ?? '';
  const got: Received = { method, path: url, headers };
  if (type.startsWith('multipart/form-data')) {
    got.form = await new Response(body, { headers: { 'content-type': type } }).formData();
  } else if (body.length > 0) {
    try {
      got.json = JSON.parse(body.toString());
    } catch {
      // Whoever answers sees that there is none.
    }
  }
  return got;
}
