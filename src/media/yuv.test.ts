import { describe, expect, it } from 'vitest';
import type { YuvFrame } from './frame.ts';
import { readPicture, writePicture } from './yuv.ts';

function emptyFrame(width: number, height: number, padding = 0): YuvFrame {
  const yStride = width + padding;
  const uvStride = width / 2 + padding;
  return {
    width,
    height,
    y: new Uint8Array(yStride * height),
    u: new Uint8Array((uvStride * height) / 2),
    v: new Uint8Array((uvStride * height) / 2),
    yStride,
    uvStride,
  };
}

function flat(width: number, height: number, colour: [number, number, number]) {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) data.set(colour, i * 3);
  return { width, height, data };
}

describe('writing a picture as YUV', () => {
  it('gives the values of BT.709 in limited range', () => {
    // From the standard's matrix: Y = 16 + 219 E, Cb = 128 + 224 (B - E) / 1.8556 and so on.
    for (const [colour, expected] of [
      [
        [0, 0, 0],
        [16, 128, 128],
      ],
      [
        [255, 255, 255],
        [235, 128, 128],
      ],
      [
        [255, 0, 0],
        [63, 102, 240],
      ],
      [
        [0, 255, 0],
        [173, 42, 26],
      ],
      [
        [0, 0, 255],
        [32, 240, 118],
      ],
      [
        [128, 128, 128],
        [126, 128, 128],
      ],
    ] as [[number, number, number], number[]][]) {
      const frame = emptyFrame(2, 2);
      writePicture(flat(2, 2, colour), frame);
      expect([frame.y[3], frame.u[0], frame.v[0]]).toEqual(expected);
    }
  });

  it('averages chroma over its four pixels', () => {
    const frame = emptyFrame(2, 2);
    const picture = flat(2, 2, [255, 255, 255]);
    picture.data.set([0, 0, 255], 0);
    writePicture(picture, frame);
    expect([...frame.y]).toEqual([32, 235, 235, 235]);
    expect(frame.u[0]).toBe(156);
  });

  it('takes a window of the picture and leaves the padding of the rows alone', () => {
    const picture = flat(8, 6, [0, 0, 0]);
    for (let i = 0; i < 48; i++) picture.data.fill(i * 5, i * 3, i * 3 + 3);
    const frame = emptyFrame(4, 2, 3);
    writePicture(picture, frame, 2, 3);
    const grey = (i: number) => Math.round(16 + (219 / 255) * i * 5);
    expect([...frame.y]).toEqual(
      [26, 27, 28, 29].map(grey).concat([0, 0, 0], [34, 35, 36, 37].map(grey), [0, 0, 0]),
    );
  });

  it('comes back the same but for rounding', () => {
    const picture = flat(2, 2, [0, 0, 0]);
    for (let r = 0; r < 256; r += 51) {
      for (let g = 0; g < 256; g += 51) {
        for (let b = 0; b < 256; b += 51) {
          for (let i = 0; i < 4; i++) picture.data.set([r, g, b], i * 3);
          const frame = emptyFrame(2, 2);
          writePicture(picture, frame);
          const [r2, g2, b2] = readPicture(frame).data;
          expect(Math.max(Math.abs(r - r2!), Math.abs(g - g2!), Math.abs(b - b2!))).toBeLessThan(4);
        }
      }
    }
  });
});
