import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeTemporaryFolder, removeDataFolder } from '../../../test/support/data-folder.ts';
import { allowOnly, type S3Dialect, startS3Dialect } from '../../../test/support/s3-dialect.ts';
import { loadConfig } from '../../config.ts';
import { type Artifacts, StorageAway, StorageRefused, StorageUnusable } from './artifacts.ts';
import { openArtifacts } from './storage.ts';

async function startDialect(refuse?: S3Dialect['refuse']): Promise<S3Dialect> {
  const dialect = await startS3Dialect(refuse);
  onTestFinished(() => dialect.close());
  return dialect;
}

/** Open the storage, with these lines in the configuration file. */
async function open({ env }: S3Dialect, lines = ''): Promise<Artifacts> {
  const folder = await makeTemporaryFolder();
  onTestFinished(() => removeDataFolder(folder));
  const file = path.join(folder, 'config.yml');
  await writeFile(file, lines);
  const artifacts = await openArtifacts(loadConfig({ ...env, PHOTOPLAY_CONFIG: file }));
  onTestFinished(() => artifacts.close());
  return artifacts;
}

const errorOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => expect.fail('nothing was thrown'),
    (error) => error,
  );

const bytes = Buffer.from('the bytes of a clip, for want of a clip');

/** All that is asked of a storage in a clip's life. */
async function live(artifacts: Artifacts): Promise<void> {
  expect(await artifacts.exists('clips/1/1.mp4')).toBe(false);
  await artifacts.putBytes('clips/1/1.mp4', bytes);
  expect(await artifacts.exists('clips/1/1.mp4')).toBe(true);
  expect(await artifacts.exists('clips/1/1.mp4', bytes.length)).toBe(true);
  expect(await artifacts.exists('clips/1/1.mp4', bytes.length - 1)).toBe(false);
  expect(Buffer.from(await artifacts.getBytes('clips/1/1.mp4'))).toEqual(bytes);
  await artifacts.delete('clips/1/1.mp4');
  await artifacts.delete('clips/1/1.mp4');
  expect(await artifacts.exists('clips/1/1.mp4')).toBe(false);
}

const virtualOnly: S3Dialect['refuse'] = ({ style }) =>
  style === 'virtual'
    ? undefined
    : {
        status: 403,
        code: 'SecondLevelDomainForbidden',
        message: 'Please use virtual hosted style to access.',
      };
const pathOnly: S3Dialect['refuse'] = ({ style }) =>
  style === 'path' ? undefined : { status: 400, code: 'InvalidHost', message: 'Who?' };

it('finds out by which name a storage takes its bucket', async () => {
  for (const [habit, host] of [
    [virtualOnly, 'clips.localhost'],
    [pathOnly, 'localhost'],
  ] as const) {
    const dialect = await startDialect(habit);
    const artifacts = await open(dialect);
    await live(artifacts);
    const link = new URL((await artifacts.link('clips/1/1.mp4', 'GET'))!);
    expect(link.hostname).toBe(host);
  }
});

it('uses the name that the configuration says, and no other', async () => {
  const virtual = await startDialect(virtualOnly);
  await live(await open(virtual, 's3AddressingStyle: virtual'));
  const refused = await errorOf(open(virtual, 's3AddressingStyle: path'));
  expect(refused).toBeInstanceOf(StorageUnusable);
  expect(refused.message).toMatch(
    /Addressed by path \(host\/bucket\), it refuses PutObject and DeleteObject: SecondLevelDomainForbidden \(HTTP 403\): Please use virtual hosted/,
  );
  expect(refused.message).not.toMatch(/by virtual host/);
  const pathStyle = await startDialect(pathOnly);
  await expect(open(pathStyle, 's3AddressingStyle: virtual')).rejects.toThrow(/InvalidHost/);
});

it('tells what each name was answered, when none is taken', async () => {
  const dialect = await startDialect((call) => virtualOnly(call) ?? pathOnly(call));
  const { message } = await errorOf(open(dialect));
  expect(message).toMatch(/by path .*SecondLevelDomainForbidden.*by virtual host .*InvalidHost/);
  expect(message).toMatch(/s3AddressingStyle/);
});

