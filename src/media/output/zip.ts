/**
 * ZIP archives of files that are compressed already, written one after the other: each is stored as
 * it is, its checksum before it, so that an archive is read from a pipe too. By PKWARE's APPNOTE
 * 6.3.10; the numbers of sections are its own.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

export interface ZipWriter {
  /** Append a file. */
  add(name: string, bytes: Uint8Array): Promise<void>;
  /** Write the directory at the end. */
  finish(): Promise<void>;
  /** Let go of the file; safe after `finish`. */
  close(): Promise<void>;
}

interface Entry {
  name: Buffer;
  size: number;
  checksum: number;
  offset: number;
}

/** The format's own beginning of time, 1 January 1980: no clock is in an archive. */
const date = (1 << 5) | 1;
/** What does not fit into 32 bits is told in an extra field or record (4.5.3, 4.3.14). */
const most = 0xffff_ffff;
/** Names are UTF-8 (4.4.4). */
const utf8Names = 1 << 11;

/** @throws when the file cannot be created */
export async function createZip(file: string): Promise<ZipWriter> {
  const handle = await open(file, 'w');
  const entries: Entry[] = [];
  let offset = 0;

  async function write(...parts: Uint8Array[]): Promise<void> {
    for (const part of parts) {
      await writeWhole(handle, part);
      offset += part.length;
    }
  }

  return {
    async add(name, bytes) {
      const entry = { name: Buffer.from(name), size: bytes.length, checksum: crc32(bytes), offset };
      if (entry.size >= most) throw new Error(`Expected less than 4 GiB but ${name} has more.`);
      await write(describeLocally(entry), entry.name, bytes);
      entries.push(entry);
    },
    async finish() {
      const start = offset;
      for (const entry of entries)
        await write(describeInDirectory(entry), entry.name, farOf(entry));
      await write(describeEnd(entries.length, start, offset));
      await handle.close();
    },
    close: () => handle.close(),
  };
}

/** A write may end early, as on a disk that is nearly full. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
  }
}

/** 4.3.7 */
function describeLocally({ name, size, checksum }: Entry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(utf8Names, 6);
  header.writeUInt16LE(date, 12);
  header.writeUInt32LE(checksum, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return header;
}

/** 4.3.12 */
function describeInDirectory(entry: Entry): Buffer {
  const { name, size, checksum, offset } = entry;
  const far = farOf(entry);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  // Made on a system with Unix's modes, by whatever knows files beyond 4 GiB (4.4.2, 4.4.3).
  header.writeUInt16LE((3 << 8) | 45, 4);
  header.writeUInt16LE(far.length > 0 ? 45 : 20, 6);
  header.writeUInt16LE(utf8Names, 8);
  header.writeUInt16LE(date, 14);
  header.writeUInt32LE(checksum, 16);
  header.writeUInt32LE(size, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(far.length, 30);
  // A plain file that everybody may read: -rw-r--r--.
  header.writeUInt32LE((0o100644 << 16) >>> 0, 38);
  header.writeUInt32LE(Math.min(offset, most), 42);
  return header;
}

/** Where an entry begins beyond 4 GiB (4.5.3). */
function farOf({ offset }: Entry): Buffer {
  if (offset < most) return Buffer.alloc(0);
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(offset), 4);
  return extra;
}

/** 4.3.16, after 4.3.14 and 4.3.15 where it has no room for the numbers. */
function describeEnd(count: number, start: number, end: number): Buffer {
  const isFar = count >= 0xffff || end >= most;
  const far = Buffer.alloc(isFar ? 76 : 0);
  if (isFar) {
    far.writeUInt32LE(0x0606_4b50, 0);
    far.writeBigUInt64LE(44n, 4);
    far.writeUInt16LE((3 << 8) | 45, 12);
    far.writeUInt16LE(45, 14);
    far.writeBigUInt64LE(BigInt(count), 24);
    far.writeBigUInt64LE(BigInt(count), 32);
    far.writeBigUInt64LE(BigInt(end - start), 40);
    far.writeBigUInt64LE(BigInt(start), 48);
    far.writeUInt32LE(0x0706_4b50, 56);
    far.writeBigUInt64LE(BigInt(end), 64);
    far.writeUInt32LE(1, 72);
  }
  const near = Buffer.alloc(22);
  near.writeUInt32LE(0x0605_4b50, 0);
  near.writeUInt16LE(Math.min(count, 0xffff), 8);
  near.writeUInt16LE(Math.min(count, 0xffff), 10);
  near.writeUInt32LE(Math.min(end - start, most), 12);
  near.writeUInt32LE(Math.min(start, most), 16);
  return Buffer.concat([far, near]);
}
