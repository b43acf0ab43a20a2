import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode.ts';
import { InvalidImage } from './image-facts.ts';
import { inspectImage } from './inspect.ts';
import { missingFromJpeg } from './jpeg-blocks.ts';
import { sharp } from './loaders.ts';

const width = 240;
const height = 200;

/** Busy everywhere, so that each part of the file holds its part of the picture. */
function paint(channels: 1 | 3 = 3) {
  const data = new Uint8Array(width * height * channels);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = 100 + (((i / channels) % width) >> 2) + (state >>> 26);
  }
  return sharp(data, { raw: { width, height, channels } });
}

const kinds: Record<string, () => Promise<Buffer>> = {
  'baseline JPEG': () => paint().jpeg().toBuffer(),
  'JPEG with full chroma': () => paint().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(),
  'grey JPEG': () => paint(1).toColourspace('b-w').jpeg().toBuffer(),
  'CMYK JPEG': () => paint().toColourspace('cmyk').jpeg().toBuffer(),
  'progressive JPEG': () => paint().jpeg({ progressive: true }).toBuffer(),
  'progressive JPEG of few scans': () => paint().jpeg({ mozjpeg: true }).toBuffer(),
  PNG: () => paint().png().toBuffer(),
  'interlaced PNG': () => paint().png({ progressive: true }).toBuffer(),
  '16-bit PNG': () => paint().toColourspace('rgb16').png().toBuffer(),
  'lossy WebP': () => paint().webp().toBuffer(),
  'lossless WebP': () => paint().webp({ lossless: true }).toBuffer(),
};

const cut = (file: Buffer, bytes: number) => file.subarray(0, file.length - bytes);

async function show(file: Uint8Array) {
  const { replacement, warnings } = await inspectImage(file);
  const { data } = await decodeImage(replacement ?? file);
  return { data, codes: warnings.map(({ code }) => code) };
}

describe.each(Object.entries(kinds))('a %s', (kind, make) => {
  it('is what it was without the mark at its end', async () => {
    const file = await make();
    const mark =
      kind.endsWith('JPEG') || kind.includes('scans') ? 2 : kind.endsWith('PNG') ? 20 : 0;
    const shown = await show(cut(file, mark));
    expect(Buffer.compare(shown.data, (await show(file)).data)).toBe(0);
    expect(shown.codes).toEqual([]);
  });

  it('is shown as far as it goes when a few bytes are missing', async () => {
    const file = await make();
    const whole = (await show(file)).data;
    const shown = await show(cut(file, kind.endsWith('PNG') ? 60 : 24));
    expect(shown.codes).toEqual(['image-damaged']);
    // In the top nine tenths nothing is seen of it; the least bits of a progressive file may go.
    const seen = whole.length * 0.9;
    let off = 0;
    for (let i = 0; i < seen; i++) off = Math.max(off, Math.abs(whole[i]! - shown.data[i]!));
    expect(off).toBeLessThanOrEqual(kind.includes('interlaced') ? 0 : 30);
  });

  it.each([0.3, 0.5, 0.8, 0.9])('is refused when it is cut at %d', async (share) => {
    const file = await make();
    const half = file.subarray(0, Math.floor(file.length * share));
    await expect(inspectImage(half)).rejects.toBeInstanceOf(InvalidImage);
    // Nor does an end mark make it whole.
    const ended = Buffer.concat([half, Buffer.from([0xff, 0xd9])]);
    await expect(inspectImage(ended)).rejects.toBeInstanceOf(InvalidImage);
  });
});

describe('what a JPEG lacks', () => {
  it('is counted by its blocks', async () => {
    const file = await kinds['baseline JPEG']!();
    expect(missingFromJpeg(file)).toBe(0);
    const data = file.lastIndexOf(Buffer.from([0xff, 0xda])) + 14;
    for (const share of [0.25, 0.5, 0.75]) {
      const half = file.subarray(0, data + Math.floor((file.length - data) * share));
      expect(missingFromJpeg(half)).toBeCloseTo(1 - share, 1);
    }
  });

  it('is everything where a pass is missing, though the file ends as it should', async () => {
    const file = await kinds['progressive JPEG']!();
    const pass = file.lastIndexOf(Buffer.from([0xff, 0xda]));
    expect(missingFromJpeg(Buffer.concat([file.subarray(0, pass), file.subarray(-2)]))).toBe(1);
  });
});
