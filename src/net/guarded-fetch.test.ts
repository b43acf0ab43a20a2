import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../test/support/certificate.ts';
import { serveDns } from '../../test/support/dns.ts';
import { FetchRefused } from './fetch-refused.ts';
import { askDns } from './fetch-resolve.ts';
import { fetchGuarded, type GuardedFetchOptions } from './guarded-fetch.ts';

const host = 'images.example.com';
const certificate = makeCertificate(host);
const body = Buffer.from('not looked into here');
const png = { 'content-type': 'image/png' };
const maxBytes = 100_000;

/** Each path is a server with one bad habit. */
const habits: Record<string, RequestListener> = {
  '/good': (_request, response) => response.writeHead(200, png).end(body),
  '/chunked': (_request, response) => {
    response.writeHead(200, png).write(body.subarray(0, 5));
    response.end(body.subarray(5));
  },
  '/parameters': (_request, response) =>
    response.writeHead(200, { 'content-type': 'Image/PNG; name="a.png"' }).end(body),
  '/missing': (_request, response) => response.writeHead(404, png).end(body),
  '/partial': (_request, response) => response.writeHead(206, png).end(body),
  '/redirect': (_request, response) => response.writeHead(302, { ...png, location: '/good' }).end(),
  '/redirect-inside': (_request, response) =>
    response.writeHead(301, { location: 'https://127.0.0.1/' }).end(),
  '/octets': (_request, response) =>
    response.writeHead(200, { 'content-type': 'binary/octet-stream' }).end(body),
  '/untyped': (_request, response) => response.writeHead(200).end(body),
  '/long-type': (_request, response) =>
    response.writeHead(200, { 'content-type': `text/${'x'.repeat(5000)}` }).end(body),
  '/packed': (_request, response) =>
    response
      .writeHead(200, { ...png, 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(10_000_000))),
  '/identity': (_request, response) =>
    response.writeHead(200, { ...png, 'content-encoding': 'identity' }).end(body),
  '/announced': (_request, response) =>
    response.writeHead(200, { ...png, 'content-length': maxBytes + 1 }).write('x'),
  '/endless': (_request, response) => {
    response.writeHead(200, png);
    const pour = () => {
      while (response.writable && response.write(Buffer.alloc(10_000)));
    };
    response.on('drain', pour);
    pour();
  },
  '/exact': (_request, response) => response.writeHead(200, png).end(Buffer.alloc(maxBytes)),
  '/short': (_request, response) => {
    response.writeHead(200, { ...png, 'content-length': 1000 }).write('x');
    setImmediate(() => response.destroy());
  },
  '/silent': () => undefined,
  '/stalled': (_request, response) => response.writeHead(200, png).write('x'),
  '/dripping': (_request, response) => {
    response.writeHead(200, png);
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  },
  '/headers': (_request, response) => {
    for (let i = 0; i < 40; i++) response.setHeader(`x-${i}`, 'y'.repeat(1000));
    response.writeHead(200, png).end(body);
  },
  '/echo': ({ headers }, response) => response.writeHead(200, png).end(JSON.stringify(headers)),
};

const serve: RequestListener = (request, response) =>
  habits[new URL(request.url ?? '', 'https://any').pathname]?.(request, response);

const tlsServer = createTlsServer(certificate, serve);
const plainServer = createHttpServer(serve);
/** Takes connections and says nothing: not even TLS begins. */
const muteServer = createTcpServer();
let connections = 0;
tlsServer.on('connection', () => connections++);

const listen = (server: Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const portOf = (server: Server) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  await Promise.all([tlsServer, plainServer, muteServer].map(listen));
});
afterAll(() => {
  for (const server of [tlsServer, plainServer]) server.closeAllConnections();
  for (const server of [tlsServer, plainServer, muteServer]) server.close();
});

/** For the tests, 127.0.0.1 is the public internet and everything else is private. */
function options(changes: Partial<GuardedFetchOptions> = {}): GuardedFetchOptions {
  return {
    allowedHosts: [],
    ports: [portOf(tlsServer), portOf(muteServer)],
    timeoutMs: 600_000,
    maxBytes,
    accept: 'image/png',
    acceptsType: (type) => type === 'image/png',
    resolve: async () => ['127.0.0.1'],
    allowedRanges: ['127.0.0.1/32'],
    ca: certificate.cert,
    ...changes,
  };
}

const fetchPath = (path: string, changes?: Partial<GuardedFetchOptions>) =>
  fetchGuarded(`https://${host}:${portOf(tlsServer)}${path}`, options(changes));

