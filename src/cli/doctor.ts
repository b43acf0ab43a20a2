import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.ts';
import { chooseDepthModel, findWantedModel } from '../models.ts';
import { ensureUsableFolder } from '../store/usable-folder.ts';
import { print, printJson } from './output.ts';
import { findOwnServer } from './own-server.ts';

interface Finding {
  ok: boolean;
  what: string;
  /** What to do about it. */
  advice?: string;
}

/** Check what Photoplay needs and say what to do about what is missing. Exit code 1 if anything is. */
export async function runDoctor(config: Config, { json }: { json?: boolean }): Promise<void> {
  const checks = [
    checkNode,
    () => checkModule('sharp', 'reads images'),
    () => checkModule('node-av', 'encodes video'),
    () => checkModule('@electric-sql/pglite', 'the embedded database'),
    () => checkDepth(config),
    () => checkFolder(config),
    () => checkSpace(config),
    () => checkServer(config),
    () => checkDatabase(config),
  ];
  const findings: Finding[] = [];
  for (const check of checks) {
    const finding = await check();
    if (!finding) continue;
    findings.push(finding);
    if (!finding.ok) process.exitCode = 1;
    if (json) continue;
    print(`${finding.ok ? 'ok  ' : 'FAIL'} ${finding.what}`);
    if (finding.advice) print(`     ${finding.advice}`);
  }
  if (json) printJson({ ok: findings.every(({ ok }) => ok), findings });
}

async function checkNode(): Promise<Finding> {
  return { ok: true, what: `Node ${process.versions.node} on ${process.platform} ${process.arch}` };
}

async function checkModule(name: string, purpose: string): Promise<Finding> {
  try {
    await import(name);
    return { ok: true, what: `${name} (${purpose})` };
  } catch (error) {
    return {
      ok: false,
      what: `${name} (${purpose}) does not load: ${(error as Error).message.split('\n')[0]}`,
      advice: 'Run "npm ci" again, without --omit=optional, on this very machine.',
    };
  }
}

/** Where depth comes from, and whether what that takes is there; the server tries the model itself. */
async function checkDepth(config: Config): Promise<Finding> {
  const wanted = config.depth === 'cues' ? undefined : findWantedModel(config);
  const model = await chooseDepthModel(config, wanted);
  if (!model) {
    const advice = '"photoplay models add depth" fetches a model, 99 MB, once.';
    return config.depth === 'cues'
      ? { ok: true, what: 'depth from image cues: PHOTOPLAY_DEPTH says so' }
      : { ok: true, what: 'depth from image cues: no depth model is here', advice };
  }
  const runtime = await checkModule('onnxruntime-node', 'runs the depth model');
  if (!runtime.ok) return runtime;
  const found = await hashOf(model.path);
  if (found === model.sha256) {
    return { ok: true, what: `depth from the neural model ${model.title}, ${model.path}` };
  }
  if (found === undefined && wanted?.url) {
    const what = `depth from a neural model that the next start fetches from ${wanted.url}`;
    return { ok: true, what };
  }
  return {
    ok: false,
    what: found
      ? `the depth model ${model.path} has the SHA-256 ${found}`
      : `no depth model at ${model.path}`,
    advice: wanted
      ? `The configuration wants a file with the SHA-256 ${model.sha256}.`
      : 'Fetch it again with "photoplay models add depth".',
  };
}

async function hashOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

async function checkFolder({ dataDir }: Config): Promise<Finding> {
  try {
    await ensureUsableFolder(dataDir, 'PHOTOPLAY_DATA_DIR');
    return { ok: true, what: `data folder ${dataDir} is writable` };
  } catch (error) {
    return { ok: false, what: `data folder: ${(error as Error).message}` };
  }
}

const leastFreeBytes = 2 ** 30;

async function checkSpace({ dataDir }: Config): Promise<Finding | undefined> {
  const { bavail, bsize } = await statfs(path.dirname(dataDir)).catch(() => ({
    bavail: 0,
    bsize: 0,
  }));
  const free = bavail * bsize;
  return {
    ok: free >= leastFreeBytes,
    what: `${(free / 2 ** 30).toFixed(1)} GiB free beside the data folder`,
    advice: free < leastFreeBytes ? 'Clips and the database want at least 1 GiB.' : undefined,
  };
}

async function checkServer(config: Config): Promise<Finding> {
  const own = await findOwnServer(config);
  if (own) return checkReady(own);
  const { host, port } = config;
  if (port !== 0 && (await isTaken(host, port))) {
    return {
      ok: false,
      what: `${host}:${port} is taken, and not by a server of ${config.dataDir}`,
      advice: 'Choose another port with PHOTOPLAY_PORT, or stop what listens there.',
    };
  }
  return {
    ok: true,
    what: `no server of ${config.dataDir} runs, and ${host}:${port} is free for one`,
    advice: 'Start one with "npm start", or with "photoplay serve".',
  };
}

async function checkReady(url: string): Promise<Finding> {
  const status = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) }).then(
    (response) => `HTTP ${response.status}`,
    (error: Error) => error.message,
  );
  if (status === 'HTTP 200') {
    return { ok: true, what: `a server answers at ${url} and reaches its database` };
  }
  return {
    ok: false,
    what: `the server at ${url} is not ready: ${status}`,
    advice: 'Its log says why.',
  };
}

/** By connecting alone: whatever listens there is told nothing. */
function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const settle = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

async function checkDatabase({ databaseUrl }: Config): Promise<Finding | undefined> {
  if (!databaseUrl) return undefined;
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.query('select 1');
    return { ok: true, what: 'the PostgreSQL of DATABASE_URL answers' };
  } catch (error) {
    return {
      ok: false,
      what: `the PostgreSQL of DATABASE_URL: ${(error as Error).message}`,
      advice: 'Check the address, the user and the password in DATABASE_URL.',
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}
