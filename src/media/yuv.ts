/**
 * RGB to BT.709 limited-range YUV and back, in 8 bits. Chroma is averaged over 2 x 2 pixels, so it
 * sits in the middle of them; the encoder says so in the stream.
 */
import type { YuvFrame } from './frame.ts';
import type { Picture } from './picture.ts';

// BT.709: luma weights, scaled to 219 steps of luma and 224 of chroma.
const kr = 0.2126;
const kb = 0.0722;
const kg = 1 - kr - kb;
const lumaScale = 219 / 255;
const chromaScale = 224 / 255;
const uScale = chromaScale / (2 * (1 - kb));
const vScale = chromaScale / (2 * (1 - kr));

/** Fixed point with 16 fractional bits: exact to far less than a step, and free of float rounding. */
const one = 1 << 16;

/** What each channel adds to each plane, `one` being a step. */
export const yuvWeights = {
  y: [kr, kg, kb].map((weight) => Math.round(weight * lumaScale * one)),
  u: [-kr, -kg, 1 - kb].map((weight) => Math.round(weight * uScale * one)),
  v: [1 - kr, -kg, -kb].map((weight) => Math.round(weight * vScale * one)),
} as const;

/** Write a picture, or the window of it that begins at `left`, `top`, into a frame. */
export function writePicture(picture: Picture, frame: YuvFrame, left = 0, top = 0): void {
  const { data, width: pictureWidth } = picture;
  const { y, u, v, yStride, uvStride, width, height } = frame;
  const [yr, yg, yb] = yuvWeights.y as [number, number, number];
  const [ur, ug, ub] = yuvWeights.u as [number, number, number];
  const [vr, vg, vb] = yuvWeights.v as [number, number, number];
  const yOffset = 16 * one + one / 2;
  const cOffset = (128 * one + one / 2) * 4;
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let dy = 0; dy < 2; dy++) {
        for (let dx = 0; dx < 2; dx++) {
          const at = ((top + row + dy) * pictureWidth + left + column + dx) * 3;
          const r = data[at]!;
          const g = data[at + 1]!;
          const b = data[at + 2]!;
          y[(row + dy) * yStride + column + dx] = (yr * r + yg * g + yb * b + yOffset) >> 16;
          red += r;
          green += g;
          blue += b;
        }
      }
      const at = (row >> 1) * uvStride + (column >> 1);
      u[at] = (ur * red + ug * green + ub * blue + cOffset) >> 18;
      v[at] = (vr * red + vg * green + vb * blue + cOffset) >> 18;
    }
  }
}

/** The picture a frame shows; chroma is repeated over its 2 x 2 pixels. */
export function readPicture(frame: YuvFrame): Picture {
  const { y, u, v, yStride, uvStride, width, height } = frame;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const chroma = (row >> 1) * uvStride + (column >> 1);
      const luma = (y[row * yStride + column]! - 16) / lumaScale;
      const blueness = (u[chroma]! - 128) / uScale;
      const redness = (v[chroma]! - 128) / vScale;
      // B - Y and R - Y give back blue and red; green is what is left of luma.
      const blue = luma + blueness;
      const red = luma + redness;
      const green = (luma - kr * red - kb * blue) / kg;
      const at = (row * width + column) * 3;
      data[at] = clampToByte(red);
      data[at + 1] = clampToByte(green);
      data[at + 2] = clampToByte(blue);
    }
  }
  return { width, height, data };
}

function clampToByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value);
}
