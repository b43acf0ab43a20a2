import { rm } from 'node:fs/promises';
import path from 'node:path';
import { sCurve } from '../../src/engines/parallax/camera/ease.ts';
import { openEncoder } from '../../src/media/encode.ts';
import type { Picture } from '../../src/media/picture.ts';
import { decodeClip } from '../../src/media/probe.ts';
import { writePicture } from '../../src/media/yuv.ts';
import { measureJitter } from './jitter.ts';
import { fps } from './render.ts';
import { createTracker } from './tracker.ts';

/** What a perfect camera would score. */
export interface JitterFloor {
  /** Measured before encoding: the tracker's own noise. */
  tracker: number;
  /** Measured after encoding: no engine can do better with this encoder. */
  encoded: number;
}

const frames = 2 * fps;

/**
 * Pan ideally over an image, encode it as the engine does, and measure its jitter: video coding
 * moves blocks by quarter pixels and drops what little that leaves, which a tracker sees.
 * @param wide the image at twice the size of the clip, even in both directions
 */
export async function measureJitterFloor(wide: Picture, folder: string): Promise<JitterFloor> {
  const width = (wide.width >> 2) * 2;
  const height = (wide.height >> 2) * 2;
  const file = path.join(folder, 'floor.mp4');
  const encoder = await openEncoder({ file, width, height, fps });
  const before = createTracker(width, height);
  try {
    for (let index = 0; index < frames; index++) {
      const t = index / (frames - 1);
      // From 2% left of the middle to 2% right of it.
      const view = lookAside(wide, width, height, (sCurve(t) - 0.5) * 0.04 * width);
      writePicture(view, encoder.frame);
      before.addFrame(encoder.frame.y, encoder.frame.yStride);
      await encoder.writeFrame();
    }
    await encoder.finish();
  } finally {
    await encoder.close();
  }
  const after = createTracker(width, height);
  await decodeClip(file, (frame) => after.addFrame(frame.y, frame.yStride));
  await rm(file);
  return {
    tracker: measureJitter(before.tracks, frames),
    encoded: measureJitter(after.tracks, frames),
  };
}

/** The image at half its size, moved by a fraction of a pixel: boxes of 2x2 slid over the whole. */
function lookAside(wide: Picture, width: number, height: number, shift: number): Picture {
  const data = new Uint8Array(width * height * 3);
  const row = wide.width * 3;
  for (let x = 0; x < width; x++) {
    const from = Math.min(wide.width - 3, Math.max(0, (x + shift) * 2));
    const left = Math.floor(from);
    const part = from - left;
    for (let y = 0; y < height; y++) {
      const at = (y * 2 * wide.width + left) * 3;
      for (let c = 0; c < 3; c++) {
        const i = at + c;
        const first = wide.data[i]! + wide.data[i + row]!;
        const middle = wide.data[i + 3]! + wide.data[i + 3 + row]!;
        const last = wide.data[i + 6]! + wide.data[i + 6 + row]!;
        data[(y * width + x) * 3 + c] = (first * (1 - part) + middle + last * part) / 4 + 0.5;
      }
    }
  }
  return { width, height, data };
}
