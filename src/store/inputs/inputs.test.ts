import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { zoo } from '../../../test/fixtures/zoo.ts';
import { makeImage, serveBytes, toDataUri } from '../../../test/support/images.ts';
import { loadConfig } from '../../config.ts';
import type { ImageLimits } from '../../media/image-facts.ts';
import { inspectImage } from '../../media/inspect.ts';
import type { Artifacts } from '../artifacts/artifacts.ts';
import { openFolder } from '../artifacts/artifacts-folder.ts';
import { IntakeBusy } from './input-gate.ts';
import { InputRefused } from './input-refused.ts';
import { createInputs, type InputLimits } from './inputs.ts';

let image: Buffer;
beforeAll(async () => {
  image = await makeImage();
});

async function openInputs({
  allowedHosts = [] as string[],
  limits = {} as Partial<InputLimits>,
  strict = false,
  inspect = inspectImage,
  change = (artifacts: Artifacts) => artifacts,
} = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const inputs = createInputs(
    change(await openFolder(folder)),
    { inspect },
    {
      fetch: { allowedHosts },
      limits: {
        ...loadConfig({}).limits,
        fetchTimeoutMs: 600_000,
        maxWaitMs: 600_000,
        ...limits,
      },
      strict,
    },
  );
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.lock'))
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return {
    files,
    take: (uri: string, limits?: ImageLimits, owner = 'owner') => inputs.take(uri, owner, limits),
    takeBytes: (
      bytes: Parameters<typeof inputs.takeBytes>[0],
      limits?: ImageLimits,
      owner = 'owner',
    ) => inputs.takeBytes(bytes, owner, limits),
  };
}

const reasonFor = (attempt: Promise<unknown>) =>
  attempt.then(
    (taken) => expect.fail(`taken as ${JSON.stringify(taken)}`),
    (error) => {
      expect(error).toBeInstanceOf(InputRefused);
      return error.reason as string;
    },
  );

