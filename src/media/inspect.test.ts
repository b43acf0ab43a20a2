import { describe, expect, it } from 'vitest';
import { type ImageLimits, InvalidImage } from './image-facts.ts';
import { inspectImage } from './inspect.ts';
import { sharp } from './loaders.ts';

/** Noise: nothing compresses it away, so cutting the file anywhere loses pixels. */
function noise(width: number, height: number) {
  const data = new Uint8Array(width * height * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function reasonFor(bytes: Uint8Array, limits?: ImageLimits): Promise<string> {
  const error = await inspectImage(bytes, limits).then(
    ({ facts }) => expect.fail(`accepted as ${JSON.stringify(facts)}`),
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(InvalidImage);
  return error.reason;
}

describe('inspecting an image', () => {
  it('tells format and size of JPEG, PNG and WebP', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const bytes = await noise(60, 40).toFormat(format).toBuffer();
      expect(await inspectImage(bytes)).toEqual({
        facts: { format, width: 60, height: 40 },
        warnings: [],
      });
    }
  });

  it('counts sides as one sees them, with the orientation applied', async () => {
    const bytes = await noise(60, 40).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await inspectImage(bytes)).toMatchObject({ facts: { width: 40, height: 60 } });
  });

  it('refuses other formats by their content', async () => {
    const gif = await noise(60, 40).gif().toBuffer();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    for (const bytes of [gif, svg, Buffer.from('no image'), Buffer.alloc(0)]) {
      expect(await reasonFor(bytes)).toMatch(/^Unsupported asset type\. Expected a JPEG, PNG/);
    }
  });

  it('refuses files that are cut short, wherever', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const bytes = await noise(200, 200).toFormat(format).toBuffer();
      for (const share of [0.01, 0.3, 0.6, 0.95]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        expect(await reasonFor(cut)).toMatch(/could not be decoded/);
      }
    }
  });

  it('refuses a file whose pixels are overwritten', async () => {
    const bytes = Buffer.from(await noise(200, 200).png().toBuffer());
    bytes.fill(0, 2000, 60_000);
    expect(await reasonFor(bytes)).toMatch(/could not be decoded/);
  });

  it('holds sides and ratio to its limits and says what came', async () => {
    const tiny = await noise(1, 1).png().toBuffer();
    expect(await reasonFor(tiny)).toBe(
      'Invalid asset dimensions. Expected at least 16 pixels a side but received 1x1.',
    );
    expect(await reasonFor(tiny, { strict: true })).toBe(
      'Invalid asset dimensions. Expected each side between 16 and 8000 pixels but received 1x1.',
    );
    const wide = await noise(300, 60).png().toBuffer();
    expect(await reasonFor(wide)).toBe(
      'Invalid asset aspect ratio. width / height ratio must be at most 2.358. Got 5.000.',
    );
    const tall = await noise(60, 130).png().toBuffer();
    expect(await reasonFor(tall)).toBe(
      'Invalid asset aspect ratio. width / height ratio must be at least 0.5. Got 0.462.',
    );
    expect(await reasonFor(tall, { minAspect: 0.1, maxSide: 100, strict: true })).toMatch(
      /received 60x130/,
    );
  });

  it('refuses more pixels than are ever decoded, by the header alone', async () => {
    const bytes = Buffer.from(await noise(16, 16).png().toBuffer());
    // IHDR: 30000 x 30000, with its checksum corrected below.
    bytes.writeUInt32BE(30_000, 16);
    bytes.writeUInt32BE(30_000, 20);
    const { crc32 } = await import('node:zlib');
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
    expect(await reasonFor(bytes)).toMatch(/^Invalid asset dimensions/);
  });
});
