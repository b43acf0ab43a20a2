import type { Effect, EffectSettings } from './effect.ts';
import { blurField, createField, expandRow, type Field } from './field.ts';

const factor = 4;

/**
 * Only what is as deep as the subject stays sharp. The blur gathers each pixel by how far out of
 * focus it is, so that the sharp subject does not bleed into its surroundings as a halo.
 */
export function createDepthOfField({ width, height, strength }: EffectSettings): Effect {
  const radius = Math.max(1, Math.round((height / 768) * (2 + 5 * strength) * (4 / factor)));
  const weight = createField(width, height, factor);
  const fields = {
    y: createField(width, height, factor),
    u: createField(width, height, factor),
    v: createField(width, height, factor),
  };
  const spread = createField(width, height, factor);
  const soft = createField(width, height, factor);
  const rows = {
    colour: new Float32Array(width),
    weight: new Float32Array(width),
    soft: new Float32Array(width),
  };
  return (frame, { depth, focus, presence }) => {
    if (!depth) return;
    const half = width >> 1;
    // How far out of focus each depth is; a band around the focus is sharp.
    const blurred = new Float32Array(256);
    for (let d = 0; d < 256; d++) {
      const off = Math.max(0, Math.abs(d - focus) / 255 - 0.07) / 0.3;
      blurred[d] = Math.min(1, off * off * (3 - 2 * Math.min(1, off)));
    }
    for (let y = 0; y < weight.height; y++) {
      for (let x = 0; x < weight.width; x++) {
        const at = Math.min((height >> 1) - 1, y * 2) * half + Math.min(half - 1, x * 2);
        weight.values[y * weight.width + x] = 0.02 + blurred[depth[at]!]!;
      }
    }
    gather(frame.y, frame.yStride, 4, width, height, weight, fields.y);
    gather(frame.u, frame.uvStride, 2, half, height >> 1, weight, fields.u);
    gather(frame.v, frame.uvStride, 2, half, height >> 1, weight, fields.v);
    spread.values.set(weight.values);
    soft.values.set(weight.values);
    for (const field of [fields.y, fields.u, fields.v, spread]) blurField(field, radius);
    // Depth is a guess with hard borders where there are none: the blur comes in softly.
    blurField(soft, 2);
    const out = { depth, blurred, half, presence, spread, soft, rows };
    replace(frame.y, frame.yStride, width, height, 4, 1, fields.y, out);
    replace(frame.u, frame.uvStride, half, height >> 1, 2, 0, fields.u, out);
    replace(frame.v, frame.uvStride, half, height >> 1, 2, 0, fields.v, out);
  };
}

/** The plane times its weight, averaged into a field. */
function gather(
  plane: Uint8Array,
  stride: number,
  step: number,
  width: number,
  height: number,
  weight: Field,
  field: Field,
): void {
  for (let row = 0; row < field.height; row++) {
    for (let column = 0; column < field.width; column++) {
      let sum = 0;
      let count = 0;
      for (let y = row * step; y < Math.min(height, (row + 1) * step); y++) {
        for (let x = column * step; x < Math.min(width, (column + 1) * step); x++) {
          sum += plane[y * stride + x]!;
          count++;
        }
      }
      const at = row * field.width + column;
      field.values[at] = (sum / count) * weight.values[at]!;
    }
  }
}

interface OutOfFocus {
  depth: Uint8Array;
  blurred: Float32Array;
  half: number;
  presence: number;
  spread: Field;
  soft: Field;
  rows: { colour: Float32Array; weight: Float32Array; soft: Float32Array };
}

/** Mix the blur in, by how far out of focus each pixel is. */
function replace(
  plane: Uint8Array,
  stride: number,
  width: number,
  height: number,
  step: number,
  shift: 0 | 1,
  field: Field,
  { depth, blurred, half, presence, spread, soft, rows }: OutOfFocus,
): void {
  const colour = rows.colour.subarray(0, width);
  const weights = rows.weight.subarray(0, width);
  const softness = rows.soft.subarray(0, width);
  for (let row = 0; row < height; row++) {
    expandRow(field, row, step, colour);
    expandRow(spread, row, step, weights);
    expandRow(soft, row, step, softness);
    const from = (row >> shift) * half;
    for (let column = 0; column < width; column++) {
      const own = blurred[depth[from + (column >> shift)]!]!;
      if (own === 0) continue;
      const amount = presence * own * Math.min(1, 1.15 * softness[column]!);
      const at = row * stride + column;
      plane[at] = plane[at]! + amount * (colour[column]! / weights[column]! - plane[at]!) + 0.5;
    }
  }
}
