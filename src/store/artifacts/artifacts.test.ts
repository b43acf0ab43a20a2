import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTemporaryFolder } from '../../../test/support/data-folder.ts';
import { type S3Server, startS3 } from '../../../test/support/s3.ts';
import { loadConfig } from '../../config.ts';
import type { Artifacts } from './artifacts.ts';
import { openArtifacts } from './storage.ts';

let s3: S3Server;
let folder: string;

beforeAll(async () => {
  s3 = await startS3();
  folder = await makeTemporaryFolder();
});
afterAll(async () => {
  await s3?.stop();
  await rm(folder, { recursive: true, force: true });
});

const bytes = Buffer.from('the bytes of a clip, for want of a clip');

describe.each(['a folder', 'S3'])('artifacts in %s', (where) => {
  let artifacts: Artifacts;

  beforeAll(async () => {
    const env = where === 'S3' ? s3.env : {};
    artifacts = await openArtifacts(loadConfig({ PHOTOPLAY_DATA_DIR: folder, ...env }));
  });

  it('come back as they were put', async () => {
    await artifacts.putBytes('inputs/ab/abc.png', bytes);
    expect(Buffer.from(await artifacts.getBytes('inputs/ab/abc.png'))).toEqual(bytes);
    const copy = path.join(folder, `copy-${where.length}`);
    await artifacts.copyOut('inputs/ab/abc.png', copy);
    expect(await readFile(copy)).toEqual(bytes);
  });

  it('take a file away from where it was', async () => {
    const file = path.join(folder, 'made.mp4');
    await writeFile(file, bytes);
    await artifacts.moveIn('clips/1/1.mp4', file);
    expect(Buffer.from(await artifacts.getBytes('clips/1/1.mp4'))).toEqual(bytes);
    await expect(stat(file)).rejects.toThrow(/ENOENT/);
  });

  it('know what is there and what is not', async () => {
    await artifacts.putBytes('inputs/there.png', bytes);
    expect(await artifacts.exists('inputs/there.png')).toBe(true);
    expect(await artifacts.exists('inputs/there.png', bytes.length)).toBe(true);
    expect(await artifacts.exists('inputs/there.png', bytes.length + 1)).toBe(false);
    for (const size of [undefined, 0, bytes.length]) {
      expect(await artifacts.exists('inputs/not-there.png', size)).toBe(false);
    }
    await expect(
      artifacts.copyOut('inputs/not-there.png', path.join(folder, 'x')),
    ).rejects.toThrow();
    await expect(stat(path.join(folder, 'x'))).rejects.toThrow(/ENOENT/);
  });

  it('delete one and nothing beside it, whether it is there or not', async () => {
    const keys = ['clips/7/1.mp4', 'clips/7/2.mp4', 'clips/70/1.mp4'];
    for (const key of keys) await artifacts.putBytes(key, bytes);
    await artifacts.delete('clips/7/1.mp4');
    await artifacts.delete('clips/7/1.mp4');
    await artifacts.delete('clips/never/1.mp4');
    const there = await Promise.all(keys.map((key) => artifacts.exists(key)));
    expect(there).toEqual([false, true, true]);
  });

  it('are put and deleted side by side in one place', async () => {
    const key = (n: number) => `inputs/cd/${n}.png`;
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        await artifacts.putBytes(key(n), bytes);
        if (n % 2) await artifacts.delete(key(n));
      }),
    );
    const there = await Promise.all([0, 1, 18, 19].map((n) => artifacts.exists(key(n))));
    expect(there).toEqual([true, false, true, false]);
  });
});

it('sends a client to the bucket by a link that works alone, ranges and type included', async () => {
  const artifacts = await openArtifacts(loadConfig({ PHOTOPLAY_DATA_DIR: folder, ...s3.env }));
  await artifacts.putBytes('clips/9/1.mp4', bytes);
  const link = (await artifacts.link('clips/9/1.mp4', 'GET'))!;
  const whole = await fetch(link);
  expect(whole.headers.get('content-type')).toBe('video/mp4');
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(bytes);
  const part = await fetch(link, { headers: { range: 'bytes=4-8' } });
  expect([part.status, await part.text()]).toEqual([206, 'bytes']);
  const head = await fetch((await artifacts.link('clips/9/1.mp4', 'HEAD'))!, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  const altered = await fetch(link.replace('clips/9', 'clips/1'));
  expect(altered.status).toBe(s3.checksSignatures ? 403 : 200);
});

it('says what to check when the bucket is not to be had', async () => {
  const open = (env: object) =>
    openArtifacts(loadConfig({ PHOTOPLAY_DATA_DIR: folder, ...s3.env, ...env }));
  await expect(open({ PHOTOPLAY_STORAGE: 's3://no-such-bucket' })).rejects.toThrow(
    /s3:\/\/no-such-bucket\/ cannot be used .*NoSuchBucket \(HTTP 404\): \w+.*Check the bucket/s,
  );
  await expect(open({ AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' })).rejects.toThrow(/ECONNREFUSED/);
});
