import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { checkAccounts } from '../support/accounts.ts';
import { openTestDatabase } from '../support/patience.ts';
import type { Cluster } from './cluster.ts';
import { prompts } from './schedule.ts';

/** What the client knows of a task that was accepted. */
export interface Sent {
  id: string;
  prompt: string;
  /** A DELETE was answered with 204. */
  removed: boolean;
  /** A DELETE was sent, whatever came of it. */
  tried: boolean;
  /** Nobody cancels it: it has to end by itself. */
  spared?: boolean;
}

export const credits = 1_000_000;

/** What must hold after everything, whatever happened; the cluster has been healed and stopped. */
export async function checkInvariants(
  cluster: Cluster,
  sent: Sent[],
  owner: string,
): Promise<void> {
  const database = await openTestDatabase(cluster.dataDir, cluster.database?.url);
  try {
    const tasks = await database.sql.selectFrom('task').selectAll().execute();
    const rows = new Map(tasks.map((task) => [task.id, task]));
    const final = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

    expect(
      sent.filter(({ id }) => !rows.has(id)),
      'accepted and then lost',
    ).toEqual([]);
    expect(
      tasks.filter(({ status }) => !final.includes(status)),
      'never ended',
    ).toEqual([]);
    const succeeded = tasks.filter(({ status }) => status === 'SUCCEEDED');
    expect(succeeded.length, 'succeeded').toBeGreaterThan(0);
    for (const { id, prompt, removed, tried } of sent) {
      const { status, failure, deleted_at } = rows.get(id)!;
      const expected = prompts[prompt] === 'FAILED' ? 'FAILED' : 'SUCCEEDED';
      const about = `${prompt} ended as ${status} ${failure ?? ''}`;
      if (removed) expect(status === 'CANCELLED' || deleted_at !== null, about).toBe(true);
      else if (tried) expect([expected, 'CANCELLED'], about).toContain(status);
      else expect(status, about).toBe(expected);
    }

    await checkAccounts(database, { owner, credits });

    const shown = tasks.flatMap(({ outputs }) => outputs ?? []);
    expect(shown.length).toBe(
      tasks.filter((task) => task.status === 'SUCCEEDED' && !task.deleted_at).length,
    );
    // Of a DELETE that was cut short the clip may be gone or not: the next sweep finishes it.
    const halfDeleted = new Set(
      tasks
        .filter((task) => task.deletion_asked_at && !task.deleted_at)
        .flatMap(({ outputs }) => outputs ?? []),
    );
    const settled = (clips: string[]) => clips.filter((clip) => !halfDeleted.has(clip)).sort();
    expect(settled(await listClips(cluster)), 'clips in the storage').toEqual(settled(shown));
  } finally {
    await database.close();
  }
  const work = await readdir(path.join(cluster.dataDir, 'work')).catch(() => []);
  expect(work, 'temporary folders').toEqual([]);
  await expect.poll(() => cluster.children.filter((child) => child.isAlive()).length).toBe(0);
}

async function listClips({ env }: Cluster): Promise<string[]> {
  const { storage } = loadConfig(env);
  if (!storage?.s3) throw new Error('Expected the chaos to be on S3');
  const { bucket, prefix, endpoint, region, credentials } = storage.s3;
  const client = new S3Client({ region, endpoint, credentials, forcePathStyle: true } as never);
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}/clips/` }),
  );
  client.destroy();
  return Contents.map(({ Key }) => Key!.slice(prefix.length + 1));
}
