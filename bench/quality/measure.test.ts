import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEncoder } from '../../src/media/encode.ts';
import type { Picture } from '../../src/media/picture.ts';
import { writePicture } from '../../src/media/yuv.ts';
import { createPlate, partOfPose } from '../../test/fixtures/pairs.ts';
import { type ClipMeasures, measureClip } from './measure.ts';
import { writeReport } from './report.ts';
import type { Trial } from './run.ts';

const size = { width: 400, height: 240 };
const plate = createPlate('street', size);
const frames = 24;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'photoplay-measure-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Encode a clip from pictures and measure it against the still plate. */
async function measure(pictureAt: (frame: number) => Picture): Promise<ClipMeasures> {
  const file = path.join(folder, 'clip.mp4');
  const encoder = await openEncoder({ file, ...size, fps: 24 });
  for (let frame = 0; frame < frames; frame++) {
    writePicture(pictureAt(frame), encoder.frame);
    await encoder.writeFrame();
  }
  await encoder.finish();
  encoder.close();
  const still = plate.view({});
  return measureClip(file, { firstKeyframe: still, lastKeyframe: still, frames });
}

const panning = (right: number) => (frame: number) =>
  plate.view(partOfPose({ right }, frame / (frames - 1)));

/** The picture with its rightmost columns done over by `paint`. */
function spoilEdge(picture: Picture, columns: number, paint: 'black' | 'smear'): Picture {
  const data = picture.data.slice();
  const edge = size.width - columns;
  for (let y = 0; y < size.height; y++) {
    for (let x = edge; x < size.width; x++) {
      for (let c = 0; c < 3; c++) {
        const kept = data[(y * size.width + edge - 1) * 3 + c]!;
        data[(y * size.width + x) * 3 + c] = paint === 'black' ? 0 : kept;
      }
    }
  }
  return { ...size, data };
}

/** The picture with its rightmost columns replaced by a mirror image of those next to them. */
function foldEdge(picture: Picture, columns: number): Picture {
  const data = picture.data.slice();
  const edge = size.width - columns;
  for (let y = 0; y < size.height; y++) {
    for (let x = edge; x < size.width; x++) {
      for (let c = 0; c < 3; c++) {
        const from = (y * size.width + 2 * edge - 1 - x) * 3 + c;
        data[(y * size.width + x) * 3 + c] = data[from]!;
      }
    }
  }
  return { ...size, data };
}

/** The picture with small pieces in it, where they are wanted, of a colour that is not around them. */
function sprinkle(picture: Picture, wanted: boolean): Picture {
  const data = picture.data.slice();
  for (let piece = 0; wanted && piece < 30; piece++) {
    const left = 60 + (piece % 6) * 50;
    const top = 40 + Math.floor(piece / 6) * 36;
    const shade = data[(top * size.width + left) * 3]! > 128 ? 20 : 235;
    for (let y = top; y < top + 4; y++) {
      const from = (y * size.width + left) * 3;
      data.fill(shade, from, from + 15);
    }
  }
  return { ...size, data };
}

/** The middle of one picture held before another. */
function holdUp(front: Picture, back: Picture): Picture {
  const data = back.data.slice();
  for (let y = size.height / 5; y < size.height * 0.8; y++) {
    const from = (y * size.width + size.width * 0.3) * 3;
    data.set(front.data.subarray(from, from + size.width * 0.4 * 3), from);
  }
  return { ...size, data };
}

