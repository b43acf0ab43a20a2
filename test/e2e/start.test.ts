import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../support/cli.ts';
import { makeTemporaryFolder, removeDataFolder } from '../support/data-folder.ts';

async function makeFolder(): Promise<string> {
  const folder = await makeTemporaryFolder();
  onTestFinished(() => removeDataFolder(folder));
  return folder;
}

/** A start that is refused. @returns the one line that it says */
async function refusal(env: Record<string, string>, args = ['serve']): Promise<string> {
  const cli = runCli(args, { dataDir: await makeFolder(), env: { PHOTOPLAY_PORT: '0', ...env } });
  onTestFinished(() => void cli.process.kill('SIGKILL'));
  const { code, stdout, stderr } = await cli.ended;
  expect([code, stdout]).toEqual([1, '']);
  const lines = stderr.split('\n').filter((line) => line && !line.startsWith('{'));
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

/** Folders that cannot be a data folder, each made in a folder of its own. */
const unusable: [string, RegExp, (folder: string) => Promise<unknown>][] = [
  ['a file', /data is a file/, (data) => writeFile(data, 'x')],
  ['a socket', /data is a file/, (data) => once(listenAt(data), 'listening')],
  ['a link to nowhere', /ENOENT/, (data) => symlink(`${data}-nowhere`, data)],
  ['a link to itself', /ELOOP/, (data) => symlink(data, data)],
  [
    'its database is a file',
    /database to be a folder/,
    async (data) => {
      await mkdir(data);
      await writeFile(path.join(data, 'database'), '');
    },
  ],
  [
    'its key is a pipe, which would be read for ever',
    /api-key to be a file/,
    async (data) => {
      await mkdir(data);
      execFileSync('mkfifo', [path.join(data, 'api-key')]);
    },
  ],
  [
    'its key is empty',
    /api-key to hold a key .* Delete it/,
    async (data) => {
      await mkdir(data);
      await writeFile(path.join(data, 'api-key'), '\n');
    },
  ],
  [
    'its lock is something else',
    /server\.lock cannot be locked \(SQLite: file is not a database\)/,
    async (data) => {
      await mkdir(data);
      await writeFile(path.join(data, 'server.lock'), 'not a lock, '.repeat(100));
    },
  ],
];

function listenAt(file: string) {
  const server = createServer().listen(file);
  onTestFinished(() => void server.close());
  return server;
}

describe('a start is refused in one sentence', () => {
  it.each(unusable)('on a data folder: %s', async (_name, told, make) => {
    const data = path.join(await makeFolder(), 'data');
    await make(data);
    const line = await refusal({ PHOTOPLAY_DATA_DIR: data });
    expect(line).toMatch(told);
    expect(line).toMatch(/^photoplay: \S.*\.$/);
  });

  it('on a data folder: one in which nothing can be made', async () => {
    // Everybody may look at it, and not even root can write there.
    expect(await refusal({ PHOTOPLAY_DATA_DIR: '/proc/photoplay/data' })).toMatch(
      /^photoplay: The folder .* of PHOTOPLAY_DATA_DIR cannot be used: .* name another folder by PHOTOPLAY_DATA_DIR\.$/,
    );
  });

  it('on a storage folder that is a file, before a database is made', async () => {
    const folder = await makeFolder();
    const [file, data] = [path.join(folder, 'file'), path.join(folder, 'data')];
    await writeFile(file, '');
    const env = { PHOTOPLAY_STORAGE: file, PHOTOPLAY_DATA_DIR: data };
    expect(await refusal(env)).toMatch(/of PHOTOPLAY_STORAGE cannot be used: .* is a file\./);
    expect(await readdir(data)).toEqual([]);
  });

  it('on a model and an engine that nobody knows', async () => {
    const file = path.join(await makeFolder(), 'config.yml');
    const data = path.join(await makeFolder(), 'data');
    const env = { PHOTOPLAY_CONFIG: file, PHOTOPLAY_DATA_DIR: data };
    await writeFile(file, 'models: { gen4_trubo: fake }');
    expect(await refusal(env)).toMatch(/received "gen4_trubo"\. Did you mean gen4_turbo\?$/);
    await writeFile(file, 'models: { gen4_turbo: parallaxe }');
    expect(await refusal(env)).toMatch(
      /received "parallaxe"\. Did you mean parallax\? Correct the route, or set/,
    );
    expect(await readdir(data)).toEqual([]);
  });
});

it('finds a taken port before it makes a key, and shows the key at the next start', async () => {
  const neighbour = createServer().listen(0, '127.0.0.1');
  await once(neighbour, 'listening');
  onTestFinished(() => void neighbour.close());
  const { port } = neighbour.address() as AddressInfo;
  const dataDir = await makeFolder();
  const env = { PHOTOPLAY_DATA_DIR: dataDir, PHOTOPLAY_PORT: String(port) };
  expect(await refusal(env)).toMatch(new RegExp(`127\\.0\\.0\\.1:${port} is taken\\.`));
  expect(await readdir(dataDir)).toEqual([]);
  const cli = runCli(['serve'], { dataDir, env: { PHOTOPLAY_PORT: '0' } });
  onTestFinished(() => void cli.process.kill('SIGKILL'));
  const told = await cli.hasTold(/Docs/);
  const shown = told.match(/shown this once: (\S+)/)?.[1];
  expect(await readFile(path.join(dataDir, 'api-key'), 'utf8')).toBe(`${shown}\n`);
  expect((await stat(path.join(dataDir, 'api-key'))).mode & 0o777).toBe(0o600);
});

it('keeps no key of a start that comes to nothing later', async () => {
  const dataDir = await makeFolder();
  const nobody = {
    PHOTOPLAY_DATA_DIR: dataDir,
    PHOTOPLAY_STORAGE: 's3://clips',
    AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1',
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
  };
  expect(await refusal(nobody)).toMatch(/s3:\/\/clips\/ cannot be used .*ECONNREFUSED/);
  expect(await readdir(dataDir)).not.toContain('api-key');
});
