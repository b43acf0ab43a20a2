import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { type Server, startServer } from '../../src/server.ts';
import { tinyPicture } from '../../src/task/tiny-picture.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { callWith, type Json, submit, testEnvironment, waitForTask } from '../support/server.ts';

/** Of an operator's own choosing: nothing about it looks like a secret. */
const rootKey = 'correct-horse';

let dataDir: string;
let server: Server;
let logged = '';
let secrets: string[];
let task: string;

const log = pino(
  { level: 'trace' },
  new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  }),
);

beforeAll(async () => {
  dataDir = await makeDataFolder();
  const config = loadConfig(testEnvironment(dataDir, { PHOTOPLAY_API_KEY: rootKey }));
  const models = { gen4_turbo: 'fake' };
  server = await startServer({ ...config, models }, { log });
  const root = { call: callWith(server.url, rootKey) };
  const { body: key } = await root.call('POST', '/v1/keys', { name: 'of the test' });
  task = await submit(root, { model: 'gen4_turbo', ratio: '1280:720', promptImage: tinyPicture });
  const { output } = await waitForTask(root, task, 'SUCCEEDED');
  const { body: link } = await root.call('GET', `/v1/tasks/${task}/events/link`);
  secrets = [
    rootKey,
    key.key,
    key.webhookSecret,
    new URL(output[0]).searchParams.get('signature')!,
    new URL(link.url).searchParams.get('signature')!,
    `key_${randomBytes(64).toString('hex')}`,
    `whsec_${randomBytes(24).toString('base64')}`,
    `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.${randomBytes(24).toString('base64url')}`,
    `sk-${randomBytes(24).toString('hex')}`,
  ];
});
afterAll(async () => {
  await server?.close();
  await removeDataFolder(dataDir);
});

interface Sent {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

const good = { model: 'gen4_turbo', ratio: '1280:720', promptImage: tinyPicture };
const link = (secret: string) => `http://127.0.0.1/files/a?expires=1&signature=${secret}`;

/** Everywhere that somebody has pasted a secret, or might. */
function shapesOf(secret: string): Sent[] {
  const fields = Object.keys({ ...good, promptText: 0, duration: 0, seed: 0, watermark: 0 });
  const values = [
    secret,
    link(secret),
    `https://user:${secret}@example.com/`,
    [secret],
    { [secret]: 1 },
  ];
  const bodies = [
    ...fields.flatMap((field) => values.map((value) => ({ ...good, [field]: value }))),
    { ...good, contentModeration: { [secret]: 'x' } },
    { ...good, contentModeration: { publicFigureThreshold: secret } },
    { ...good, promptImage: `data:${secret};base64,AAAA` },
    { ...good, promptImage: [{ uri: secret, position: secret }] },
    { ...good, promptImage: `runway://${secret}` },
    { ...good, model: `gen9_${secret}` },
    secret,
    [secret],
  ];
  const encoded = encodeURIComponent(secret);
  const escaped = [...secret].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');
  return [
    ...bodies.map((body) => ({ path: '/v1/image_to_video', body })),
    ...['x-runway-version', 'idempotency-key', 'x-photoplay-webhook-url', 'content-type'].map(
      (name) => ({ path: '/v1/image_to_video', body: good, headers: { [name]: secret } }),
    ),
    ...[link(secret), `https://user:${secret}@example.com/`, `ftp://${secret}/`].map((url) => ({
      path: '/v1/image_to_video',
      body: { ...good, duration: 99 },
      headers: { 'x-photoplay-webhook-url': url },
    })),
    ...[
      secret,
      `Bearer ${secret}`,
      `bearer  ${secret} `,
      `Bearer: ${secret}`,
      `Bearer Bearer ${secret}`,
      `Basic ${Buffer.from(`x:${secret}`).toString('base64')}`,
      `Key ${secret}`,
    ].flatMap((authorization) => [
      { path: `/v1/tasks/${task}/nothing`, headers: { authorization } },
      { path: `/v1/${encoded}`, headers: { authorization } },
    ]),
    { path: '/v1/organization', headers: { 'x-api-key': secret, cookie: `session=${secret}` } },
    { path: `/${encoded}` },
    { path: `/v1/${escaped}` },
    { path: `/v1/tasks/${encoded}` },
    { path: `/v1/tasks/${escaped}/details`, method: 'PUT' },
    { path: `/v1/tasks/${encoded}/events` },
    { path: `/v1/keys/${encoded}`, method: 'DELETE' },
    { path: `/v1/keys/${encoded}`, method: 'PUT' },
    { path: `/files/${encoded}?signature=${encoded}&expires=9999999999` },
    { path: `/events/${task}?owner=root&expires=9999999999&signature=${encoded}` },
    { path: `/uploads/${encoded}?signature=${encoded}`, method: 'POST' },
    ...['status', 'model', 'limit', 'cursor', 'createdAfter', 'key', 'api_key'].map((name) => ({
      path: `/v1/tasks?${name}=${encoded}`,
    })),
    { path: '/v1/uploads', body: { filename: secret, type: secret } },
    { path: '/v1/organization/usage', body: { startDate: secret, beforeDate: [secret] } },
    { path: '/v1/plan', body: { promptText: 7, model: secret, [secret]: secret } },
    { path: '/v1/plan', body: { promptText: 'static', model: secret } },
    { path: '/v1/keys', body: { name: 'x', [secret]: secret, limits: { [secret]: 1 } } },
    { path: '/v1/keys', body: { name: { secret }, expiresAt: secret, credits: secret } },
    { path: '/v1/keys', body: { name: 'x', webhookUrl: `https://${secret}@example.com` } },
    { path: '/v1/webhook', method: 'PUT', body: { secret: `${secret}!` } },
    { path: '/v1/webhook', method: 'PUT', body: { secret: [secret], url: secret } },
    { path: '/v1/webhook', method: 'PUT', body: { [secret]: secret } },
    { path: '/v1/tasks', headers: { host: secret } },
    { path: `/v1/tasks/${task}/events/link`, headers: { host: `${secret} x` } },
  ];
}

function send({ method, path, headers, body }: Sent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server.url}/`,
      {
        path,
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          authorization: `Bearer ${rootKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      async (response) => {
        const chunks = await response.toArray();
        resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString() });
      },
    );
    sent.once('error', reject).end(body && JSON.stringify(body));
  });
}