async function reasonFor(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => expect.fail('fetched'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(FetchRefused);
  return (error as FetchRefused).reason;
}

const unreachable = /^Failed to fetch asset\. The URL may be incorrect or the server hosting/;

describe('fetching over TLS', () => {
  it.each(['/good', '/chunked', '/parameters', '/identity'])('takes a body: %s', async (path) => {
    expect(await fetchPath(path)).toEqual(body);
  });

  it('takes a body as long as may be', async () => {
    expect(await fetchPath('/exact')).toHaveLength(maxBytes);
  });

  it('names itself, asks for images and for nothing packed', async () => {
    expect(JSON.parse(String(await fetchPath('/echo')))).toMatchObject({
      host: `${host}:${portOf(tlsServer)}`,
      'user-agent': 'Photoplay',
      accept: 'image/png',
      'accept-encoding': 'identity',
    });
    const echoed = await fetchPath('/echo', { userAgent: 'RunwayML API/1.0' });
    expect(JSON.parse(String(echoed))['user-agent']).toBe('RunwayML API/1.0');
  });

  it.each<[string, string | RegExp]>([
    ['/missing', 'Failed to fetch asset. Received HTTP response code "404".'],
    ['/partial', 'Failed to fetch asset. Received HTTP response code "206".'],
    ['/redirect', 'Failed to fetch asset. Received HTTP response code "302".'],
    ['/redirect-inside', 'Failed to fetch asset. Received HTTP response code "301".'],
    ['/octets', 'Unsupported Content-Type response header: "binary/octet-stream".'],
    ['/untyped', 'Unsupported Content-Type response header: "".'],
    ['/long-type', /^Unsupported Content-Type response header: "text\/x{95}"\.$/],
    ['/packed', 'Unsupported Content-Encoding response header: "gzip".'],
    ['/announced', 'Asset size exceeds 0.1MB'],
    ['/endless', 'Asset size exceeds 0.1MB'],
    ['/short', unreachable],
    ['/headers', unreachable],
  ])('refuses %s', async (path, reason) => {
    const told = await reasonFor(fetchPath(path));
    if (typeof reason === 'string') expect(told).toBe(reason);
    else expect(told).toMatch(reason);
  });

  it('refuses a certificate that nobody vouches for', async () => {
    expect(await reasonFor(fetchPath('/good', { ca: undefined }))).toMatch(unreachable);
  });

  it('refuses a certificate of another host', async () => {
    const url = `https://other.example.com:${portOf(tlsServer)}/good`;
    expect(await reasonFor(fetchGuarded(url, options()))).toMatch(unreachable);
  });
});

describe('the time for the whole fetch', () => {
  const soon = { timeoutMs: 150 };
  it.each(['/silent', '/stalled', '/dripping'])('ends on %s', async (path) => {
    expect(await reasonFor(fetchPath(path, soon))).toBe('Timeout while fetching asset.');
  });

  it('ends on a name that is never resolved', async () => {
    const never = fetchPath('/good', { ...soon, resolve: () => new Promise(() => undefined) });
    expect(await reasonFor(never)).toBe('Timeout while fetching asset.');
  });

  it('ends on a server that never begins TLS', async () => {
    const url = `https://${host}:${portOf(muteServer)}/`;
    expect(await reasonFor(fetchGuarded(url, options(soon)))).toBe('Timeout while fetching asset.');
  });
});

describe('a name that changes its mind', () => {
  /** Answers in turn, as a rebinding DNS server does. */
  function resolveInTurn(...answers: string[][]) {
    let asked = 0;
    return { resolve: async () => answers[asked++]!, timesAsked: () => asked };
  }

  it('is asked once, and the connection goes to the address that was checked', async () => {
    const { resolve, timesAsked } = resolveInTurn(['127.0.0.1'], ['127.0.0.2']);
    expect(await fetchPath('/good', { resolve })).toEqual(body);
    expect(timesAsked()).toBe(1);
  });

  it('is refused by its first answer, without a connection', async () => {
    const { resolve, timesAsked } = resolveInTurn(['127.0.0.2'], ['127.0.0.1']);
    const before = connections;
    expect(await reasonFor(fetchPath('/good', { resolve }))).toMatch(
      /^URLs must be hosted on a public address\. /,
    );
    expect(timesAsked()).toBe(1);
    expect(connections).toBe(before);
  });

  it('is checked again for the next fetch', async () => {
    const { resolve } = resolveInTurn(['127.0.0.1'], ['127.0.0.1', '127.0.0.2']);
    expect(await fetchPath('/good', { resolve })).toEqual(body);
    expect(await reasonFor(fetchPath('/good', { resolve }))).toMatch(/public address/);
  });
});

describe('a rebinding DNS server', () => {
  const open = [127, 0, 0, 1];
  const hidden = [127, 0, 0, 2];
  const none = { code: 3 };
  const addresses = (...list: number[][]) => ({ addresses: list });

  it('is asked once per family, and what it says later changes nothing', async () => {
    const { server, asked } = await serveDns({
      a: [addresses(open), addresses(hidden)],
      aaaa: none,
    });
    expect(await fetchPath('/good', { resolve: askDns([server]) })).toEqual(body);
    expect(asked.sort()).toEqual([`A ${host}`, `AAAA ${host}`]);
    // The second fetch is the one that it was waiting for.
    const before = connections;
    expect(await reasonFor(fetchPath('/good', { resolve: askDns([server]) }))).toMatch(
      /^URLs must be hosted on a public address\. /,
    );
    expect(connections).toBe(before);
  });

  it.each([
    ['behind a good one', { a: addresses(open, hidden), aaaa: none }],
    ['in the other family', { a: addresses(open), aaaa: addresses([...Array(15).fill(0), 1]) }],
    ['mapped into IPv6', { a: none, aaaa: addresses([...Array(10).fill(0), 255, 255, ...hidden]) }],
  ])('does not get a hidden address through %s', async (_name, answers) => {
    const { server } = await serveDns(answers);
    const before = connections;
    expect(await reasonFor(fetchPath('/good', { resolve: askDns([server]) }))).toMatch(
      /^URLs must be hosted on a public address\. /,
    );
    expect(connections).toBe(before);
  });

  it('that does not answer costs no more than the time for the fetch', async () => {
    const { server } = await serveDns({ a: 'silence', aaaa: 'silence' });
    const attempt = fetchPath('/good', { resolve: askDns([server]), timeoutMs: 150 });
    expect(await reasonFor(attempt)).toBe('Timeout while fetching asset.');
  });
});

describe('a host that the operator has named', () => {
  const named = (allowedHosts: string[], changes: Partial<GuardedFetchOptions> = {}) =>
    options({ allowedHosts, ports: [443], allowedRanges: [], ...changes });

  it('is fetched by plain HTTP, from a private address, on its port', async () => {
    const port = portOf(plainServer);
    const url = `http://127.0.0.1:${port}/good`;
    expect(await fetchGuarded(url, named([`127.0.0.1:${port}`], { resolve: undefined }))).toEqual(
      body,
    );
    const byName = `http://Media.Internal:${port}/good`;
    expect(await fetchGuarded(byName, named([`media.internal:${port}`]))).toEqual(body);
  });

  it('is fetched by TLS, its certificate still checked', async () => {
    const port = portOf(tlsServer);
    const url = `https://${host}:${port}/good`;
    expect(await fetchGuarded(url, named([`${host}:${port}`]))).toEqual(body);
    const unknown = named([`${host}:${port}`], { ca: undefined });
    expect(await reasonFor(fetchGuarded(url, unknown))).toMatch(unreachable);
  });

  it('opens that host and port, and no other', async () => {
    const port = portOf(plainServer);
    for (const [url, ...allowed] of [
      [`http://127.0.0.1:${port}/good`, `127.0.0.1:${port + 1}`],
      [`http://127.0.0.1:${port}/good`, '127.0.0.1'],
      [`http://127.0.0.1:${port}/good`, `127.0.0.2:${port}`, 'localhost', '*', ''],
      [`http://127.0.0.1:${port}/good`, `http://127.0.0.1:${port}`],
      [`http://sub.media.internal:${port}/good`, `media.internal:${port}`],
      [`http://media.internal:${port}/good`, `sub.media.internal:${port}`],
      ['http://media.internal:443/good', 'media.internal'],
    ] as const) {
      expect(await reasonFor(fetchGuarded(url, named([...allowed]))), url).toMatch(/HTTPS/);
    }
  });

  it('takes a missing port for the one of the scheme', async () => {
    const nobody = { resolve: async () => [] };
    for (const [url, allowed] of [
      ['http://media.internal/', 'media.internal'],
      ['https://media.internal/', 'media.internal'],
      ['http://media.internal/', 'media.internal:80'],
      ['https://media.internal:443/', 'media.internal:443'],
      ['http://[::1]/', '[::1]'],
      ['http://[0:0::1]:9000/', '[::1]:9000'],
    ] as const) {
      // Past the rules, to the look-up, which knows nobody.
      expect(await reasonFor(fetchGuarded(url, named([allowed], nobody))), url).toMatch(
        unreachable,
      );
    }
  });

  it('is not followed elsewhere, nor fetched by other schemes or with a password', async () => {
    const port = portOf(plainServer);
    const allowed = named([`127.0.0.1:${port}`], { resolve: undefined });
    const at = `127.0.0.1:${port}`;
    expect(await reasonFor(fetchGuarded(`http://${at}/redirect`, allowed))).toMatch(/code "302"/);
    expect(await reasonFor(fetchGuarded(`ftp://${at}/good`, allowed))).toMatch(/Only HTTPS/);
    expect(await reasonFor(fetchGuarded(`http://u:p@${at}/good`, allowed))).toMatch(/user name/);
  });
});