describe('taking an image in', () => {
  it('gives its facts and stores it once, however it comes', async () => {
    const server = await serveBytes(image);
    onTestFinished(() => server.close());
    const inputs = await openInputs({ allowedHosts: [server.host] });
    const taken = await inputs.take(server.url);
    expect(taken).toEqual({
      format: 'jpeg',
      width: 320,
      height: 192,
      warnings: [],
      artifact: expect.stringMatching(/^inputs\/[0-9a-f]{2}\/[0-9a-f]{64}\.jpeg$/),
    });
    expect(await inputs.take(toDataUri(image))).toEqual(taken);
    expect(await inputs.take(image.toString('base64'))).toEqual(taken);
    expect(await inputs.takeBytes(async () => image)).toEqual(taken);
    expect(await inputs.files()).toEqual([taken.artifact]);
  });

  it('goes by the content, not by the type that comes with it', async () => {
    for (const type of ['image/png', 'image/gif', 'binary/octet-stream', '']) {
      const server = await serveBytes(image, { type });
      onTestFinished(() => server.close());
      const { take } = await openInputs({ allowedHosts: [server.host] });
      expect(await take(server.url), type).toMatchObject({ format: 'jpeg' });
      expect(await take(toDataUri(image, type)), type).toMatchObject({ format: 'jpeg' });
    }
  });

  it('looks into nothing that is called something other than an image', async () => {
    const server = await serveBytes(image, { type: 'text/html' });
    onTestFinished(() => server.close());
    const { take } = await openInputs({ allowedHosts: [server.host] });
    expect(await reasonFor(take(server.url))).toBe(
      'Unsupported Content-Type response header: "text/html".',
    );
    expect(await reasonFor(take(toDataUri(image, 'text/html')))).toMatch(/received text\/html/);
  });

  it('holds the image to the limits it is given', async () => {
    const { take, takeBytes } = await openInputs({ strict: true });
    expect(await reasonFor(take(toDataUri(image), { maxAspect: 1.5 }))).toMatch(
      /^Invalid asset aspect ratio\. .* at most 1\.5\. Got 1\.667\.$/,
    );
    expect(await reasonFor(takeBytes(async () => image, { maxSide: 200 }))).toMatch(
      /received 320x192/,
    );
  });

  it('inspects the same image once, unless it is gone meanwhile', async () => {
    const inspected: (number | undefined)[] = [];
    let gone = false;
    const inputs = await openInputs({
      inspect: (bytes, limits) => {
        inspected.push(limits?.maxAspect);
        return inspectImage(bytes, limits);
      },
      change: (artifacts) => ({
        ...artifacts,
        exists: async (...asked) => !gone && artifacts.exists(...asked),
      }),
    });
    const taken = await inputs.take(toDataUri(image));
    expect(await inputs.take(image.toString('base64'))).toEqual(taken);
    expect(await inputs.takeBytes(async () => image)).toEqual(taken);
    expect(inspected).toEqual([undefined]);
    // Another model has limits of its own.
    expect(await inputs.take(toDataUri(image), { maxAspect: 2 })).toEqual(taken);
    await reasonFor(inputs.take(toDataUri(image), { maxAspect: 1.5 }));
    await reasonFor(inputs.take(toDataUri(image), { maxAspect: 1.5 }));
    expect(inspected).toEqual([undefined, 2, 1.5, 1.5]);
    gone = true;
    expect(await inputs.take(toDataUri(image))).toEqual(taken);
    expect(inspected).toHaveLength(5);
  });

  it('keeps a large image scaled down, the same each time', async () => {
    const inputs = await openInputs();
    const large = await makeImage({ width: 9000, height: 4500 });
    const taken = await inputs.takeBytes(async () => large);
    expect(taken).toMatchObject({
      format: 'jpeg',
      width: 8000,
      height: 4000,
      warnings: [{ code: 'image-scaled', message: expect.stringMatching(/9000x4500.*8000x4000/) }],
    });
    expect(await inputs.takeBytes(async () => large)).toEqual(taken);
    expect(await inputs.files()).toEqual([taken.artifact]);
    const other = await openInputs();
    expect(await other.takeBytes(async () => large)).toEqual(taken);
    const strict = await openInputs({ strict: true });
    expect(await reasonFor(strict.takeBytes(async () => large))).toBe(
      'Invalid asset dimensions. Expected each side between 16 and 8000 pixels but received 9000x4500.',
    );
  });

  it('takes more than 16 MB from a URL, says so, and has a limit', async () => {
    const padded = Buffer.concat([image, Buffer.alloc(16 * 2 ** 20)]);
    const server = await serveBytes(padded);
    onTestFinished(() => server.close());
    const allowedHosts = [server.host];
    const { take } = await openInputs({ allowedHosts });
    expect((await take(server.url)).warnings).toEqual([
      { code: 'image-size', message: expect.stringMatching(/16\.0 MB, more than the 16 MB/) },
    ]);
    const strict = await openInputs({ allowedHosts, strict: true });
    expect(await reasonFor(strict.take(server.url))).toBe('Asset size exceeds 16.0MB');
    const small = await openInputs({ allowedHosts, limits: { maxFetchBytes: 5 * 2 ** 20 } });
    expect(await reasonFor(small.take(server.url))).toBe('Asset size exceeds 5.0MB');
  });

  it('holds images to the pixels and the memory that it is given', async () => {
    const small = await openInputs({ limits: { maxImagePixels: 60_000 } });
    expect(await reasonFor(small.take(toDataUri(image)))).toMatch(/at most 60000 pixels/);
    const interlaced = await sharp(image).png({ progressive: true }).toBuffer();
    const narrow = await openInputs({ limits: { maxDecodeBytes: 100_000 } });
    expect(await reasonFor(narrow.take(toDataUri(interlaced)))).toMatch(/takes 1 MB of memory/);
    await narrow.take(toDataUri(image));
  });

  it('takes 5 MiB of encoding, and not one character more', async () => {
    const { take } = await openInputs();
    const prefix = 'data:image/jpeg;base64,';
    // Bytes behind the end of a JPEG are allowed.
    const room = Math.floor((5 * 2 ** 20 - prefix.length) / 4) * 3;
    const padded = Buffer.concat([image, Buffer.alloc(room - image.length)]);
    const text = (prefix + padded.toString('base64')).padEnd(5 * 2 ** 20, '\n');
    expect(text.length).toBe(5 * 2 ** 20);
    expect(await take(text)).toMatchObject({ width: 320 });
    expect(await reasonFor(take(`${text}\n`))).toBe('Asset size exceeds 5.0MB');
  });
});

