import type { Effect, EffectSettings } from './effect.ts';
import { blurField, createField, expandRow, type Field } from './field.ts';

/** Luma pixels per field pixel; half as many samples of chroma. */
const factor = 4;

/**
 * Only what is as deep as the subject stays sharp. The blur gathers each pixel by how far out of
 * focus it is, so that the sharp subject does not bleed into its surroundings as a halo.
 */
export function createDepthOfField({ width, height, strength }: EffectSettings): Effect {
  const radius = Math.max(1, Math.round(((height / 768) * (8 + 20 * strength)) / factor));
  const [weight, spread, soft, luma, blue, red] = Array.from({ length: 6 }, () =>
    createField(width, height, factor),
  ) as [Field, Field, Field, Field, Field, Field];
  const half = width >> 1;
  const share = new Float32Array(half);
  const [upper, lower, blueRow, redRow] = [width, width, half, half].map(
    (length) => new Float32Array(length),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  return (frame, { depth, focus, presence }) => {
    if (!depth) return;
    const blurred = tabulateBlur(focus);
    for (let y = 0; y < weight.height; y++) {
      for (let x = 0; x < weight.width; x++) {
        const row = Math.min((height >> 1) - 1, (y * factor) >> 1);
        const at = row * half + Math.min(half - 1, (x * factor) >> 1);
        weight.values[y * weight.width + x] = 0.02 + blurred[depth[at]!]!;
      }
    }
    const { y, u, v, yStride, uvStride } = frame;
    spread.values.set(weight.values);
    blurField(spread, radius);
    gather(y, yStride, width, height, factor, weight, luma);
    gather(u, uvStride, half, height >> 1, factor / 2, weight, blue);
    gather(v, uvStride, half, height >> 1, factor / 2, weight, red);
    for (const field of [luma, blue, red]) {
      blurField(field, radius);
      for (let i = 0; i < field.values.length; i++) field.values[i]! /= spread.values[i]!;
    }
    // Depth is a guess with hard borders where there are none: the blur comes in softly.
    soft.values.set(weight.values);
    blurField(soft, 2);
    for (let line = 0; line < height >> 1; line++) {
      expandRow(soft, line, factor / 2, share);
      for (let column = 0; column < half; column++) {
        const own = blurred[depth[line * half + column]!]!;
        share[column] = presence * own * Math.min(1, 1.15 * share[column]!);
      }
      expandRow(luma, 2 * line, factor, upper);
      expandRow(luma, 2 * line + 1, factor, lower);
      expandRow(blue, line, factor / 2, blueRow);
      expandRow(red, line, factor / 2, redRow);
      mixLuma(y, 2 * line * yStride, upper, share);
      mixLuma(y, (2 * line + 1) * yStride, lower, share);
      mixChroma(u, line * uvStride, blueRow, share);
      mixChroma(v, line * uvStride, redRow, share);
    }
  };
}

/** How far out of focus each depth is, 0..1; a band around the focus is sharp. */
function tabulateBlur(focus: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, depth) => {
    const off = Math.max(0, Math.abs(depth - focus) / 255 - 0.07) / 0.3;
    return Math.min(1, off * off * (3 - 2 * Math.min(1, off)));
  });
}

/** The plane times its weight, averaged into a field of `step` samples to the pixel. */
function gather(
  plane: Uint8Array,
  stride: number,
  width: number,
  height: number,
  step: number,
  weight: Field,
  field: Field,
): void {
  for (let row = 0; row < field.height; row++) {
    const bottom = Math.min(height, (row + 1) * step);
    for (let column = 0; column < field.width; column++) {
      const left = column * step;
      const right = Math.min(width, left + step);
      let sum = 0;
      for (let y = row * step; y < bottom; y++) {
        for (let at = y * stride + left; at < y * stride + right; at++) sum += plane[at]!;
      }
      const at = row * field.width + column;
      field.values[at] = (sum / ((bottom - row * step) * (right - left))) * weight.values[at]!;
    }
  }
}

/** Mix a row of the blur in; `share` is how much of it, per sample of chroma. */
function mixLuma(plane: Uint8Array, start: number, blur: Float32Array, share: Float32Array): void {
  for (let column = 0; column < share.length; column++) {
    const amount = share[column]!;
    if (amount === 0) continue;
    const at = start + 2 * column;
    plane[at] = plane[at]! + amount * (blur[2 * column]! - plane[at]!) + 0.5;
    plane[at + 1] = plane[at + 1]! + amount * (blur[2 * column + 1]! - plane[at + 1]!) + 0.5;
  }
}

function mixChroma(
  plane: Uint8Array,
  start: number,
  blur: Float32Array,
  share: Float32Array,
): void {
  for (let column = 0; column < share.length; column++) {
    const amount = share[column]!;
    if (amount === 0) continue;
    const at = start + column;
    plane[at] = plane[at]! + amount * (blur[column]! - plane[at]!) + 0.5;
  }
}
