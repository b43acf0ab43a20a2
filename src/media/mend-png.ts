/**
 * A PNG that is cut short, or whose checksums are wrong, made whole: what its data still tells is
 * packed anew. Missing rows repeat the last one that is there.
 */
import { constants, deflateSync, inflateRawSync } from 'node:zlib';
import type { Mended } from './mended.ts';
import { makePngChunk, pngSignatureLength, readPngChunks } from './png-chunks.ts';

/** Samples per pixel of each colour type. */
const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The passes of an interlaced file (Adam7): where each begins, and how far its pixels are apart. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The filter by which a row of zeros repeats the row above. */
const filterUp = 2;

/** The rows are in memory meanwhile: 64 megapixels of colour and alpha. */
const mostBytes = 256 * 2 ** 20;

export function mendPng(bytes: Uint8Array): Mended | undefined {
  const chunks = readPngChunks(bytes);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header?.length !== 13) return undefined;
  const rowLengths = readRowLengths(header);
  const length = rowLengths.reduce((sum, row) => sum + row, 0);
  if (!(length > 0 && length <= mostBytes)) return undefined;
  const compressed = Buffer.concat(
    chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data),
  );
  const held = inflate(compressed, length);
  if (!held) return undefined;
  const rows = Buffer.alloc(length);
  rows.set(held);
  let at = 0;
  for (const rowLength of rowLengths) {
    if (at >= held.length) rows[at] = filterUp;
    at += rowLength;
  }
  const data = makePngChunk('IDAT', deflateSync(rows, { level: 1 }));
  return { bytes: replacePixels(bytes, chunks, data), missing: 1 - held.length / length };
}

/** Bytes of each row before compression, its filter included. */
function readRowLengths(header: Uint8Array): number[] {
  const view = Buffer.from(header);
  const [width, height] = [view.readUInt32BE(0), view.readUInt32BE(4)];
  const bits = view[8]! * samples[view[9]!]!;
  const interlaced = view[12] === 1;
  if (!(width <= 2 ** 16 && height <= 2 ** 16)) return [];
  return (interlaced ? passes : ([[0, 0, 1, 1]] as const)).flatMap(([left, top, x, y]) => {
    const columns = Math.ceil((width - left) / x);
    if (columns <= 0) return [];
    const rowLength = 1 + Math.ceil((columns * bits) / 8);
    return Array<number>(Math.max(0, Math.ceil((height - top) / y))).fill(rowLength);
  });
}

/** As far as the data goes. Undefined where it makes no sense. */
function inflate(compressed: Buffer, maxLength: number): Uint8Array | undefined {
  try {
    // The two bytes before and the checksum behind are zlib's.
    return inflateRawSync(compressed.subarray(2), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: maxLength,
    });
  } catch {
    return undefined;
  }
}

function replacePixels(
  bytes: Uint8Array,
  chunks: ReturnType<typeof readPngChunks>,
  pixels: Uint8Array,
): Uint8Array {
  const first = chunks.findIndex(({ type }) => type === 'IDAT');
  const others = chunks.map(({ type, whole }, i) => {
    if (i === first) return pixels;
    return type === 'IDAT' || type === 'IEND' ? Buffer.alloc(0) : whole;
  });
  return Buffer.concat([bytes.subarray(0, pngSignatureLength), ...others, makePngChunk('IEND')]);
}
