/**
 * The ways in which a PNG tells its colours, brought to the one that libvips heeds: a profile. By
 * the standard, and in browsers, cICP comes before iCCP, iCCP before sRGB, sRGB before gAMA and cHRM.
 */
import { deflateSync } from 'node:zlib';
import { refuseHighRange } from './high-range.ts';
import { makeGreyProfile, makeRgbProfile, type Primaries, type Transfer } from './icc-profile.ts';
import { isSound, makePngChunk, type PngChunk, readPngChunks } from './png-chunks.ts';

/**
 * The same file with a profile that says what its other chunks say; the file itself where they say
 * nothing that matters.
 * @throws InvalidImage when its range is higher than a picture in sRGB can show
 */
export function tellColoursByProfile(bytes: Uint8Array): Uint8Array {
  const chunks = readPngChunks(bytes);
  const pixels = chunks.findIndex(({ type }) => type === 'IDAT');
  const head = chunks.slice(0, Math.max(0, pixels));
  const find = (type: string) => head.find((chunk) => chunk.type === type && isSound(chunk));
  const [coded, profile, standard] = [find('cICP'), find('iCCP'), find('sRGB')];
  const space = coded && readCodePoints(coded.data);
  if (space) return replaceColours(bytes, head, space);
  if (profile || standard) return bytes;
  const measured = readMeasures(find('gAMA'), find('cHRM'));
  return measured ? replaceColours(bytes, head, measured) : bytes;
}

interface Space {
  primaries: Primaries;
  /** Absent: that of sRGB. */
  transfer?: Transfer;
}

const d65 = [0.3127, 0.329] as const;

const srgb: Primaries = { white: d65, red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06] };

/** By the code points of ITU-T H.273. */
const codedPrimaries: Record<number, Primaries> = {
  1: srgb,
  9: { white: d65, red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046] },
  11: {
    white: [0.314, 0.351],
    red: [0.68, 0.32],
    green: [0.265, 0.69],
    blue: [0.15, 0.06],
  },
  12: { white: d65, red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] },
};

const power = (exponent: number) => (code: number) => code ** exponent;

function decodeSrgb(code: number): number {
  return code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4;
}

function decodeTelevision(code: number): number {
  return code < 0.081 ? code / 4.5 : ((code + 0.099) / 1.099) ** (1 / 0.45);
}

const codedTransfers: Record<number, Transfer> = {
  1: decodeTelevision,
  4: power(2.2),
  5: power(2.8),
  6: decodeTelevision,
  8: power(1),
  13: decodeSrgb,
  14: decodeTelevision,
  15: decodeTelevision,
};

/** Undefined for code points that nobody shows by; the other chunks decide then. */
function readCodePoints(data: Uint8Array): Space | undefined {
  if (data.length !== 4) return undefined;
  const [primary, curve, matrix, full] = data as unknown as [number, number, number, number];
  refuseHighRange(curve);
  const primaries = codedPrimaries[primary];
  const transfer = codedTransfers[curve];
  if (!primaries || !transfer || matrix !== 0 || full !== 1) return undefined;
  return transfer === decodeSrgb ? { primaries } : { primaries, transfer };
}

/** What encoders write for sRGB as well: an exponent so near to 1/2.2, primaries so near to its own. */
const nearGamma = 0.02;
const nearPrimary = 0.005;

function readMeasures(gamma?: PngChunk, primaries?: PngChunk): Space | undefined {
  const exponent = gamma?.data.length === 4 ? numberAt(gamma.data, 0) : 0;
  const curved = exponent > 0.05 && exponent < 20 && Math.abs(exponent - 1 / 2.2) > nearGamma;
  const measured = primaries?.data.length === 32 ? readPrimaries(primaries.data) : undefined;
  if (!curved && !measured) return undefined;
  return {
    primaries: measured ?? srgb,
    ...(curved && { transfer: power(1 / exponent) }),
  };
}

const numberAt = (data: Uint8Array, index: number) =>
  Buffer.from(data).readUInt32BE(4 * index) / 1e5;

/** Undefined where they are those of sRGB. */
function readPrimaries(data: Uint8Array): Primaries | undefined {
  const pair = (i: number) => [numberAt(data, 2 * i), numberAt(data, 2 * i + 1)] as const;
  const found: Primaries = { white: pair(0), red: pair(1), green: pair(2), blue: pair(3) };
  const names = ['white', 'red', 'green', 'blue'] as const;
  const same = names.every((name) =>
    [0, 1].every((i) => Math.abs(found[name][i]! - srgb[name][i]!) < nearPrimary),
  );
  return same ? undefined : found;
}

const colourChunks = ['cICP', 'iCCP', 'sRGB', 'gAMA', 'cHRM'];

/** @param head the chunks before the pixels */
function replaceColours(
  bytes: Uint8Array,
  head: PngChunk[],
  { primaries, transfer }: Space,
): Uint8Array {
  const end = head.reduce((at, { whole }) => at + whole.length, 8);
  const [header, ...others] = head.filter(({ type }) => !colourChunks.includes(type));
  if (header?.type !== 'IHDR') return bytes;
  const grey = header.data[9] === 0 || header.data[9] === 4;
  const plain = (grey || primaries === srgb) && !transfer;
  const curve = transfer ?? decodeSrgb;
  const profile = grey ? makeGreyProfile(curve) : makeRgbProfile(primaries, curve);
  // Numbers that span no space say nothing.
  if (!plain && !profile) return bytes;
  const told = plain || !profile ? [] : [profileChunk(profile)];
  return Buffer.concat([
    bytes.subarray(0, 8),
    header.whole,
    ...told,
    ...others.map(({ whole }) => whole),
    bytes.subarray(end),
  ]);
}

function profileChunk(profile: Uint8Array): Buffer {
  // Its name and, by a zero, how it is packed.
  return makePngChunk('iCCP', Buffer.concat([Buffer.from('space\0\0'), deflateSync(profile)]));
}
