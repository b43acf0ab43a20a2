/** PNG files as the chunks they are made of. */
import { crc32 } from 'node:zlib';

export interface PngChunk {
  type: string;
  data: Uint8Array;
  /** With its length, its type and its checksum. */
  whole: Uint8Array;
}

export const pngSignatureLength = 8;

/** More than any encoder writes; each would take memory. */
const mostChunks = 2 ** 16;

/** The chunks in their order; the last may be cut short. */
export function readPngChunks(bytes: Uint8Array): PngChunk[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  for (let at = pngSignatureLength; at + 8 <= file.length && chunks.length < mostChunks; ) {
    const end = at + 12 + file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    at = end;
  }
  return chunks;
}

/** Whether its checksum is right. */
export function isSound({ whole, data }: PngChunk): boolean {
  if (whole.length !== 12 + data.length) return false;
  const file = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  return crc32(file.subarray(4, -4)) === file.readUInt32BE(file.length - 4);
}

export function makePngChunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}
