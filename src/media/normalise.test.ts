import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  AV_PIX_FMT_BGRA,
  AV_PIX_FMT_YUV420P10LE,
  AV_PIX_FMT_YUV444P,
  AVCOL_TRC_SMPTE2084,
} from 'node-av/constants';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClipRecipe, makeClip } from '../../test/support/make-clip.ts';
import { measureSsim } from '../../test/support/ssim.ts';
import { createFrame, type YuvFrame } from './frame.ts';
import { type AskedClip, clipLimits, type NormaliseOptions, normaliseClip } from './normalise.ts';
import { measureOutput } from './output/measure-output.ts';
import { decodeClip, probeClip } from './probe.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photoplay-normalise-'));
});
afterEach(() => rm(folder, { recursive: true }));

const size = { width: 320, height: 192 };
const asked: AskedClip = { ...size, durationSeconds: 2, fps: 24, outputFormat: 'mp4' };

/** A picture in shares of its size, so that it is the same at every size; it slides with time. */
function paintAt({ width, height, y, u, v, yStride, uvStride }: YuvFrame, seconds: number): void {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const across = column / width + seconds / 20;
      const wave = Math.sin(across * 40) * Math.cos((row / height) * 25);
      y[row * yStride + column] = 126 + Math.round(80 * wave);
    }
  }
  for (let row = 0; row < height / 2; row++) {
    u.fill(110, row * uvStride, row * uvStride + width / 2);
    v.fill(145, row * uvStride, row * uvStride + width / 2);
  }
}

function make(name: string, changes: Partial<ClipRecipe> = {}): Promise<string> {
  const fps = changes.fps ?? 24;
  return makeClip({
    file: path.join(folder, name),
    encoder: 'libx264',
    ...size,
    fps,
    frames: 2 * fps,
    paint: (frame, index) => paintAt(frame, index / fps),
    ...changes,
  });
}

function normalise(file: string, changes: Partial<NormaliseOptions> = {}) {
  return normaliseClip({
    file,
    asked,
    workDir: folder,
    signal: new AbortController().signal,
    progress: () => {},
    ...changes,
  });
}

/** The likeness of frames, by their index, to what a recipe paints at a moment of theirs. */
async function likeness(
  file: string,
  secondsOf: (index: number) => number | undefined,
): Promise<number> {
  const expected = createFrame(size.width, size.height);
  let least = 1;
  await decodeClip(file, ({ width, height, y: data, yStride: stride }, index) => {
    const seconds = secondsOf(index);
    if (seconds === undefined) return;
    paintAt(expected, seconds);
    const plane = { width, height, data, stride };
    least = Math.min(least, measureSsim(plane, { width, height, data: expected.y }));
  });
  return least;
}

const ours = {
  ...size,
  ...{ codec: 'h264', profile: 'High', pixelFormat: 'yuv420p', frames: 48, fps: 24 },
  ...{ startSeconds: 0, fastStart: true, comment: 'Made with Photoplay' },
  colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'limited' },
};

const badOutput = (message: RegExp) => ({
  failureClass: 'BAD_OUTPUT',
  message: expect.stringMatching(message),
});

