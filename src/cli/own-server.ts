import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { proofPath, prove } from '../task/proof.ts';

/** What the server of a data folder tells in it: see `store/announcement.ts`. */
interface Announcement {
  pid?: number;
  url?: string;
  secret?: string;
}

/**
 * Where the server of the data folder listens; undefined where none runs. Only a server that proves
 * to hold the secret in the folder is that one: its file may be older than the program that has its
 * port by now.
 */
export async function findOwnServer({ dataDir }: Config): Promise<string | undefined> {
  const { url, secret } = await readStarted(dataDir);
  return url && secret && (await proves(url, secret)) ? url : undefined;
}

/** A server that is starting has no address yet, and the folder already: it is waited for. */
async function readStarted(dataDir: string): Promise<Announcement> {
  const deadline = Date.now() + longestStartMs;
  for (;;) {
    const announcement = await readAnnouncement(dataDir);
    const { pid, url } = announcement;
    if (url || !pid || !isAlive(pid) || Date.now() > deadline) return announcement;
    await sleep(100);
  }
}

const longestStartMs = 20_000;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be signalled, and lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function readAnnouncement(dataDir: string): Promise<Announcement> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, 'server.json'), 'utf8'));
  } catch {
    return {};
  }
}

async function proves(url: string, secret: string): Promise<boolean> {
  const nonce = randomBytes(32).toString('hex');
  try {
    const response = await fetch(new URL(`${proofPath}?nonce=${nonce}`, url), {
      redirect: 'error',
      signal: AbortSignal.timeout(5000),
    });
    const { proof } = (await response.json()) as { proof?: unknown };
    const given = Buffer.from(String(proof));
    const right = Buffer.from(prove(secret, nonce));
    return given.length === right.length && timingSafeEqual(given, right);
  } catch {
    return false;
  }
}

/** Whether two URLs name one port of this machine, by whichever of its own names. */
export function sameServer(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  return (
    a.protocol === b.protocol &&
    a.port === b.port &&
    (a.hostname === b.hostname || [a, b].every(({ hostname }) => loopbacks.has(hostname)))
  );
}

const loopbacks = new Set(['localhost', '127.0.0.1', '[::1]']);
