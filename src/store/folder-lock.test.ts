import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock.ts';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-lock-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A process that locks the folder and says whether it could. */
async function startHolder(folder: string) {
  const script = path.join(folder, `holder-${Math.random()}.mjs`);
  const module = new URL('./folder-lock.ts', import.meta.url).href;
  await writeFile(
    script,
    `import { lockFolder } from ${JSON.stringify(module)};
     lockFolder(${JSON.stringify(folder)}).then(() => process.send('holds'), (e) => process.send(e.name));
     setInterval(() => {}, 1000);`,
  );
  const child = fork(script, { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = await new Promise((resolve) => child.once('message', resolve));
  return { child, said };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

it('lets one in, and the next after it', async () => {
  const folder = await makeFolder();
  const lock = await lockFolder(folder);
  expect((await startHolder(folder)).said).toBe('FolderInUse');
  await lock.release();
  await (await lockFolder(folder)).release();
});

it('names the holder to whom it refuses', async () => {
  const folder = await makeFolder();
  const { child } = await startHolder(folder);
  const refused = await lockFolder(folder).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FolderInUse);
  expect((refused as Error).message).toContain(`process ${child.pid}`);
});

it('is gone with a process that is killed, at once', async () => {
  const folder = await makeFolder();
  await kill((await startHolder(folder)).child);
  await (await lockFolder(folder)).release();
});

it('lets one in when several come at once to the folder of a killed one', async () => {
  const folder = await makeFolder();
  await kill((await startHolder(folder)).child);
  const starters = await Promise.all([1, 2, 3].map(() => startHolder(folder)));
  expect(starters.map(({ said }) => said).sort()).toEqual(['FolderInUse', 'FolderInUse', 'holds']);
});
