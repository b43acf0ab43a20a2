import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { provideModelFile } from './model-file.ts';

const bytes = Buffer.from('a model');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const other = createHash('sha256').update('another').digest('hex');

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-model-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Serves the model at /model, and counts. */
async function serveModel(): Promise<{ url: string; served: () => number }> {
  let served = 0;
  const server = createServer((request, response) => {
    if (request.url !== '/model') return void response.writeHead(404).end();
    served++;
    response.end(bytes);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/model`, served: () => served };
}

const limits = { maxBytes: 1000, timeoutMs: 600_000, silenceMs: 600_000 };

describe('a model file by its path', () => {
  it('is handed out as it is', async () => {
    const folder = await makeFolder();
    const file = path.join(folder, 'given.onnx');
    await writeFile(file, bytes);
    expect(await provideModelFile({ path: file, sha256 }, { folder, ...limits })).toBe(file);
  });

  it('is refused when it is absent or another than was asked for', async () => {
    const folder = await makeFolder();
    const file = path.join(folder, 'given.onnx');
    const wanted = { path: file, sha256 };
    await expect(provideModelFile(wanted, { folder, ...limits })).rejects.toThrow(
      /Expected the depth model at .*given\.onnx but it cannot be read/,
    );
    await writeFile(file, 'tampered');
    await expect(provideModelFile(wanted, { folder, ...limits })).rejects.toThrow(
      new RegExp(`given\\.onnx to have the SHA-256 ${sha256} but it has [0-9a-f]{64}`),
    );
  });
});

describe('a model file by its URL', () => {
  it('is fetched once and kept', async () => {
    const folder = path.join(await makeFolder(), 'models');
    const { url, served } = await serveModel();
    const file = await provideModelFile({ url, sha256 }, { folder, ...limits });
    expect(await readFile(file)).toEqual(bytes);
    expect(await provideModelFile({ url, sha256 }, { folder, ...limits })).toBe(file);
    expect(served()).toBe(1);
  });

  it('is fetched again when what was kept has been changed', async () => {
    const folder = await makeFolder();
    const { url, served } = await serveModel();
    const file = await provideModelFile({ url, sha256 }, { folder, ...limits });
    await writeFile(file, 'tampered');
    await provideModelFile({ url, sha256 }, { folder, ...limits });
    expect(await readFile(file)).toEqual(bytes);
    expect(served()).toBe(2);
  });

  it('is given up when its server says nothing for a while, before or while it answers', async () => {
    const folder = await makeFolder();
    const server = createServer((request, response) => {
      if (request.url === '/halfway') response.write('half a ');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    for (const route of ['silent', 'halfway']) {
      const url = `http://127.0.0.1:${port}/${route}`;
      const options = { folder, ...limits, silenceMs: 200 };
      await expect(provideModelFile({ url, sha256 }, options)).rejects.toThrow(
        /could not be fetched from .*: nothing came for 0\.2 s/,
      );
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('tells how much has come', async () => {
    const folder = await makeFolder();
    const { url } = await serveModel();
    const told: number[] = [];
    const onProgress = (count: number) => told.push(count);
    await provideModelFile({ url, sha256 }, { folder, ...limits, onProgress });
    expect(told.at(-1)).toBe(bytes.length);
  });

  it('leaves nothing behind when it is refused', async () => {
    const folder = await makeFolder();
    const { url } = await serveModel();
    const provide = (wanted: { url: string; sha256: string }, maxBytes = 1000) =>
      provideModelFile(wanted, { folder, ...limits, maxBytes });
    await expect(provide({ url, sha256: other })).rejects.toThrow(`SHA-256 ${other} but it has`);
    await expect(provide({ url: `${url}-not`, sha256 })).rejects.toThrow(/HTTP 404/);
    await expect(provide({ url, sha256 }, 3)).rejects.toThrow(/larger than 3 bytes/);
    await expect(provide({ url: 'http://127.0.0.1:1/', sha256 })).rejects.toThrow(
      /could not be fetched from http:\/\/127\.0\.0\.1:1\/: /,
    );
    expect(await readdir(folder)).toEqual([]);
  });
});
