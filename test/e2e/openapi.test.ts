import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { type Json, startTestServer, submit, type TestServer } from '../support/server.ts';

let server: TestServer;
let document: Json;

beforeAll(async () => {
  server = await startTestServer();
  document = await (await fetch(`${server.url}/openapi.json`)).json();
});
afterAll(() => server?.close());

const operations = () =>
  Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe('the OpenAPI document', () => {
  it('names the key, the version header and every error of each route', () => {
    expect(operations().length).toBeGreaterThan(9);
    for (const { path, method, operation } of operations()) {
      const about = `${method} ${path}`;
      expect(operation.security, about).toEqual([{ key: [] }]);
      expect(operation.parameters, about).toContainEqual(
        expect.objectContaining({ in: 'header', name: 'X-Runway-Version', required: false }),
      );
      const statuses = Object.keys(operation.responses);
      const expected = ['400', '401', '403', '500', '503'];
      if (operation.requestBody) expected.push('413', '415', '429');
      if (path.includes('{')) expected.push('404');
      expect(statuses, about).toEqual(expect.arrayContaining(expected));
      for (const status of expected) {
        const { schema } = operation.responses[status].content['application/json'];
        expect(schema.required, about).toEqual(['error']);
      }
    }
  });

  it('is of this version', () => {
    expect(document.info.version).toBe(manifest.version);
  });

  it('says that a DELETE answers nothing', () => {
    for (const { method, operation } of operations().filter(({ method }) => method === 'delete')) {
      expect(operation.responses['204'], method).toEqual({ description: expect.any(String) });
      expect(operation.responses['200']).toBeUndefined();
    }
  });

  it('tells the headers of our own', () => {
    const headersOf = (method: string, path: string) =>
      document.paths[path][method].parameters
        .filter((parameter: Json) => parameter.in === 'header')
        .map((parameter: Json) => parameter.name);
    expect(headersOf('post', '/v1/image_to_video')).toEqual([
      'X-Runway-Version',
      'Idempotency-Key',
      'X-Photoplay-Webhook-Url',
    ]);
    expect(headersOf('get', '/v1/tasks/{id}/events')).toContain('Last-Event-ID');
  });

  it('shows an image that is taken', async () => {
    const { schema } =
      document.paths['/v1/image_to_video'].post.requestBody.content['application/json'];
    const { promptImage } = (schema.oneOf ?? schema.anyOf)[0].properties;
    const [example] = promptImage.anyOf[0].examples;
    expect(example).toMatch(new RegExp(promptImage.anyOf[0].pattern));
    await submit(server, { model: 'gen4a_turbo', promptImage: example });
  });

  it('shows short requests that work as they stand', async () => {
    const withBody = operations().filter(({ operation }) => operation.requestBody);
    for (const { path, method, operation } of withBody) {
      const { examples } = operation.requestBody.content['application/json'];
      for (const { value } of Object.values<Json>(examples)) {
        const { status } = await server.call(method.toUpperCase(), path, value);
        expect(status, `${method} ${path}`).toBe(200);
        expect(JSON.stringify(value).length).toBeLessThan(700);
      }
    }
    // The example of a receiver that nobody has.
    await server.call('PUT', '/v1/webhook', { url: null });
  });

  it('says where it is served, and sorts every route under a tag that it explains', () => {
    expect(document.servers.map(({ url }: Json) => url)).toEqual(['/', '/runwayml']);
    const tags = document.tags.map(({ name }: Json) => name);
    for (const { path, operation } of operations()) {
      expect(tags, path).toEqual(expect.arrayContaining(operation.tags));
      expect(operation.tags, path).toHaveLength(1);
    }
  });

  it('takes the newest version for the usual one', () => {
    const { parameters } = document.paths['/v1/image_to_video'].post;
    expect(parameters[0].schema.default).toBe('2024-11-06');
  });
});

describe('the page at /docs', () => {
  it('is where / leads, with and without a slash at its end', async () => {
    for (const path of ['/', '/docs', '/docs/']) {
      const response = await fetch(`${server.url}${path}`);
      expect(response.status, path).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      expect(await response.text()).toContain('<title>Photoplay API</title>');
    }
  });

  it('is made of what this server serves, and names nobody else', async () => {
    const html = await (await fetch(`${server.url}/docs/`)).text();
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, reference]) => reference!);
    expect(named.length).toBeGreaterThan(3);
    for (const reference of named) {
      expect(reference).toMatch(/^\.\/static\//);
      expect((await fetch(new URL(reference, `${server.url}/docs/`))).status, reference).toBe(200);
    }
    const start = await (await fetch(`${server.url}/docs/static/swagger-initializer.js`)).text();
    expect(start).not.toMatch(/https?:\/\/(?!stackoverflow)/);
    expect(start).toMatch(/"validatorUrl":\s*null/);
  });
});

describe('a path that has other methods', () => {
  it.each([
    ['PUT', '/v1/keys', 'POST, GET, HEAD'],
    ['QUERY', '/v1/keys/x', 'DELETE'],
    ['TRACE', '/runwayml/v1/image_to_video', 'POST'],
    ['POST', '/v1/tasks/x/details', 'GET, HEAD'],
    ['DELETE', '/healthz/', 'GET, HEAD'],
  ])('%s %s', async (method, path, allowed) => {
    // Node's own fetch refuses TRACE.
    const { status, headers, body } = await requestRaw(method, path);
    expect(status).toBe(405);
    expect(headers.allow?.split(', ').sort()).toEqual(allowed.split(', ').sort());
    expect(body.error).toMatch(/^Expected [A-Z, or]+ for /);
    expect(body.error).toContain(` for ${path} but received ${method}.`);
  });

  it('is still unknown when it has none', async () => {
    const { status, headers, body } = await requestRaw('PUT', '/v1/nothing');
    expect(status).toBe(404);
    expect(headers.allow).toBeUndefined();
    expect(body).toEqual({ error: 'Unknown route: PUT /v1/nothing' });
  });
});

async function requestRaw(method: string, path: string) {
  return new Promise<{ status: number; headers: { allow?: string }; body: Json }>(
    (resolve, reject) => {
      const sent = request(`${server.url}${path}`, { method }, async (response) => {
        const chunks = await response.toArray();
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: JSON.parse(Buffer.concat(chunks).toString()),
        });
      });
      sent.on('error', reject).end();
    },
  );
}
