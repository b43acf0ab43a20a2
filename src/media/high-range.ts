/**
 * Pictures in high dynamic range, which an 8-bit video cannot show. Browsers bring them down, each
 * in its own way; read as if they were ordinary, they come out pale and flat.
 */
import { InvalidImage } from './image-facts.ts';

/** Transfer functions by the code points of ITU-T H.273. */
const highRanges: Record<number, string> = { 16: 'PQ', 18: 'HLG' };

/** @throws InvalidImage */
export function refuseHighRange(transfer: number): void {
  const name = highRanges[transfer];
  if (!name) return;
  throw new InvalidImage(
    `The image is in high dynamic range (${name}), which an 8-bit video cannot show. Save it in standard range, as sRGB or Display P3, and resend it.`,
  );
}

/**
 * The transfer function that an ICC profile names by its code point, if it does.
 * @param icc as it stands in the file: anything
 */
export function readCodedTransfer(icc: Uint8Array): number | undefined {
  const profile = Buffer.from(icc.buffer, icc.byteOffset, icc.byteLength);
  if (profile.length < 132) return undefined;
  const tags = Math.min(profile.readUInt32BE(128), Math.floor((profile.length - 132) / 12));
  for (let i = 0; i < tags; i++) {
    const entry = 132 + 12 * i;
    if (profile.toString('latin1', entry, entry + 4) !== 'cicp') continue;
    // The type, four bytes of nothing, then primaries and transfer.
    return profile[profile.readUInt32BE(entry + 4) + 9];
  }
  return undefined;
}