it('no error and no log line repeats a secret, wherever in a request it came', async () => {
  const refusals: string[] = [];
  for (const secret of secrets) {
    for (const shape of shapesOf(secret)) {
      const { status, text } = await send(shape);
      expect(status, JSON.stringify(shape)).toBeLessThan(500);
      if (status < 400) continue;
      expect(text, JSON.stringify(shape)).not.toContain(secret);
      refusals.push(text);
    }
  }
  expect(refusals.length).toBeGreaterThan(400);
  // They still say what is wrong.
  expect(refusals.filter((text) => text.includes('Expected')).length).toBeGreaterThan(200);
  expect(logged).toContain('/v1/image_to_video');
  for (const secret of secrets) expect(logged).not.toContain(secret);
  for (const secret of secrets) expect(logged).not.toContain(encodeURIComponent(secret));
});

it('nor do the details of a task tell what a webhook’s URL is secured by', async () => {
  const secret = 'hunter2hunter2';
  const { text } = await send({
    path: '/v1/image_to_video',
    body: good,
    headers: { 'x-photoplay-webhook-url': `https://app.example.com/hook?token=${secret}` },
  });
  const details = await send({ path: `/v1/tasks/${(JSON.parse(text) as Json).id}/details` });
  expect(JSON.parse(details.text).webhook.url).toBe('https://app.example.com/hook?…');
  expect(logged).not.toContain(secret);
});

it('an error of the server’s own is logged without what a library put into it', async () => {
  const { createHiding } = await import('../../src/http/hiding.ts');
  let line = '';
  const plain = pino(
    new Writable({
      write(chunk, _encoding, done) {
        line += chunk;
        done();
      },
    }),
  );
  const error = Object.assign(new Error(`GET ${link('abcdefgh')} failed`), {
    details: { url: link('abcdefgh'), key: rootKey },
  });
  createHiding([rootKey]).wrap(plain).error({ err: error }, 'request failed');
  expect(line).toContain('GET http://127.0.0.1/files/a?…');
  expect(line).not.toMatch(/abcdefgh|correct-horse/);
});
