import { describe, expect, it } from 'vitest';
import { cropToFrame, decodeImage, prepareFrame, UndecodableImage } from './decode.ts';
import { sharp } from './loaders.ts';
import type { Picture } from './picture.ts';

type Rgb = [number, number, number];

function paint(width: number, height: number, colourAt: (x: number, y: number) => Rgb) {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colourAt(x, y), (y * width + x) * 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function pixel({ width, data }: Picture, x: number, y: number): Rgb {
  const at = (y * width + x) * 3;
  return [data[at]!, data[at + 1]!, data[at + 2]!];
}

const red: Rgb = [200, 30, 20];
const blue: Rgb = [20, 40, 190];

describe('decoding an image', () => {
  it('stands rotated photos upright', async () => {
    const lying = paint(40, 20, (x) => (x < 20 ? red : blue));
    const bytes = await lying.png().withMetadata({ orientation: 6 }).toBuffer();
    const picture = await decodeImage(bytes);
    expect([picture.width, picture.height]).toEqual([20, 40]);
    expect(pixel(picture, 10, 5)).toEqual(red);
    expect(pixel(picture, 10, 35)).toEqual(blue);
  });

  it('shows white behind transparency', async () => {
    const data = Buffer.from([200, 30, 20, 255, 0, 0, 0, 0]);
    const bytes = await sharp(data, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    expect([...(await decodeImage(bytes)).data]).toEqual([200, 30, 20, 255, 255, 255]);
  });

  it('makes three 8-bit channels of grey, palette, 16 bits and CMYK', async () => {
    const source = () => paint(32, 32, () => red);
    const files = {
      palette: await source().png({ palette: true }).toBuffer(),
      sixteen: await source().toColourspace('rgb16').png().toBuffer(),
      cmyk: await source().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer(),
    };
    for (const [name, bytes] of Object.entries(files)) {
      const [r, g, b] = pixel(await decodeImage(bytes), 16, 16);
      const off = Math.max(Math.abs(r - red[0]), Math.abs(g - red[1]), Math.abs(b - red[2]));
      expect(off, name).toBeLessThan(name === 'cmyk' ? 40 : 3);
    }
    const grey = await source().greyscale().toColourspace('b-w').png().toBuffer();
    const [r, g, b] = pixel(await decodeImage(grey), 16, 16);
    expect([g, b]).toEqual([r, r]);
  });

  it('takes the first frame of an animation', async () => {
    const frames = Buffer.concat([Buffer.alloc(48, 10), Buffer.alloc(48, 250)]);
    const animation = await sharp(frames, {
      raw: { width: 4, height: 8, channels: 3, pageHeight: 4 },
    })
      .webp({ lossless: true })
      .toBuffer();
    const picture = await decodeImage(animation);
    expect([picture.width, picture.height, picture.data[0]]).toEqual([4, 4, 10]);
  });

  it('converts an embedded profile to sRGB', async () => {
    const plain = await paint(8, 8, () => [0, 255, 0])
      .png()
      .toBuffer();
    const wide = await sharp(plain).withIccProfile('p3').png().toBuffer();
    const [r, g, b] = pixel(await decodeImage(wide), 4, 4);
    expect([r < 6, g > 249, b < 6]).toEqual([true, true, true]);
  });

  it('names what cannot be decoded', async () => {
    await expect(decodeImage(Buffer.from('no image'))).rejects.toBeInstanceOf(UndecodableImage);
    await expect(decodeImage(new Uint8Array())).rejects.toBeInstanceOf(UndecodableImage);
  });

  it('does not blame the image for a file that cannot be read', async () => {
    const missing = { code: 'ENOENT' };
    await expect(decodeImage('/nowhere.png')).rejects.toMatchObject(missing);
    await expect(prepareFrame('/nowhere.png', 64, 64)).rejects.toMatchObject(missing);
  });
});

describe('preparing a frame', () => {
  /** A smooth picture whose colours tell where they come from. */
  const ramp = (width: number, height: number) =>
    paint(width, height, (x, y) => [(255 * x) / width, (255 * y) / height, 128])
      .png()
      .toBuffer();

  it('crops in the middle and keeps the surplus around the window', async () => {
    const prepared = await prepareFrame(await ramp(400, 600), 200, 120, { maxOverscan: 0.25 });
    const { picture, left, top } = prepared;
    expect([left, top]).toEqual([0, 30]);
    expect([picture.width, picture.height]).toEqual([200, 180]);
    // The window's middle is the source's middle; the surplus continues it.
    expect(pixel(picture, 100, top + 60)[1]).toBeCloseTo(128, -0.7);
    expect(pixel(picture, 100, 0)[1]).toBeLessThan(pixel(picture, 100, top)[1] - 8);
  });

  it('keeps the frame within a tenth of a pixel of where it belongs', async () => {
    for (const [width, height] of [
      [1920, 1277],
      [1001, 777],
      [641, 999],
      [333, 501],
      [600, 400],
      [768, 576],
      [852, 480],
    ] as const) {
      const prepared = await prepareFrame(await ramp(width, height), 320, 192);
      const frame = cropToFrame(prepared);
      const scale = Math.max(320 / width, 192 / height);
      for (const [x, y] of [
        [20, 20],
        [300, 20],
        [160, 170],
      ] as const) {
        const sourceX = (x + 0.5 - 160) / scale + width / 2;
        const sourceY = (y + 0.5 - 96) / scale + height / 2;
        const [r, g] = pixel(frame, x, y);
        // A step of the ramp is more than a tenth of an output pixel; 1 more is rounding.
        expect(Math.abs(r - (255 * (sourceX - 0.5)) / width)).toBeLessThan(1.6);
        expect(Math.abs(g - (255 * (sourceY - 0.5)) / height)).toBeLessThan(1.6);
      }
    }
  });

  it('is the picture itself when size and ratio already agree', async () => {
    const source = paint(64, 48, (x, y) => [(x * 37 + y * 91) % 256, (x * y) % 256, x * 4]);
    const prepared = await prepareFrame(await source.clone().png().toBuffer(), 64, 48);
    expect(prepared).toMatchObject({ left: 0, top: 0 });
    expect([...prepared.picture.data]).toEqual([...(await source.raw().toBuffer())]);
  });
});
