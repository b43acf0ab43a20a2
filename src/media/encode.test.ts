import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureSsim } from '../../test/support/ssim.ts';
import { openEncoder } from './encode.ts';
import type { YuvFrame } from './frame.ts';
import { decodeClip, measureClip, probeClip } from './probe.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photoplay-encode-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A texture that slides: detail for the encoder, and every frame another. */
function paint({ width, height, y, u, v, yStride, uvStride }: YuvFrame, index: number): void {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const wave = Math.sin((column + index * 2) / 5) * Math.cos(row / 7);
      y[row * yStride + column] = 126 + Math.round(90 * wave);
    }
  }
  for (let row = 0; row < height / 2; row++) {
    u.fill(100 + (index % 50), row * uvStride, row * uvStride + width / 2);
    v.fill(150, row * uvStride, row * uvStride + width / 2);
  }
}

async function encode(name: string, frames: number, width = 320, height = 192): Promise<string> {
  const file = path.join(folder, name);
  const encoder = await openEncoder({ file, width, height, fps: 24 });
  for (let index = 0; index < frames; index++) {
    paint(encoder.frame, index);
    await encoder.writeFrame();
  }
  expect(await encoder.finish()).toEqual({ frames });
  await encoder.close();
  return file;
}

describe('the encoder', () => {
  it('writes exactly the frames it was given, at a constant rate from 0 on', async () => {
    for (const frames of [1, 47, 48, 120]) {
      const facts = await probeClip(await encode(`${frames}.mp4`, frames));
      expect(facts).toMatchObject({ frames, fps: 24, startSeconds: 0 });
      expect(facts.durationSeconds).toBeCloseTo(frames / 24, 5);
    }
  });

  it('tags what it writes and puts the index first', async () => {
    expect(await probeClip(await encode('tagged.mp4', 10))).toMatchObject({
      codec: 'h264',
      profile: 'High',
      pixelFormat: 'yuv420p',
      colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'limited' },
      fastStart: true,
      comment: 'Made with Photoplay',
    });
  });

  it('takes frames whose rows the encoder pads', async () => {
    expect(await probeClip(await encode('odd.mp4', 5, 210, 118))).toMatchObject({
      width: 210,
      height: 118,
    });
  });

  it('makes the same bytes every time', async () => {
    const [one, other] = [await encode('a.mp4', 60), await encode('b.mp4', 60)];
    expect((await readFile(one)).equals(await readFile(other))).toBe(true);
  });

  it('keeps the picture, each frame at its place', async () => {
    const width = 320;
    const height = 192;
    const plane = () => new Uint8Array(width * height);
    const expected: YuvFrame = {
      width,
      height,
      y: plane(),
      u: plane(),
      v: plane(),
      yStride: width,
      uvStride: width / 2,
    };
    const chroma: number[] = [];
    await decodeClip(await encode('kept.mp4', 30), (frame, index) => {
      paint(expected, index);
      const decoded = { width, height, data: frame.y, stride: frame.yStride };
      expect(measureSsim(decoded, { width, height, data: expected.y })).toBeGreaterThan(0.98);
      chroma.push(frame.u[50 * frame.uvStride + 50]! - (100 + (index % 50)));
    });
    expect(chroma).toHaveLength(30);
    expect(Math.max(...chroma.map(Math.abs))).toBeLessThan(4);
  });
});

describe('decoding a clip', () => {
  it('stops when told to', async () => {
    const seen: number[] = [];
    await decodeClip(await encode('stop.mp4', 20), (_, index) => {
      seen.push(index);
      return index < 4;
    });
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  it('counts the frames that are there, not those of the index', async () => {
    const file = await encode('whole.mp4', 24);
    expect(await measureClip(file)).toEqual({ width: 320, height: 192, frames: 24 });
    const { length } = await readFile(file);
    await truncate(file, Math.round(length * 0.7));
    const { frames } = await measureClip(file);
    expect(frames).toBeGreaterThan(0);
    expect(frames).toBeLessThan(24);
  });

  it('names a file that is no clip', async () => {
    await expect(probeClip(import.meta.filename)).rejects.toThrow();
  });
});
