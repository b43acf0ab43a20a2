/**
 * Soft things (glow, fog, blur) are computed on a field: a plane of numbers at a fraction of the
 * frame's resolution, where wide blurs are cheap.
 */

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
  const line = new Float32Array(Math.max(width, height));
  for (let pass = 0; pass < 3; pass++) {
    for (let y = 0; y < height; y++) blurLine(values, y * width, 1, width, radius, line);
    for (let x = 0; x < width; x++) blurLine(values, x, width, height, radius, line);
  }
}

function blurLine(
  values: Float32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
  line: Float32Array,
): void {
  for (let i = 0; i < length; i++) line[i] = values[start + i * step]!;
  const last = length - 1;
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += line[Math.min(last, Math.max(0, i))]!;
  for (let i = 0; i < length; i++) {
    values[start + i * step] = sum / (2 * radius + 1);
    sum += line[Math.min(last, i + radius + 1)]! - line[Math.max(0, i - radius)]!;
  }
}

/**
 * One row of a field at full width: linear between its pixels. `row` is a row of the plane the
 * field was made for, `factor` that plane's pixels per field pixel.
 */
export function expandRow(field: Field, row: number, factor: number, into: Float32Array): void {
  const { width, height, values } = field;
  const y = Math.min(height - 1, Math.max(0, (row + 0.5) / factor - 0.5));
  const top = Math.floor(y) * width;
  const below = Math.min(height - 1, Math.floor(y) + 1) * width;
  const fy = y - Math.floor(y);
  const step = 1 / factor;
  let x = 0.5 * step - 0.5;
  for (let i = 0; i < into.length; i++) {
    const clamped = Math.min(width - 1, Math.max(0, x));
    const left = clamped | 0;
    const right = left + 1 < width ? left + 1 : left;
    const fx = clamped - left;
    const upper = values[top + left]! + fx * (values[top + right]! - values[top + left]!);
    const lower = values[below + left]! + fx * (values[below + right]! - values[below + left]!);
    into[i] = upper + fy * (lower - upper);
    x += step;
  }
}
