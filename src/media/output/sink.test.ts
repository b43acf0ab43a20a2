import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureSsim } from '../../../test/support/ssim.ts';
import { readZip } from '../../../test/support/zip.ts';
import { outputFiles } from '../../task/output-files.ts';
import type { OutputFormat } from '../../task/task.ts';
import { createFrame, type YuvFrame } from '../frame.ts';
import { decodeClip, probeClip } from '../probe.ts';
import { readPicture } from '../yuv.ts';
import { measureOutput } from './measure-output.ts';
import { openSink } from './sink.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photoplay-sink-'));
});
afterEach(() => rm(folder, { recursive: true }));

const size = { width: 160, height: 96, fps: 24 };

/** A texture that slides over a ramp of colours. */
function paint({ width, height, y, u, v, yStride, uvStride }: YuvFrame, index: number): void {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const wave = Math.sin((column + index * 2) / 5) * Math.cos(row / 7);
      y[row * yStride + column] = 126 + Math.round(80 * wave);
    }
  }
  for (let row = 0; row < height / 2; row++) {
    for (let column = 0; column < width / 2; column++) {
      u[row * uvStride + column] = 100 + Math.round((56 * column) / (width / 2));
      v[row * uvStride + column] = 150 - Math.round((40 * row) / (height / 2));
    }
  }
}

async function write(
  outputFormat: OutputFormat,
  { frames = 5, name = 'clip', proresProfile }: Partial<Asked> = {},
): Promise<string> {
  const file = path.join(folder, `${name}${outputFiles[outputFormat].extension}`);
  const sink = await openSink({ file, ...size, outputFormat, proresProfile });
  for (let index = 0; index < frames; index++) {
    paint(sink.frame, index);
    await sink.writeFrame();
  }
  expect(await sink.finish()).toEqual({ frames });
  await sink.close();
  expect(await measureOutput(file, outputFormat)).toEqual({ ...pixels, frames });
  return file;
}

interface Asked {
  frames: number;
  name: string;
  proresProfile: string;
}

const pixels = { width: size.width, height: size.height };

/** The least likeness of any frame to what was painted, and how far colours are off at most. */
async function compare(file: string) {
  const expected = createFrame(size.width, size.height);
  let likeness = 1;
  let colourError = 0;
  const { frames } = await decodeClip(file, (frame, index) => {
    paint(expected, index);
    const { y: data, yStride: stride } = frame;
    likeness = Math.min(
      likeness,
      measureSsim({ ...pixels, data, stride }, { ...pixels, data: expected.y }),
    );
    for (let row = 0; row < size.height / 2; row++) {
      for (let column = 0; column < size.width / 2; column++) {
        for (const plane of ['u', 'v'] as const) {
          const is = frame[plane][row * frame.uvStride + column]!;
          const was = expected[plane][row * expected.uvStride + column]!;
          colourError = Math.max(colourError, Math.abs(is - was));
        }
      }
    }
  });
  return { frames, likeness, colourError };
}

const colour = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'limited' };

describe('an output', () => {
  it.each([
    ['422 Proxy', 'apco', 'yuv422p10le', 0.98],
    ['422 LT', 'apcs', 'yuv422p10le', 0.99],
    ['422', 'apcn', 'yuv422p10le', 0.99],
    ['422 HQ', 'apch', 'yuv422p10le', 0.995],
    // FFmpeg's decoder gives twelve bits, of which its encoder fills ten.
    ['4444', 'ap4h', 'yuv444p12le', 0.995],
    ['4444 XQ', 'ap4x', 'yuv444p12le', 0.995],
  ])('as ProRes %s is what it says', async (profile, tag, pixelFormat, least) => {
    const file = await write('prores', { proresProfile: profile });
    expect(await probeClip(file)).toMatchObject({
      ...size,
      ...{ codec: 'prores', profile, tag, pixelFormat, colour, frames: 5, startSeconds: 0 },
      fastStart: true,
    });
    const { frames, likeness, colourError } = await compare(file);
    expect(frames).toBe(5);
    expect(likeness).toBeGreaterThan(least);
    expect(colourError).toBeLessThan(8);
  });

  it('as ProRes is 4444 where nobody says another profile', async () => {
    expect(await probeClip(await write('prores'))).toMatchObject({ profile: '4444' });
  });

  it('as ProRes of a profile that there is not is refused with those that there are', async () => {
    await expect(write('prores', { proresProfile: '8888' })).rejects.toThrow(
      /^Expected a ProRes profile \(.*422 Proxy.*\) but received 8888\.$/,
    );
  });

  it('in ten bits of Rec. 709 is HEVC that QuickTime plays', async () => {
    const file = await write('sdr_rec709_10bit', { frames: 30 });
    expect(await probeClip(file)).toMatchObject({
      ...size,
      ...{ codec: 'hevc', profile: 'Main 10', tag: 'hvc1', pixelFormat: 'yuv420p10le', colour },
      ...{ frames: 30, startSeconds: 0, fastStart: true },
    });
    const { frames, likeness, colourError } = await compare(file);
    expect(frames).toBe(30);
    expect(likeness).toBeGreaterThan(0.99);
    expect(colourError).toBeLessThan(4);
  });

  it('as a PNG sequence has every frame without a loss, numbered from one', async () => {
    const files = readZip(await readFile(await write('png_sequence', { frames: 12 })));
    expect(files.map(({ name }) => name)).toEqual(
      Array.from({ length: 12 }, (_, i) => `frame_${String(i + 1).padStart(4, '0')}.png`),
    );
    const expected = createFrame(size.width, size.height);
    for (const [index, { bytes }] of files.entries()) {
      const picture = sharp(bytes);
      expect(await picture.metadata()).toMatchObject({ ...pixels, channels: 3, depth: 'uchar' });
      paint(expected, index);
      const painted = readPicture(expected);
      const data = await picture.raw().toBuffer();
      let sum = 0;
      for (let i = 0; i < data.length; i++) sum += Math.abs(data[i]! - painted.data[i]!);
      // Half a step by rounding, and by colours that are interpolated here and repeated there.
      expect(sum / data.length).toBeLessThan(1);
    }
  });

  it.each<[OutputFormat]>([['mp4'], ['prores'], ['png_sequence'], ['sdr_rec709_10bit']])(
    'as %s has the same bytes every time',
    async (format) => {
      const [one, other] = [
        await readFile(await write(format, { frames: 30, name: 'one' })),
        await readFile(await write(format, { frames: 30, name: 'other' })),
      ];
      expect(one.equals(other)).toBe(true);
    },
  );

  it('names a file that it cannot create', async () => {
    const file = path.join(folder, 'nowhere', 'clip');
    for (const outputFormat of ['prores', 'png_sequence', 'sdr_rec709_10bit'] as const) {
      await expect(openSink({ file, ...size, outputFormat })).rejects.toThrow(/ENOENT|create/);
    }
  });
});

describe('measuring an output', () => {
  it('counts no frame of an archive that is cut short', async () => {
    const file = await write('png_sequence');
    await truncate(file, 2000);
    expect((await measureOutput(file, 'png_sequence')).frames).toBe(0);
    await truncate(file, 10);
    await expect(measureOutput(file, 'png_sequence')).rejects.toThrow('ends too soon');
  });
});
