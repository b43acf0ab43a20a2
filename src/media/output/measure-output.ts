/** What a finished output holds: what it is checked for after it is written. */
import { type FileHandle, open } from 'node:fs/promises';
import type { OutputFormat } from '../../task/task.ts';
import { measureClip } from '../probe.ts';

export interface OutputFacts {
  width: number;
  height: number;
  /** Counted, not read from a header. */
  frames: number;
}

/** @throws FFmpegError, or an error that says what is wrong with the archive */
export async function measureOutput(file: string, format: OutputFormat): Promise<OutputFacts> {
  return format === 'png_sequence' ? measureSequence(file) : measureClip(file);
}

/** The archives of `zip.ts`: entries counted at the end, the first one's size at the beginning. */
async function measureSequence(file: string): Promise<OutputFacts> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const end = await read(handle, size - 22, 22);
    const frames = end.readUInt32LE(0) === 0x0605_4b50 ? end.readUInt16LE(10) : 0;
    const nameLength = (await read(handle, 0, 30)).readUInt16LE(26);
    // Signature, then the header's length and name: a PNG begins with its size.
    const head = await read(handle, 30 + nameLength + 16, 8);
    return { width: head.readUInt32BE(0), height: head.readUInt32BE(4), frames };
  } finally {
    await handle.close();
  }
}

async function read(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, Math.max(0, at));
  if (bytesRead < length) throw new Error('Expected an archive of pictures but it ends too soon.');
  return buffer;
}
