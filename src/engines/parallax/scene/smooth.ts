/**
 * Smoothing that stops at edges: recursive filtering along rows and columns whose memory is cut by
 * every step of the guide (the domain transform of Gastal and Oliveira, 2011). Linear in the
 * number of pixels, whatever the reach.
 */
import type { LabPlanes } from './lab.ts';

/** Colour distance (Lab) that stops half of the smoothing, for a reach of ten pixels. */
const colourScale = 14;
/** The same for a step of the plane itself: patches of one surface differ by less than this. */
const stepScale = 0.07;

/** Smooth `plane` in place along the picture's surfaces; `reach` in pixels. */
export function smoothAlongSurfaces(plane: Float32Array, lab: LabPlanes, reach: number): void {
  const { width, height } = lab;
  const across = new Float32Array(plane.length);
  const down = new Float32Array(plane.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (x > 0) across[at] = pace(plane, lab, at, at - 1, reach);
      if (y > 0) down[at] = pace(plane, lab, at, at - width, reach);
    }
  }
  const rounds = 3;
  for (let i = 0; i < rounds; i++) {
    // Each round reaches half as far as the one before; together they reach `reach`.
    const sigma = (reach * Math.sqrt(3) * 2 ** (rounds - 1 - i)) / Math.sqrt(4 ** rounds - 1);
    const memory = -Math.SQRT2 / sigma;
    for (let y = 0; y < height; y++) filterLine(plane, across, y * width, 1, width, memory);
    for (let x = 0; x < width; x++) filterLine(plane, down, x, width, height, memory);
  }
}

function pace(plane: Float32Array, lab: LabPlanes, p: number, q: number, reach: number): number {
  const colour =
    Math.abs(lab.l[p]! - lab.l[q]!) * 0.7 +
    Math.abs(lab.a[p]! - lab.a[q]!) +
    Math.abs(lab.b[p]! - lab.b[q]!);
  const step = Math.abs(plane[p]! - plane[q]!);
  return 1 + reach * ((colour / colourScale) ** 2 + (step / stepScale) ** 2);
}

function filterLine(
  plane: Float32Array,
  paces: Float32Array,
  start: number,
  stride: number,
  count: number,
  memory: number,
): void {
  for (let i = 1, at = start + stride; i < count; i++, at += stride) {
    plane[at]! += (plane[at - stride]! - plane[at]!) * Math.exp(memory * paces[at]!);
  }
  for (let i = count - 2, at = start + (count - 2) * stride; i >= 0; i--, at -= stride) {
    plane[at]! += (plane[at + stride]! - plane[at]!) * Math.exp(memory * paces[at + stride]!);
  }
}