describe('measureClip', () => {
  it('finds nothing wrong with a right clip', async () => {
    const right = await measure(panning(30));
    expect(right.labels).toContain('pan right');
    expect(right.firstSsim).toBeGreaterThan(0.97);
    expect(right.blemished).toBe(0);
    expect(right.thumbnails).toHaveLength(3);
  });

  it('tells a clip that goes the wrong way', async () => {
    const wrong = await measure(panning(-30));
    expect(wrong.labels).toContain('pan left');
    expect(wrong.labels).not.toContain('pan right');
    expect(wrong.lastSsim).toBeLessThan(0.8);
  });

  it('tells a clip that does not move', async () => {
    expect((await measure(() => plate.view({}))).labels).toEqual(['static']);
  });

  it('tells a clip that begins on another picture', async () => {
    const shifted = await measure((frame) => panning(30)(frame + 6));
    expect(shifted.firstSsim).toBeLessThan(0.9);
  });

  it('tells black and smeared borders', async () => {
    for (const paint of ['black', 'smear'] as const) {
      const spoilt = await measure((frame) => spoilEdge(panning(20)(frame), frame, paint));
      expect(spoilt.blemished, paint).toBeGreaterThan(12 * size.height);
      // The border grows frame by frame, but encoding blurs how much of it repeats exactly.
      expect(spoilt.worstFrame).toBeGreaterThan(frames / 2);
    }
  });

  it('tells a border that is folded over, and how wide', async () => {
    const folded = await measure((frame) => foldEdge(panning(20)(frame), frame * 2));
    expect(folded.twins).toBeGreaterThan(0.08);
    expect(folded.twins).toBeLessThan(0.14);
    expect((await measure(panning(20))).twins).toBe(0);
  });

  it('tells a border of which only a part is folded over', async () => {
    const folded = await measure((frame) => {
      const whole = foldEdge(panning(20)(frame), frame * 2);
      const lower = panning(20)(frame).data.subarray((size.height / 2) * size.width * 3);
      whole.data.set(lower, (size.height / 2) * size.width * 3);
      return whole;
    });
    expect(folded.twins).toBeGreaterThan(0.02);
    expect(folded.twins).toBeLessThan(0.08);
  });

  it('tells small pieces that were not there before', async () => {
    expect((await measure(panning(20))).debris).toBe(0);
    const frayed = await measure((frame) => sprinkle(panning(20)(frame), frame > 0));
    expect(frayed.debris).toBeGreaterThan(100);
  });

  it('takes no piece that was there before for debris', async () => {
    expect((await measure((frame) => sprinkle(plate.view({}), frame >= 0))).debris).toBe(0);
  });

  it('tells how far near is parted from far, and no other motion', async () => {
    const parted = await measure((frame) => holdUp(panning(34)(frame), panning(10)(frame)));
    expect(parted.parallax).toBeGreaterThan(20);
    expect(parted.parallax).toBeLessThan(27);
    const flat = { right: 12, zoom: 1.1, turnDegrees: 3 };
    const moved = await measure((frame) => plate.view(partOfPose(flat, frame / (frames - 1))));
    expect(moved.parallax).toBeLessThan(2);
  });

  it('tells motion in whole pixels', async () => {
    const stepping = await measure((frame) => plate.view({ right: Math.round(frame * 1.4) }));
    expect(stepping.jitter).toBeGreaterThan(0.25);
  });

  it('tells a clip that loses its detail', async () => {
    const blurred = await measure((frame) =>
      frame === 0 ? plate.view({}) : soften(plate.view({})),
    );
    expect(blurred.sharpness.last).toBeLessThan(0.6);
  });
});

function soften(picture: Picture): Picture {
  const data = picture.data.map((value, i) => {
    const left = picture.data[i - 3] ?? value;
    const right = picture.data[i + 3] ?? value;
    return (left + 2 * value + right) / 4;
  });
  return { ...picture, data };
}

describe('writeReport', () => {
  it('names what missed a goal, and the frames that show it', async () => {
    const measures = await measure((frame) => spoilEdge(panning(-20)(frame), frame, 'black'));
    const trial: Trial = {
      subject: 'street',
      command: 'pan right',
      expected: 'pan right',
      obeyed: measures.labels.includes('pan right'),
      measures,
      warnings: [],
      renderSeconds: 1,
    };
    const report = writeReport({
      trials: [trial],
      pairs: [],
      repeats: [{ subject: 'street', command: 'pan right', same: false }],
      floors: [],
      settings: { ...size, seconds: 1 },
      commandLine: 'node bench/quality/main.ts',
      date: new Date('2026-01-02'),
    });
    expect(report).toContain('2026-01-02');
    expect(report).toMatch(/commands obeyed .* 0\.0% \(0 of 1\)/);
    expect(report).toMatch(/same bytes .* 0 of 1/);
    expect(report).toMatch(/street, pan right: expected pan right, seen pan left/);
    expect(report).toMatch(/blemished pixels in frame 23/);
  });
});
