/**
 * Patches as a graph: what each is like, which touch, and how strongly the border between two of
 * them looks like the outline of something.
 */
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { LabPlanes } from '../lab.ts';
import type { Superpixels } from './superpixels.ts';

export interface RegionGraph {
  count: number;
  area: Float32Array;
  /** Mean colour. */
  l: Float32Array;
  a: Float32Array;
  b: Float32Array;
  /** Centre, in pixels. */
  x: Float32Array;
  y: Float32Array;
  /** Pixels on the picture's left, right, top and bottom border: four per patch. */
  onBorder: Int32Array;
  links: Links;
}

/** Pairs of patches that touch, as parallel arrays; `from < to`. */
export interface Links {
  count: number;
  from: Int32Array;
  to: Int32Array;
  /** Pixels of common border. */
  length: Float32Array;
  /** Mean colour step across the border, in Lab units, measured two pixels to either side. */
  step: Float32Array;
}

/** Lightness counts less than hue: a shadow is not an outline. */
const lightnessWeight = 0.7;

/** Distance between two colours in Lab with lightness held back. */
export function colourDistance(dl: number, da: number, db: number): number {
  return Math.sqrt(lightnessWeight * lightnessWeight * dl * dl + da * da + db * db);
}

/** Measure the patches and their borders. */
export function describeRegions(superpixels: Superpixels, lab: LabPlanes): RegionGraph {
  const { width, height, count, labels } = superpixels;
  const room = openRoom();
  const sums = room.takeClear(count * 24);
  const border = room.takeClear(count * 16);
  const planes = [room.put(lab.l), room.put(lab.a), room.put(lab.b)] as const;
  kernel.measurePatches(room.put(labels), width, height, ...planes, sums, border);
  const measured = room.read(sums, new Float32Array(count * 6));
  const area = Float32Array.from({ length: count }, (_, k) => measured[k * 6]!);
  const mean = (i: number) => area.map((n, k) => measured[k * 6 + i]! / n);
  return {
    count,
    area,
    l: mean(1),
    a: mean(2),
    b: mean(3),
    x: mean(4),
    y: mean(5),
    onBorder: room.read(border, new Int32Array(count * 4)),
    links: findLinks(superpixels, lab),
  };
}

function findLinks({ width, height, count, labels }: Superpixels, lab: LabPlanes): Links {
  const index = new Map<number, number>();
  const from: number[] = [];
  const to: number[] = [];
  const length: number[] = [];
  const step: number[] = [];
  const meet = (p: number, q: number, one: number, other: number): void => {
    const k = labels[p]!;
    const m = labels[q]!;
    const low = Math.min(k, m);
    const high = Math.max(k, m);
    const key = low * count + high;
    let at = index.get(key);
    if (at === undefined) {
      at = from.length;
      index.set(key, at);
      from.push(low);
      to.push(high);
      length.push(0);
      step.push(0);
    }
    length[at]!++;
    step[at]! += colourDistance(
      lab.l[one]! - lab.l[other]!,
      lab.a[one]! - lab.a[other]!,
      lab.b[one]! - lab.b[other]!,
    );
  };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (x + 1 < width && labels[at] !== labels[at + 1]) {
        meet(at, at + 1, x > 0 ? at - 1 : at, x + 2 < width ? at + 2 : at + 1);
      }
      if (y + 1 < height && labels[at] !== labels[at + width]) {
        const one = y > 0 ? at - width : at;
        const other = y + 2 < height ? at + 2 * width : at + width;
        meet(at, at + width, one, other);
      }
    }
  }
  for (let i = 0; i < step.length; i++) step[i]! /= length[i]!;
  return {
    count: from.length,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    length: Float32Array.from(length),
    step: Float32Array.from(step),
  };
}
