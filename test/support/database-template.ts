import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import type { TestProject } from 'vitest/node';
import { startQueue } from '../../src/queue/start.ts';
import { openTestDatabase } from './patience.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder whose database is ready to be copied. */
    databaseTemplate: string;
  }
}

/**
 * Make an empty database once per run. Each server of a test starts on a copy, which takes a tenth
 * of a second; making a new one takes two or more.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-template-'));
  const database = await openTestDatabase(folder);
  const boss = await startQueue(database, ['parallax', 'fake'], pino({ level: 'silent' }));
  await boss.stop();
  await database.close();
  project.provide('databaseTemplate', folder);
  return () => rm(folder, { recursive: true, force: true });
}

/** Give a data folder the empty database. */
export async function copyDatabase(template: string, dataDir: string): Promise<void> {
  // Of a thousand files; one after the other by `cp`, they would take ten times as long.
  cpSync(path.join(template, 'database'), path.join(dataDir, 'database'), { recursive: true });
}
