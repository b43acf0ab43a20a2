import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { fitImage } from './fit-image.ts';

const never = new AbortController().signal;

async function write(name: string, bytes: Uint8Array | string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-fit-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

it('turns an image upright and crops it at the centre', async () => {
  // Left half red, right half blue, lying on its side: a picture taken with the camera turned.
  const half = { create: { width: 100, height: 300, channels: 3 as const, background: '#f00' } };
  const red = await sharp(half).png().toBuffer();
  const lying = await sharp({
    create: { width: 200, height: 300, channels: 3, background: '#00f' },
  })
    .composite([{ input: red, left: 0, top: 0 }])
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const file = await write('lying.jpg', lying);
  const png = await fitImage({ file, width: 128, height: 128 }, never);
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ format: 'raw', width: 128, height: 128, channels: 3 });
  const pixel = (x: number, y: number) => [...data.subarray((y * 128 + x) * 3).subarray(0, 3)];
  // Turned by a quarter clockwise, what was on the left is at the top.
  expect(pixel(64, 20)[0]).toBeGreaterThan(200);
  expect(pixel(64, 108)[2]).toBeGreaterThan(200);
});

it('says that an image does not decode, and stops when it is told to', async () => {
  const file = await write('broken.png', 'this is no image');
  const question = { file, width: 64, height: 64 };
  await expect(fitImage(question, never)).rejects.toMatchObject({ failureClass: 'ASSET_INVALID' });
  const reason = new Error('no longer wanted');
  const abort = new AbortController();
  const fitting = fitImage(question, abort.signal);
  abort.abort(reason);
  await expect(fitting).rejects.toBe(reason);
  expect(() => fitImage(question, abort.signal)).toThrow(reason);
});
