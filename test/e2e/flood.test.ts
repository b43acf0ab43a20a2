import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { residentBytes } from '../support/processes.ts';
import { type ServerProcess, spawnServer, submit, waitForTask } from '../support/server.ts';

/**
 * Clients that send and never read, each against the real program in a process of its own, whose
 * memory can be told from the test's.
 */
let dataDir: string;
let server: ServerProcess;
let task: string;
let clip: URL;
let restingBytes: number;

const MiB = 2 ** 20;

beforeAll(async () => {
  dataDir = await makeDataFolder();
  const config = `${dataDir}.yml`;
  await writeFile(config, 'models: { gen4a_turbo: fake }\nlimits: { maxBodiesBytes: 50000000 }\n');
  server = await spawnServer(dataDir, { PHOTOPLAY_CONFIG: config }, { outlivesTest: true });
  const promptImage = toDataUri(await makeImage());
  task = await submit(server, { model: 'gen4a_turbo', promptImage });
  clip = new URL((await waitForTask(server, task, 'SUCCEEDED')).output[0]);
  // What is made at the first request for it.
  await (await fetch(`${server.url}/openapi.json`)).text();
  restingBytes = await residentBytes(server.process.pid!);
});
afterAll(async () => {
  await server?.kill();
  await removeDataFolder(dataDir);
});

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const client = connect(Number(port), hostname);
  client.on('error', () => {});
  client.pause();
  onTestFinished(() => void client.destroy());
  await once(client, 'connect');
  return client;
}

/** Requests as they go over the wire. */
const ask = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, 'host: x', ...headers, '', ''].join('\r\n');
const key = () => `authorization: Bearer ${server.apiKey}`;

/** The server answers others, and has not grown by more than a fraction of what was asked of it. */
async function expectCalm(): Promise<void> {
  for (let asked = 0; asked < 5; asked++) {
    const { status } = await fetch(`${server.url}/healthz`);
    expect(status).toBe(200);
    expect((await server.call('GET', `/v1/tasks/${task}`)).status).toBe(200);
    expect((await residentBytes(server.process.pid!)) - restingBytes).toBeLessThan(1024 * MiB);
  }
}

describe('clients that ask for much and read nothing leave memory flat, and others are served', () => {
  it.each<[string, () => string]>([
    ['large answers', () => ask('GET /openapi.json')],
    ['heads of large answers', () => ask('HEAD /openapi.json')],
    ['pages', () => ask('GET /docs/')],
    ['the scripts of a page', () => ask('GET /docs/static/swagger-ui-bundle.js')],
    ['routes that are not there', () => ask(`GET /${'nowhere'.repeat(5)}`)],
    ['posts without a key', () => `${ask('POST /v1/uploads', 'content-length: 2')}{}`],
    ['posts', () => `${ask('POST /v1/plan', key(), 'content-length: 2')}{}`],
    ['lists', () => ask('GET /v1/tasks?limit=100', key())],
    ['clips', () => ask(`GET ${clip.pathname}${clip.search}`)],
    ['streams', () => ask(`GET /v1/tasks/${task}/events`, key())],
    ['expectations', () => ask('GET /healthz', 'expect: the-moon')],
    ['no host', () => 'GET /openapi.json HTTP/1.1\r\n\r\n'],
  ])('%s', async (_name, request) => {
    const clients = await Promise.all(Array.from({ length: 30 }, open));
    // 60 kB from each were once enough to end a server.
    for (const client of clients) client.write(request().repeat(1500));
    await expectCalm();
    await expectCalm();
  });

  it.each<[string, () => string]>([
    ['large answers', () => ask('GET /openapi.json')],
    ['lists', () => ask('GET /v1/tasks?limit=100', key())],
    ['clips', () => ask(`GET ${clip.pathname}${clip.search}`)],
    ['the scripts of a page', () => ask('GET /docs/static/swagger-ui-bundle.js')],
  ])('%s, no more of them than a connection may ask for', async (_name, request) => {
    const clients = await Promise.all(Array.from({ length: 300 }, open));
    for (const client of clients) client.write(request().repeat(20));
    await expectCalm();
    await expectCalm();
  });

  it('bodies that do not end', async () => {
    const clients = await Promise.all(Array.from({ length: 120 }, open));
    const begun = Buffer.alloc(11 * MiB, ' ');
    for (const client of clients) {
      client.write(
        ask(
          'POST /v1/image_to_video',
          key(),
          'content-type: application/json',
          `content-length: ${12 * MiB}`,
        ),
      );
      client.write(begun);
    }
    await expectCalm();
    await expectCalm();
  });
});

describe('a connection', () => {
  /** All that comes until the server hangs up. */
  async function readToEnd(client: Socket): Promise<string> {
    const chunks: Buffer[] = [];
    client.on('data', (chunk) => chunks.push(chunk));
    client.resume();
    await new Promise((resolve) => client.once('close', resolve));
    return Buffer.concat(chunks).toString();
  }

  it('may ask several things at once, and is answered in order', async () => {
    const client = await open();
    const asked = Array.from({ length: 25 }, (_, index) => `/v1/tasks/${index}`);
    client.write(asked.map((path) => ask(`DELETE ${path}`)).join(''));
    client.write(`${ask('POST /v1/uploads', 'content-length: 3')}{ }`);
    client.write(ask('GET /not-there', 'connection: close'));
    const answers = await readToEnd(client);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual([
      ...asked.map(() => 'HTTP/1.1 401'),
      'HTTP/1.1 401',
      'HTTP/1.1 404',
    ]);
  });

  it('that asks for far more at once than it could be answered is closed', async () => {
    const client = await open();
    client.write(ask('GET /v1/tasks', key()).repeat(200));
    const answers = await readToEnd(client);
    expect(answers.match(/HTTP\/1\.1 200/g)?.length ?? 0).toBeLessThan(200);
  });
});
