/** Reads archives whose files are stored as they are, from their directory: a second view of `zip.ts`. */
import { crc32 } from 'node:zlib';

export interface ZippedFile {
  name: string;
  bytes: Buffer;
  /** As DOS writes it: year - 1980, month and day in 7, 4 and 5 bits. */
  date: number;
}

/** @throws when a number in the archive is wrong */
export function readZip(archive: Buffer): ZippedFile[] {
  const end = archive.length - 22;
  expectEqual(archive.readUInt32LE(end), 0x06054b50, 'the end of the directory');
  const files: ZippedFile[] = [];
  let at = archive.readUInt32LE(end + 16);
  expectEqual(at + archive.readUInt32LE(end + 12), end, 'the size of the directory');
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    expectEqual(archive.readUInt32LE(at), 0x02014b50, 'an entry of the directory');
    expectEqual(archive.readUInt16LE(at + 10), 0, 'the method of what is stored');
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const head = archive.readUInt32LE(at + 42);
    // What a reader without the directory goes by says the same.
    expectEqual(archive.readUInt16LE(head + 26), nameLength, `the name before ${name}`);
    const size = archive.readUInt32LE(at + 24);
    const bytes = archive.subarray(head + 30 + nameLength, head + 30 + nameLength + size);
    expectEqual(archive.readUInt32LE(head + 14), crc32(bytes), `the checksum before ${name}`);
    expectEqual(archive.readUInt32LE(at + 16), crc32(bytes), `the checksum of ${name}`);
    expectEqual(archive.readUInt32LE(head + 22), size, `the size before ${name}`);
    files.push({ name, bytes, date: archive.readUInt16LE(at + 14) });
    at += 46 + nameLength;
  }
  return files;
}

function expectEqual(value: number, expected: number, what: string): void {
  if (value !== expected) throw new Error(`Expected ${what} to be ${expected} but it is ${value}.`);
}
