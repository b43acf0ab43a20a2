/**
 * Soft things (glow, fog, blur) are computed on a field: a plane of numbers at a fraction of the
 * frame's resolution, where wide blurs are cheap.
 */

import { boxMean } from '../../scene/box-filter.ts';

export interface Field {
  width: number;
  height: number;
  /** Frame pixels per field pixel, along each side. */
  factor: number;
  values: Float32Array;
}

/** A field of zeros that covers a frame. */
export function createField(frameWidth: number, frameHeight: number, factor: number): Field {
  const width = Math.ceil(frameWidth / factor);
  const height = Math.ceil(frameHeight / factor);
  return { width, height, factor, values: new Float32Array(width * height) };
}

/** Average a plane of bytes into a field; `map` is applied to each average. */
export function shrinkPlane(
  plane: Uint8Array,
  stride: number,
  width: number,
  height: number,
  field: Field,
  map: (average: number) => number = (average) => average,
): void {
  const { factor, values } = field;
  for (let row = 0; row < field.height; row++) {
    const top = row * factor;
    const bottom = Math.min(height, top + factor);
    for (let column = 0; column < field.width; column++) {
      const left = column * factor;
      const right = Math.min(width, left + factor);
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        for (let at = y * stride + left; at < y * stride + right; at++) sum += plane[at]!;
      }
      values[row * field.width + column] = map(sum / ((bottom - top) * (right - left)));
    }
  }
}

/** Blur a field: three box blurs in a row are a Gaussian to the eye. */
export function blurField({ width, height, values }: Field, radius: number): void {
  for (let pass = 0; pass < 3; pass++) boxMean(values, width, height, radius, values);
}

/**
 * One row of a field at full width: linear between its pixels. `row` is a row of the plane the
 * field was made for, `factor` (even) that plane's pixels per field pixel.
 */
export function expandRow(field: Field, row: number, factor: number, into: Float32Array): void {
  const { width, height, values } = field;
  const y = Math.min(height - 1, Math.max(0, (row + 0.5) / factor - 0.5));
  const top = Math.floor(y) * width;
  const below = Math.min(height - 1, Math.floor(y) + 1) * width;
  const fy = y - Math.floor(y);
  const half = factor >> 1;
  let before = values[top]! + fy * (values[below]! - values[top]!);
  into.fill(before, 0, Math.min(into.length, half));
  // From the middle of one field pixel to that of the next; after the last it goes on level.
  for (let column = 0; column < width; column++) {
    const next = Math.min(width - 1, column + 1);
    const after = values[top + next]! + fy * (values[below + next]! - values[top + next]!);
    const step = (after - before) / factor;
    const start = column * factor + half;
    const end = Math.min(into.length, start + factor);
    let value = before + step / 2;
    for (let i = start; i < end; i++) {
      into[i] = value;
      value += step;
    }
    before = after;
  }
}
