/**
 * Smoothing that stops at edges: recursive filtering along rows and columns whose memory is cut by
 * every step of the guide (the domain transform of Gastal and Oliveira, 2011). Linear in the
 * number of pixels, whatever the reach.
 */
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { LabPlanes } from '../lab.ts';

/** Colour distance (Lab) that stops half of the smoothing, for a reach of ten pixels. */
const colourScale = 14;
/** The same for a step of the plane itself: patches of one surface differ by less than this. */
const stepScale = 0.07;

/** Each round reaches half as far as the one before; together they reach as far as asked for. */
const rounds = 3;

/** Smooth `plane` in place along the picture's surfaces; `reach` in pixels. */
export function smoothAlongSurfaces(plane: Float32Array, lab: LabPlanes, reach: number): void {
  const { width, height } = lab;
  const room = openRoom();
  const values = room.put(plane);
  const [across, down] = [room.takeClear(plane.byteLength), room.takeClear(plane.byteLength)];
  const guide = [room.put(lab.l), room.put(lab.a), room.put(lab.b)] as const;
  const scales = [reach, colourScale, stepScale] as const;
  kernel.measurePaces(values, ...guide, width, height, ...scales, across, down);
  const sigma = (reach * Math.sqrt(3) * 2 ** (rounds - 1)) / Math.sqrt(4 ** rounds - 1);
  const keep = (paces: number) => {
    const kept = new Float64Array(plane.length);
    const all = room.read(paces, new Float32Array(plane.length));
    for (let i = 0; i < kept.length; i++) kept[i] = Math.exp((-Math.SQRT2 / sigma) * all[i]!);
    return room.put(kept);
  };
  kernel.smoothAlong(values, width, height, keep(across), keep(down), rounds);
  room.read(values, plane);
}