it('needs no leave to list the bucket, to look at it or to delete many at once', async () => {
  const allowed = allowOnly('PutObject', 'GetObject', 'HeadObject', 'DeleteObject');
  // Amazon answers 403, not 404, to those who may not list.
  const dialect = await startDialect((call) =>
    /^(Get|Head)Object$/.test(call.operation) && !dialect.objects.has(call.key)
      ? { status: 403, code: 'AccessDenied', message: 'No.' }
      : allowed(call),
  );
  await live(await open(dialect));
  expect(dialect.asked.filter((call) => !/^(Put|Get|Head|Delete)Object /.test(call))).toEqual([]);
  expect(dialect.objects.size).toBe(0);
});

it('does without HEAD where that is refused', async () => {
  const dialect = await startDialect(allowOnly('PutObject', 'GetObject', 'DeleteObject'));
  await live(await open(dialect));
  dialect.ignoresRanges = true;
  await live(await open(dialect));
});

it('sends the digest that some storages want of what they store', async () => {
  const dialect = await startDialect(({ operation, headers }) =>
    operation === 'PutObject' && !headers['content-md5']
      ? { status: 400, code: 'InvalidRequest', message: 'Content-MD5 is required.' }
      : undefined,
  );
  const artifacts = await open(dialect);
  await live(artifacts);
  const file = path.join(await makeTemporaryFolder(), 'clip.mp4');
  onTestFinished(() => removeDataFolder(path.dirname(file)));
  await writeFile(file, bytes);
  await artifacts.moveIn('clips/2/1.mp4', file);
  expect(dialect.objects.get('a/prefix/clips/2/1.mp4')).toEqual(bytes);
});

it('takes a 404 for a deletion that has been made', async () => {
  const dialect = await startDialect(({ operation, key }) =>
    operation === 'DeleteObject' && !dialect.objects.has(key)
      ? { status: 404, code: 'NoSuchKey', message: 'Gone.' }
      : undefined,
  );
  await live(await open(dialect));
});

it.each([
  ['PutObject', 'store'],
  ['GetObject', 'read'],
  ['DeleteObject', 'delete'],
])('names at the start that %s is not allowed', async (operation) => {
  const allowed = ['PutObject', 'GetObject', 'HeadObject', 'DeleteObject'];
  const dialect = await startDialect(allowOnly(...allowed.filter((name) => name !== operation)));
  const { message } = await errorOf(open(dialect, 's3AddressingStyle: path'));
  expect(message).toMatch(
    new RegExp(`refuses ${operation}: AccessDenied \\(HTTP 403\\): Not allowed`),
  );
  expect(message).toMatch(/they need s3:PutObject, s3:GetObject and s3:DeleteObject/);
});

it('tells every later refusal in the words of the storage', async () => {
  const dialect = await startDialect();
  const artifacts = await open(dialect);
  dialect.refuse = () => ({ status: 403, code: 'ExpiredToken', message: 'The token is old.' });
  const key = 'clips/1/1.mp4';
  for (const work of [
    () => artifacts.putBytes(key, bytes),
    () => artifacts.getBytes(key),
    () => artifacts.copyOut(key, '/nowhere/at/all'),
    () => artifacts.exists(key),
    () => artifacts.delete(key),
  ]) {
    const error = await errorOf(work());
    expect(error).toBeInstanceOf(StorageRefused);
    expect(error.message).toMatch(
      /storage s3:\/\/clips\/a\/prefix refuses \w+ clips\/1\/1\.mp4: ExpiredToken \(HTTP 403\): The token is old\./,
    );
  }
});

it('tells a storage that is away from one that refuses', async () => {
  const dialect = await startDialect();
  const artifacts = await open(dialect);
  dialect.refuse = () => ({ status: 500, code: 'InternalError', message: 'Try again.' });
  const busy = await errorOf(artifacts.delete('clips/1/1.mp4'));
  expect(busy).toBeInstanceOf(StorageAway);
  expect(busy.message).toMatch(/InternalError \(HTTP 500\): Try/);
  dialect.refuse = () => ({ status: 501, code: 'NotImplemented', message: 'Never heard of it.' });
  expect(await errorOf(artifacts.delete('clips/1/1.mp4'))).toBeInstanceOf(StorageRefused);
});
