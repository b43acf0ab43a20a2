import { describe, expect, it } from 'vitest';
import type { YuvFrame } from './frame.ts';
import { createWatermark } from './watermark.ts';

function flatFrame(width: number, height: number, luma: number): YuvFrame {
  return {
    width,
    height,
    y: new Uint8Array(width * height).fill(luma),
    u: new Uint8Array((width * height) / 4).fill(90),
    v: new Uint8Array((width * height) / 4).fill(170),
    yStride: width,
    uvStride: width / 2,
  };
}

/** The largest change of luma within a rectangle, up and down. */
function changesOf(frame: YuvFrame, luma: number, top: number, left: number) {
  let lighter = 0;
  let darker = 0;
  for (let y = top; y < frame.height; y++) {
    for (let x = left; x < frame.width; x++) {
      lighter = Math.max(lighter, frame.y[y * frame.yStride + x]! - luma);
      darker = Math.max(darker, luma - frame.y[y * frame.yStride + x]!);
    }
  }
  return { lighter, darker };
}

describe('the watermark', () => {
  it('shows on light and on dark pictures', () => {
    for (const luma of [20, 128, 230]) {
      const frame = flatFrame(640, 384, luma);
      createWatermark(640, 384)(frame);
      const { lighter, darker } = changesOf(frame, luma, 300, 400);
      expect(Math.max(lighter, darker)).toBeGreaterThan(60);
    }
  });

  it('stays in the lower right corner', () => {
    const frame = flatFrame(640, 384, 100);
    createWatermark(640, 384)(frame);
    const above = frame.y.subarray(0, 640 * 330);
    expect(above.every((value) => value === 100)).toBe(true);
    const left = frame.y.filter((_, i) => i % 640 < 450);
    expect(left.every((value) => value === 100)).toBe(true);
  });

  it('leaves a frame too small for it alone', () => {
    const frame = flatFrame(64, 64, 100);
    createWatermark(64, 64)(frame);
    expect(frame.y.every((value) => value === 100)).toBe(true);
  });
});