describe('what is refused', () => {
  it('leaves no file behind', async () => {
    const inputs = await openInputs();
    const bad = [zoo.truncations!, zoo.bombs!, zoo.impostors!].flat();
    const refused = bad.filter(({ expected }) => 'refused' in expected);
    expect(refused.length).toBeGreaterThan(50);
    for (const { make } of refused) await reasonFor(inputs.takeBytes(async () => make()));
    await reasonFor(inputs.take('https://127.0.0.1/a.png'));
    await reasonFor(inputs.take('data:image/png;base64,AAAA'));
    expect(await inputs.files()).toEqual([]);
  });

  it('is no client’s fault when the disk is full', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const inputs = await openInputs({
      change: (artifacts) => ({ ...artifacts, putBytes: () => Promise.reject(full) }),
    });
    await expect(inputs.takeBytes(async () => image)).rejects.toBe(full);
    // The failure is not remembered.
    await expect(inputs.takeBytes(async () => image)).rejects.toBe(full);
  });
});

describe('many at once', () => {
  it('the same image is written once, and all wait until it is whole', async () => {
    const writes: string[] = [];
    let written = 0;
    const { takeBytes, files } = await openInputs({
      limits: { maxDecodes: 8 },
      change: (artifacts) => ({
        ...artifacts,
        async putBytes(key, bytes) {
          writes.push(key);
          await artifacts.putBytes(key, bytes);
          written++;
        },
      }),
    });
    const taken = await Promise.all(
      Array.from({ length: 20 }, () =>
        takeBytes(async () => image).then(({ artifact }) => {
          expect(written).toBe(1);
          return artifact;
        }),
      ),
    );
    expect(writes).toEqual([taken[0]]);
    expect(await files()).toEqual([taken[0]]);
  });

  it('are read a few at a time; beyond those that wait, intake is busy', async () => {
    const { takeBytes } = await openInputs({ limits: { maxFetches: 3, maxWaiting: 6 } });
    const { promise: go, resolve } = Promise.withResolvers<void>();
    let reading = 0;
    const slow = async () => {
      reading++;
      await go;
      return image;
    };
    const first = Array.from({ length: 5 }, () => takeBytes(slow));
    await expect(takeBytes(slow)).rejects.toBeInstanceOf(IntakeBusy);
    expect(reading).toBe(2);
    resolve();
    const all = await Promise.all(first);
    expect(new Set(all.map(({ artifact }) => artifact)).size).toBe(1);
    expect(await takeBytes(slow)).toEqual(all[0]);
  });

  it('are fetched a few at a time, and data URIs do not wait for them', async () => {
    const bothCame = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    let came = 0;
    const server = createServer(async (_request, response) => {
      if (++came === 2) bothCame.resolve();
      await go.promise;
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(image);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { take } = await openInputs({
      allowedHosts: [host],
      limits: { maxFetches: 3, maxWaiting: 1 },
    });
    const fetching = [1, 2, 3].map(() => take(`http://${host}/`));
    await expect(take(`http://${host}/`)).rejects.toBeInstanceOf(IntakeBusy);
    await bothCame.promise;
    expect(await take(toDataUri(image))).toMatchObject({ format: 'jpeg' });
    expect(came).toBe(2);
    // A place was left for somebody else, who is now fetched for at once.
    const others = take(`http://${host}/`, undefined, 'another owner');
    await expect.poll(() => came).toBe(3);
    go.resolve();
    expect(await others).toMatchObject({ format: 'jpeg' });
    expect(await Promise.all(fetching)).toHaveLength(3);
  });
});
