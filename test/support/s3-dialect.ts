import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a request asks for, and how. */
export interface S3Call {
  operation: string;
  style: 'path' | 'virtual';
  key: string;
  headers: IncomingMessage['headers'];
}

export interface S3Refusal {
  status: number;
  code: string;
  message: string;
}

export interface S3Dialect {
  port: number;
  objects: Map<string, Buffer>;
  /** Every request so far, `PutObject a/key`. */
  asked: string[];
  /** Its bad habits: what it answers instead of doing as it is asked. May be changed at any time. */
  refuse: (call: S3Call) => S3Refusal | undefined;
  /** Whether it takes a part for the whole, as some do. */
  ignoresRanges: boolean;
  /** What makes a server use it; its host is `localhost`, so that names can stand before it. */
  env: Record<string, string>;
  close(): Promise<void>;
}

const bucket = 'clips';

/** An S3 server in memory, with one bucket and habits of a test's choosing. It checks no signatures. */
export async function startS3Dialect(
  refuse: S3Dialect['refuse'] = () => undefined,
): Promise<S3Dialect> {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const dialect: S3Dialect = {
    port,
    objects,
    asked,
    refuse,
    ignoresRanges: false,
    env: {
      PHOTOPLAY_STORAGE: `s3://${bucket}/a/prefix`,
      AWS_ENDPOINT_URL_S3: `http://localhost:${port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'any',
      AWS_SECRET_ACCESS_KEY: 'any',
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const call = readCall(request);
    asked.push(`${call.operation} ${call.key}`);
    const refusal = dialect.refuse(call) ?? perform(call, body, response);
    if (!refusal) return;
    const { status, code, message } = refusal;
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(
      `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    );
  }

  function perform(
    { operation, key, headers }: S3Call,
    body: Buffer,
    response: ServerResponse,
  ): S3Refusal | undefined {
    const found = objects.get(key);
    if (operation === 'PutObject') {
      const md5 = createHash('md5').update(body).digest('base64');
      if ((headers['content-md5'] ?? md5) !== md5) {
        return { status: 400, code: 'BadDigest', message: 'The bytes are others.' };
      }
      objects.set(key, body);
      response.writeHead(200, { etag: '"1"' }).end();
    } else if (operation === 'DeleteObject') {
      objects.delete(key);
      response.writeHead(204).end();
    } else if (operation === 'GetObject' || operation === 'HeadObject') {
      if (!found) return { status: 404, code: 'NoSuchKey', message: 'There is no such object.' };
      response.setHeader('content-type', 'video/mp4');
      const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
      if (start !== undefined && !dialect.ignoresRanges) {
        response.setHeader('content-range', `bytes ${start}-${end}/${found.length}`);
        response.writeHead(206).end(found.subarray(Number(start), Number(end) + 1));
        return undefined;
      }
      response.writeHead(200, { 'content-length': found.length });
      response.end(operation === 'HeadObject' ? undefined : found);
    } else {
      return { status: 501, code: 'NotImplemented', message: `${operation} is not known here.` };
    }
    return undefined;
  }

  return dialect;
}

const objectOperations: Record<string, string> = {
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
};

function readCall({ method = '', url = '', headers }: IncomingMessage): S3Call {
  const { pathname, searchParams } = new URL(url, 'http://any');
  const style = headers.host!.startsWith(`${bucket}.`) ? 'virtual' : 'path';
  const names = decodeURIComponent(pathname).split('/').slice(1);
  const key = names.slice(style === 'path' ? 1 : 0).join('/');
  let operation = objectOperations[method] ?? method;
  if (searchParams.has('delete')) operation = 'DeleteObjects';
  else if (key === '') operation = method === 'HEAD' ? 'HeadBucket' : 'ListObjectsV2';
  return { operation, style, key, headers };
}

/** An IAM policy in which only these operations are allowed. */
export function allowOnly(...operations: string[]): S3Dialect['refuse'] {
  return ({ operation }) =>
    operations.includes(operation)
      ? undefined
      : { status: 403, code: 'AccessDenied', message: `Not allowed: ${operation}.` };
}
