import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeTemporaryFolder } from './data-folder.ts';
import { findFreePort } from './postgres.ts';

export interface S3Server {
  endpoint: string;
  /** s3rver takes any signature of the fourth version. */
  checksSignatures: boolean;
  /** What makes a server use it. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * An S3 server in a process of its own, with one empty bucket: s3rver from npm, or, given the path of
 * a versitygw program in `PHOTOPLAY_TEST_VERSITYGW`, that one, which checks signatures too.
 */
export async function startS3(): Promise<S3Server> {
  const folder = await makeTemporaryFolder();
  const bucket = 'clips-and-inputs';
  const versity = process.env.PHOTOPLAY_TEST_VERSITYGW;
  // One that another program may take before it does; s3rver finds one by itself.
  const port = versity ? await findFreePort() : 0;
  if (versity) await mkdir(path.join(folder, bucket));
  const child = versity
    ? spawn(versity, [
        '--access',
        'S3RVER',
        '--secret',
        'S3RVER',
        '--port',
        `127.0.0.1:${port}`,
        'posix',
        folder,
      ])
    : spawn(process.execPath, [
        s3rver(),
        '-d',
        folder,
        '-a',
        '127.0.0.1',
        '-p',
        `${port}`,
        '-s',
        '--configure-bucket',
        bucket,
      ]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said = (said + text).slice(-5000);
    });
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let endpoint: string | undefined;
  while (!endpoint || !(await fetch(endpoint).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error(`The S3 server did not start: ${said}`);
    await wait(50);
    const [, chosen] = /listening on 127\.0\.0\.1:(\d+)/.exec(said) ?? [];
    endpoint = versity ? `http://127.0.0.1:${port}` : chosen && `http://127.0.0.1:${chosen}`;
  }
  return {
    endpoint,
    checksSignatures: versity !== undefined,
    env: {
      PHOTOPLAY_STORAGE: `s3://${bucket}/a/prefix`,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
    },
    async stop() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function s3rver(): string {
  const manifest = createRequire(import.meta.url).resolve('s3rver/package.json');
  return path.join(path.dirname(manifest), 'bin/s3rver.js');
}
