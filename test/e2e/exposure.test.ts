import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  callWith,
  startTestServer,
  submit,
  type TestServer,
  testEnvironment,
  waitForTask,
} from '../support/server.ts';

let server: TestServer;
let clip: string;

beforeAll(async () => {
  server = await startTestServer();
  const promptImage = toDataUri(await makeImage({ width: 64, height: 48 }));
  const id = await submit(server, { model: 'gen4a_turbo', promptImage });
  clip = (await waitForTask(server, id, 'SUCCEEDED')).output[0];
});
afterAll(() => server?.close());

const foreign = { origin: 'https://elsewhere.example' };

describe('what a browser sees', () => {
  const data = ['/', '/openapi.json', '/healthz', '/v1/organization', '/v1/tasks/x', '/nothing'];
  const headersOf = async (what: string) => {
    const url = what === 'clip' ? clip : server.url + what;
    return (await fetch(url, { headers: foreign, redirect: 'manual' })).headers;
  };

  it.each([...data, '/docs/', '/docs/static/swagger-ui.css', 'clip'])(
    'forbids to guess, to tell and to run scripts of others: %s',
    async (what) => {
      const headers = await headersOf(what);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/);
      expect(headers.get('server')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
    },
  );

  it.each([...data, '/docs/'])('forbids to frame and to embed %s', async (what) => {
    const headers = await headersOf(what);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it('lets any page that has a link to a clip frame and embed it', async () => {
    const headers = await headersOf('clip');
    expect(headers.get('content-security-policy')).not.toContain('frame-ancestors');
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it('keeps no answer that a key gave', async () => {
    for (const what of ['/v1/organization', '/v1/tasks/x', '/files/x']) {
      expect((await headersOf(what)).get('cache-control'), what).toBe('no-store');
    }
    expect((await headersOf('clip')).get('cache-control')).toBe('private, max-age=3600');
  });

  it.each(['/v1/organization', '/healthz'])('lets no other page call %s', async (route) => {
    for (const method of ['OPTIONS', 'GET', 'POST']) {
      const { headers } = await fetch(server.url + route, {
        method,
        headers: { ...foreign, 'access-control-request-method': 'POST' },
      });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

describe('a page whose origin is configured', () => {
  it('may call, and no other', async () => {
    const { origin } = foreign;
    const dataDir = await makeDataFolder();
    const config = { ...loadConfig(testEnvironment(dataDir)), corsOrigins: [origin] };
    const open = await startServer(config, { log: pino({ level: 'silent' }) });
    onTestFinished(async () => {
      await open.close();
      await removeDataFolder(dataDir);
    });
    const allowed = async (from: string) => {
      const { headers } = await fetch(`${open.url}/v1/image_to_video`, {
        method: 'OPTIONS',
        headers: { origin: from, 'access-control-request-method': 'POST' },
      });
      return headers.get('access-control-allow-origin');
    };
    expect(await allowed(origin)).toBe(origin);
    expect(await allowed('https://evil.example')).not.toBe('https://evil.example');
  });
});

describe('the log', () => {
  it('has what happened, and no key, link, prompt or image', async () => {
    let logged = '';
    const log = pino(
      { level: 'trace' },
      new Writable({
        write(chunk, _encoding, done) {
          logged += chunk;
          done();
        },
      }),
    );
    const dataDir = await makeDataFolder();
    const config = {
      ...loadConfig(testEnvironment(dataDir)),
      models: { gen4a_turbo: [{ engine: 'fake' }] },
    };
    const logging = await startServer(config, { log });
    onTestFinished(async () => {
      await logging.close();
      await removeDataFolder(dataDir);
    });
    const root = { call: callWith(logging.url, logging.apiKey) };
    const { body } = await root.call('POST', '/v1/keys', { name: 'logged' });
    const key = { call: callWith(logging.url, body.key) };
    const promptImage = toDataUri(await makeImage({ width: 64, height: 48 }));
    const promptText = 'my secret idea, fake:throw';
    const request = { model: 'gen4a_turbo', promptImage, promptText };
    await waitForTask(key, await submit(key, request), 'FAILED');
    const done = await submit(key, { ...request, promptText: 'my secret idea' });
    const link = new URL((await waitForTask(key, done, 'SUCCEEDED')).output[0]);
    await fetch(link);
    await callWith(logging.url, 'key_that_is_wrong')('GET', '/v1/organization');
    await key.call('POST', '/v1/image_to_video', { ...request, duration: 7 });
    await key.call('GET', `/v1/tasks?secret=${body.key}`);

    expect(logged).toContain('render failed');
    expect(logged).toContain('/v1/image_to_video');
    const secrets = [logging.apiKey, body.key, link.searchParams.get('signature')!];
    for (const secret of [...secrets, 'key_that_is_wrong', 'my secret idea', 'base64,']) {
      expect(logged).not.toContain(secret);
    }
  });
});

it('the root key is its owner’s alone to read', async () => {
  const { mode } = await stat(path.join(server.dataDir, 'api-key'));
  expect(mode & 0o777).toBe(0o600);
  const database = await stat(path.join(server.dataDir, 'database'));
  expect(database.mode & 0o777).toBe(0o700);
});

it('whoever guesses keys is told nothing any more, and others go on', async () => {
  const guess = (key: string) => callWith(server.url, key)('GET', '/v1/organization');
  const { key } = (await server.call('POST', '/v1/keys', { name: 'new' })).body;
  const guesses = await Promise.all(Array.from({ length: 100 }, (_, n) => guess(`guess_${n}`)));
  expect(guesses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(60);
  const refused = guesses.find(({ status }) => status === 429);
  expect(refused?.body.error).toMatch(/Too many wrong API keys/);
  // Right, but never seen here before: that is what nobody may find out now.
  expect((await guess(key)).status).toBe(429);
  expect((await server.call('GET', '/v1/organization')).status).toBe(200);
});