describe('a clip that came from elsewhere', () => {
  it('is handed on as it is where it is what was asked for', async () => {
    const file = await make('right.mp4');
    const before = await readFile(file);
    expect(await normalise(file)).toEqual({ files: [file], done: [] });
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it('has its index moved to its front, and nothing else', async () => {
    const file = await make('slow.mp4', { isSlow: true });
    expect((await probeClip(file)).fastStart).toBe(false);
    const { files, done } = await normalise(file);
    expect(done).toEqual(['Its index was moved to its front.']);
    expect(await probeClip(files[0]!)).toMatchObject({ frames: 48, fps: 24, fastStart: true });
    expect(await likeness(files[0]!, (index) => index / 24)).toBeGreaterThan(0.95);
  });

  it('loses its sound, and is told so', async () => {
    const file = await make('sound.mov', { hasSound: true });
    const { files, done } = await normalise(file);
    expect(done).toContain('Its sound was left out.');
    expect(await probeClip(files[0]!)).toMatchObject({ frames: 48, fastStart: true });
    const other = await normalise(await make('sound.mkv', { hasSound: true }));
    expect(other.done).toEqual(['It was encoded anew, from h264.', 'Its sound was left out.']);
  });

  it.each<[string, Partial<ClipRecipe>, string]>([
    ['vp9.webm', { encoder: 'libvpx-vp9', options: { deadline: 'realtime' } }, 'vp9'],
    ['mpeg4.avi', { encoder: 'mpeg4', options: { b: '2000000' } }, 'mpeg4'],
    ['hevc.mp4', { encoder: 'libx265', options: { 'x265-params': 'log-level=none' } }, 'hevc'],
    ['full.mp4', { pixelFormat: AV_PIX_FMT_YUV444P }, 'h264'],
    ['ten.mkv', { pixelFormat: AV_PIX_FMT_YUV420P10LE }, 'h264'],
    ['moving.webp', { encoder: 'libwebp_anim', pixelFormat: AV_PIX_FMT_BGRA }, 'webp_anim'],
  ])('becomes as ours are: %s', async (name, changes, codec) => {
    const { files, done } = await normalise(await make(name, changes));
    expect(done).toEqual([`It was encoded anew, from ${codec}.`]);
    expect(await probeClip(files[0]!)).toMatchObject(ours);
    expect(await likeness(files[0]!, (index) => index / 24)).toBeGreaterThan(0.93);
  });

  it.each<[number, string]>([
    [30, 'It was brought from 30 to 24 frames a second: some frames were left out.'],
    [16, 'It was brought from 16 to 24 frames a second: some frames are shown twice.'],
  ])('of %i frames a second has 24, each at its time', async (fps, told) => {
    const { files, done } = await normalise(await make('rate.mp4', { fps }));
    expect(done).toEqual(['It was encoded anew, from h264.', told]);
    expect(await probeClip(files[0]!)).toMatchObject(ours);
    // Of the frames of both, those that are shown at the same moment.
    const apart = fps === 30 ? 4 : 3;
    const shown = (index: number) => (index % apart === 0 ? index / 24 : undefined);
    expect(await likeness(files[0]!, shown)).toBeGreaterThan(0.95);
  });

  it('of frames that come when they like has each where it belongs', async () => {
    // Two frames at their time, the third one missing.
    const at = (index: number) => index + Math.floor(index / 2);
    const paint = (frame: YuvFrame, index: number) => paintAt(frame, at(index) / 24);
    const { files } = await normalise(await make('now-and-then.mkv', { frames: 32, at, paint }));
    expect(await probeClip(files[0]!)).toMatchObject(ours);
    const shown = (index: number) => (index - (index % 3 === 2 ? 1 : 0)) / 24;
    expect(await likeness(files[0]!, shown)).toBeGreaterThan(0.95);
  });

  it('that is wider is cut to size in its middle', async () => {
    const { files, done } = await normalise(await make('wide.mp4', { width: 832, height: 480 }));
    expect(done).toEqual([
      'It was encoded anew, from h264.',
      'It was scaled from 832x480.',
      'Its borders were cut off, to 320x192.',
    ]);
    expect(await probeClip(files[0]!)).toMatchObject(ours);
    const whole = createFrame(332, 192);
    paintAt(whole, 0);
    const middle = { ...size, data: whole.y.subarray(6), stride: 332 };
    await decodeClip(files[0]!, ({ y: data, yStride: stride }) => {
      expect(measureSsim({ ...size, data, stride }, middle)).toBeGreaterThan(0.95);
      return false;
    });
  });

  it('that is wider is shown whole between bars where that is wanted', async () => {
    const file = await make('wide.mp4', { width: 640, height: 288 });
    const { files, done } = await normalise(file, { fit: 'bars' });
    expect(done).toEqual([
      'It was encoded anew, from h264.',
      'It was scaled from 640x288.',
      'Black bars fill it up to 320x192.',
    ]);
    await decodeClip(files[0]!, ({ y, yStride }) => {
      const rows = [0, 22, 26, 96, 164, 170, 191];
      const brightest = rows.map((row) =>
        Math.max(...y.subarray(row * yStride, row * yStride + 320)),
      );
      expect(brightest.map((luma) => luma > 60)).toEqual([
        false,
        false,
        true,
        true,
        true,
        false,
        false,
      ]);
      return false;
    });
  });

  it('that lies on its side is stood up', async () => {
    const paint = (frame: YuvFrame, index: number) => {
      paintAt(frame, index / 24);
      frame.y.fill(230, 0, 40 * frame.yStride);
    };
    const file = await make('lying.mp4', { width: 192, height: 320, paint });
    await turnClockwise(file);
    const { files, done } = await normalise(file);
    expect(done).toEqual(['It was encoded anew, from h264.', 'It was turned as the file says.']);
    expect(await probeClip(files[0]!)).toMatchObject(ours);
    await decodeClip(files[0]!, ({ y, yStride }) => {
      // What was above is on the right.
      expect(y[96 * yStride + 310]).toBeGreaterThan(220);
      expect(y[96 * yStride + 10]).toBeLessThan(215);
      return false;
    });
  });

  it('of pixels that are not square is shown as wide as it is meant', async () => {
    const file = await make('squeezed.mp4', { width: 160, pixelAspect: [2, 1] });
    const { files, done } = await normalise(file);
    expect(done).toEqual(['It was encoded anew, from h264.', 'It was scaled from 160x192.']);
    expect(await probeClip(files[0]!)).toMatchObject(ours);
    expect(await likeness(files[0]!, (index) => index / 24)).toBeGreaterThan(0.9);
  });

  it('of high dynamic range is brought down', async () => {
    const file = await make('bright.mp4', {
      encoder: 'libx265',
      pixelFormat: AV_PIX_FMT_YUV420P10LE,
      options: { 'x265-params': 'log-level=none' },
      colour: { transfer: AVCOL_TRC_SMPTE2084 },
    });
    const { files, done } = await normalise(file);
    expect(done).toContain('Its high dynamic range was brought down to Rec. 709.');
    expect(await probeClip(files[0]!)).toMatchObject(ours);
  });

  it('that is too long is cut off', async () => {
    const { files, done } = await normalise(await make('long.mp4', { frames: 60 }));
    expect(done).toEqual(['It was encoded anew, from h264.', 'It was cut off after 2 s.']);
    expect(await probeClip(files[0]!)).toMatchObject(ours);
  });

  it('that is a little short has its last frame held', async () => {
    const { files, done } = await normalise(await make('short.mp4', { frames: 42 }));
    expect(done).toEqual([
      'It was encoded anew, from h264.',
      'Its last frame is held for 0.25 s, as it has 1.75 s.',
    ]);
    expect(await probeClip(files[0]!)).toMatchObject(ours);
    expect(await likeness(files[0]!, (index) => Math.min(index, 41) / 24)).toBeGreaterThan(0.95);
  });

  it.each<[AskedClip['outputFormat'], object]>([
    ['prores', { codec: 'prores', profile: '422 HQ', pixelFormat: 'yuv422p10le' }],
    ['sdr_rec709_10bit', { codec: 'hevc', profile: 'Main 10', pixelFormat: 'yuv420p10le' }],
  ])('becomes %s where that is asked for', async (outputFormat, facts) => {
    const { files } = await normalise(await make('right.mp4'), {
      asked: { ...asked, outputFormat, proresProfile: '422 HQ' },
    });
    expect(await probeClip(files[0]!)).toMatchObject({ ...size, frames: 48, ...facts });
    expect(await likeness(files[0]!, (index) => index / 24)).toBeGreaterThan(0.95);
  });

  it('becomes pictures where that is asked for', async () => {
    const { files } = await normalise(await make('right.mp4'), {
      asked: { ...asked, outputFormat: 'png_sequence' },
    });
    expect(await measureOutput(files[0]!, 'png_sequence')).toEqual({ ...size, frames: 48 });
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await normalise(await make('rate.mp4', { fps: 30 }), { progress: (share) => told.push(share) });
    expect(told.length).toBeGreaterThan(20);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it('is let go of when it is no longer wanted', async () => {
    const file = await make('vp9.webm', {
      encoder: 'libvpx-vp9',
      options: { deadline: 'realtime' },
    });
    const abort = new AbortController();
    const reason = new Error('no longer wanted');
    const normalising = normalise(file, {
      signal: abort.signal,
      progress: () => abort.abort(reason),
    });
    await expect(normalising).rejects.toBe(reason);
    await expect(normalise(file, { signal: abort.signal })).rejects.toBe(reason);
  });
});

describe('a clip that is none', () => {
  it.each<[string, Partial<ClipRecipe>, RegExp]>([
    ['one.mp4', { frames: 1 }, /has one frame alone\.$/],
    ['short.mp4', { frames: 20 }, /is far too short: it has 0\.83 s of the 2 s asked for\.$/],
    ['black.mp4', { paint: paintBlack }, /is black from end to end\.$/],
    ['black.webm', { encoder: 'libvpx-vp9', paint: paintBlack }, /is black from end to end\.$/],
  ])('is told so: %s', async (name, changes, why) => {
    await expect(normalise(await make(name, changes))).rejects.toMatchObject(badOutput(why));
  });

  it.each([
    ['mp4', 'libx264'],
    ['webm', 'libvpx-vp9'],
    ['avi', 'mpeg4'],
    ['webp', 'libwebp_anim'],
  ])('is told so where its end is missing: %s', async (kind, encoder) => {
    const pixelFormat = kind === 'webp' ? AV_PIX_FMT_BGRA : undefined;
    const file = await make(`cut.${kind}`, { encoder, ...(pixelFormat ? { pixelFormat } : {}) });
    await truncate(file, Math.round((await stat(file)).size * 0.85));
    await expect(normalise(file)).rejects.toMatchObject(badOutput(/is (cut short|damaged)/));
  });

  it('is told so where its index is missing', async () => {
    const file = await make('slow.mp4', { isSlow: true });
    await truncate(file, Math.round((await stat(file)).size * 0.8));
    await expect(normalise(file)).rejects.toMatchObject(badOutput(/cannot be read as a video/));
  });

  it.each([
    ['empty.mp4', '', /is empty/],
    ['page.mp4', '<!doctype html><p>Try again later', /cannot be read as a video/],
    // What would have FFmpeg read other files.
    ['list.m3u8', '#EXTM3U\n#EXTINF:2,\nfile:///etc/hostname\n', /cannot be read as a video/],
    ['list.ffconcat', "ffconcat version 1.0\nfile 'right.mp4'\n", /cannot be read as a video/],
  ])('is told so: %s', async (name, text, why) => {
    await make('right.mp4');
    const file = path.join(folder, name);
    await writeFile(file, text);
    await expect(normalise(file)).rejects.toMatchObject(badOutput(why));
  });

  it('is told so where it is beyond a limit', async () => {
    const file = await make('right.mp4');
    const limited = (limits: Partial<typeof clipLimits>) =>
      normalise(file, { limits: { ...clipLimits, ...limits } });
    await expect(limited({ maxBytes: 1000 })).rejects.toMatchObject(
      badOutput(/has \d+ bytes, more than the 1000 that it may\.$/),
    );
    await expect(limited({ maxPixels: 10_000 })).rejects.toMatchObject(
      badOutput(/has 320x192 pixels, more than the 10000 that it may\.$/),
    );
    await expect(limited({ timeoutMs: 1 })).rejects.toMatchObject(
      badOutput(/takes longer to decode than 0\.001 s\.$/),
    );
  });
});

function paintBlack({ y, u, v }: YuvFrame): void {
  y.fill(16);
  u.fill(128);
  v.fill(128);
}

/** As a telephone held upright says it: in the header of the track, a matrix by a quarter. */
async function turnClockwise(file: string): Promise<void> {
  const bytes = await readFile(file);
  const matrix = bytes.indexOf('tkhd') + 4 + 40;
  for (const [i, value] of [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x4000_0000].entries()) {
    bytes.writeInt32BE(value, matrix + 4 * i);
  }
  await writeFile(file, bytes);
}
