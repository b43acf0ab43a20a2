/**
 * Loaded into a program before it starts: while the file that `FULL_DISK_SIGN` names is
 * there, no file grows and none is made, as on a disk that is full.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { existsSync, fstatSync, write, writeSync } = fs;
const sign = process.env.FULL_DISK_SIGN!;

function noRoom(syscall: string): NodeJS.ErrnoException {
  const message = `ENOSPC: no space left on device, ${syscall}`;
  return Object.assign(new Error(message), { code: 'ENOSPC', errno: -28, syscall });
}

/** What lies within the file has its place on the disk. */
function wouldGrow(file: number, bytes: number, position: unknown): boolean {
  if (!existsSync(sign)) return false;
  const found = fstatSync(file);
  const isWithin = typeof position === 'number' && position + bytes <= found.size;
  return found.isFile() && !isWithin;
}

const bytesOf = (data: string | ArrayBufferView, length: unknown): number => {
  if (typeof data === 'string') return Buffer.byteLength(data);
  return typeof length === 'number' ? length : data.byteLength;
};

type Anything = (...given: never[]) => unknown;

Object.assign(fs, {
  writeSync(file: number, data: ArrayBufferView, ...rest: [number?, number?, number?]) {
    if (wouldGrow(file, bytesOf(data, rest[1]), rest[2])) throw noRoom('write');
    return (writeSync as Anything)(...([file, data, ...rest] as never[]));
  },
  write(file: number, data: ArrayBufferView, ...rest: unknown[]) {
    if (!wouldGrow(file, bytesOf(data, rest[1]), rest[2])) {
      return (write as Anything)(...([file, data, ...rest] as never[]));
    }
    const done = rest.at(-1) as (error: Error) => void;
    setImmediate(() => done(noRoom('write')));
  },
});

for (const name of ['writeFile', 'appendFile', 'copyFile', 'cp'] as const) {
  const original = fs.promises[name] as (...given: unknown[]) => Promise<unknown>;
  Object.assign(fs.promises, {
    async [name](...given: unknown[]) {
      if (existsSync(sign)) throw noRoom(name);
      return original(...given);
    },
  });
}

const look = fs.promises.statfs as (...given: unknown[]) => Promise<fs.StatsFs>;
Object.assign(fs.promises, {
  async statfs(...given: unknown[]) {
    const found = await look(...given);
    return existsSync(sign) ? Object.assign(found, { bavail: 0 }) : found;
  },
});
syncBuiltinESMExports();
