import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject, onTestFinished } from 'vitest';
import { makeTemporaryFolder } from './data-folder.ts';
import { copyDatabase } from './database-template.ts';

/** A disk of its own for a server's data folder, to be filled. */
export interface SmallDisk {
  /** With an empty database in it. */
  dataDir: string;
  /** What makes a server see it. */
  env: Record<string, string>;
  /** To the last byte. */
  fill(): void;
  empty(): void;
}

const mebibyte = 2 ** 20;

/** Mounting one takes root, and not every container allows it: elsewhere, it is made believe. */
export async function makeSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await makeTemporaryFolder();
  const mounted = mount(folder, megabytes);
  onTestFinished(async () => {
    if (mounted) execFileSync('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  const dataDir = path.join(folder, 'data');
  await mkdir(dataDir);
  await copyDatabase(inject('databaseTemplate'), dataDir);
  const ballast = path.join(folder, 'ballast');
  const empty = () => rmSync(ballast, { force: true });
  if (mounted) return { dataDir, env: {}, fill: () => fillUp(ballast), empty };
  const script = pathToFileURL(path.join(import.meta.dirname, 'make-believe-full.ts')).href;
  const env = { NODE_OPTIONS: `--import ${script}`, FULL_DISK_SIGN: ballast };
  return { dataDir, env, fill: () => writeFileSync(ballast, ''), empty };
}

function mount(folder: string, megabytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

function fillUp(file: string): void {
  const opened = openSync(file, 'a');
  for (let size = mebibyte; size >= 1; size = Math.floor(size / 2)) writeUntilFull(opened, size);
  closeSync(opened);
}

function writeUntilFull(file: number, size: number): void {
  try {
    for (;;) writeSync(file, Buffer.alloc(size, 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
