/**
 * What a depth model told of pictures, kept on disk: asking it takes a second or two, and people
 * make more than one clip of a picture. Losing all of it costs time alone.
 */
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plane } from '../resample.ts';

export interface KeptDepths {
  folder: string;
  /** How many are kept; those that nobody asked for the longest go. */
  most: number;
}

const headerBytes = 8;
const steps = 65535;

/** Depth in the steps that are kept: what is used has to be the same, first time or second. */
export function roundDepth({ width, height, data }: Plane): Plane {
  return { width, height, data: data.map((value) => Math.round(value * steps) / steps) };
}

/** What was kept under a key; undefined if nothing was, or it is spoilt. */
export async function findDepth(key: string, { folder }: KeptDepths): Promise<Plane | undefined> {
  const file = fileOf(folder, key);
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes || bytes.length < headerBytes) return undefined;
  const width = bytes.readUInt32LE(0);
  const height = bytes.readUInt32LE(4);
  if (bytes.length !== headerBytes + 2 * width * height) return undefined;
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
  const data = Float32Array.from({ length: width * height }, (_, i) => {
    return bytes.readUInt16LE(headerBytes + 2 * i) / steps;
  });
  return { width, height, data };
}

/** Keep depth under a key. A full disk is no reason to fail a render: then nothing is kept. */
export async function keepDepth(key: string, plane: Plane, kept: KeptDepths): Promise<void> {
  if (kept.most === 0) return;
  const bytes = Buffer.alloc(headerBytes + 2 * plane.data.length);
  bytes.writeUInt32LE(plane.width, 0);
  bytes.writeUInt32LE(plane.height, 4);
  for (let i = 0; i < plane.data.length; i++) {
    bytes.writeUInt16LE(Math.round(plane.data[i]! * steps), headerBytes + 2 * i);
  }
  const file = fileOf(kept.folder, key);
  const partial = `${file}.${process.pid}.part`;
  try {
    await mkdir(kept.folder, { recursive: true });
    await writeFile(partial, bytes);
    await rename(partial, file);
    await dropOldest(kept);
  } catch {
    await rm(partial, { force: true }).catch(() => undefined);
  }
}

function fileOf(folder: string, key: string): string {
  return path.join(folder, `${key}.depth`);
}

async function dropOldest({ folder, most }: KeptDepths): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= most) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      return { file, used: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 };
    }),
  );
  files.sort((one, other) => other.used - one.used);
  for (const { file } of files.slice(most)) await rm(file, { force: true });
}
