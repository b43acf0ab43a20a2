import { describe, expect, it } from 'vitest';
import type { Regions } from '../scene/regions.ts';
import { createLife, type Life, latticeStep, loopSeconds } from './life.ts';

const width = 640;
const height = 480;
const size = 4;

/** Regions that fill a rectangle of cells each. */
function regionsOf(
  kind: 'sky' | 'water' | 'foliage' | 'smoke',
  confidence = 0.9,
  { top = 30, bottom = 90 } = {},
): Regions {
  const columns = width / size;
  const rows = height / size;
  const empty = () => ({ mask: new Uint8Array(columns * rows), confidence: 0 });
  const mask = Uint8Array.from({ length: columns * rows }, (_, i) => {
    const x = i % columns;
    const y = Math.floor(i / columns);
    return x >= 20 && x < 140 && y >= top && y < bottom ? 255 : 0;
  });
  const regions = {
    size,
    width: columns,
    height: rows,
    sky: empty(),
    water: empty(),
    foliage: empty(),
    smoke: empty(),
  };
  regions[kind] = { mask, confidence };
  return regions;
}

function liveOf(regions: Regions | undefined, seed = 2): Life | undefined {
  return createLife({ width, height, frameHeight: 384, regions }, seed);
}

function shiftsOf(life: Life, seconds: number) {
  const x = new Float32Array(life.columns * life.rows);
  const y = new Float32Array(life.columns * life.rows);
  life.shiftAt(seconds, x, y);
  const at = (canvasX: number, canvasY: number) => {
    const i = (canvasY / latticeStep) * life.columns + canvasX / latticeStep;
    return { x: x[i]!, y: y[i]! };
  };
  return { x, y, at };
}

const kinds = ['sky', 'water', 'foliage', 'smoke'] as const;

describe('gentle life', () => {
  it('is not there without regions, or where they are a guess', () => {
    expect(liveOf(undefined)).toBeUndefined();
    for (const kind of kinds) expect(liveOf(regionsOf(kind, 0.3))).toBeUndefined();
  });

  it('moves inside its region and nowhere else', () => {
    for (const kind of kinds) {
      const { at } = shiftsOf(liveOf(regionsOf(kind))!, 3.3);
      const inside = at(320, 240);
      expect(Math.hypot(inside.x, inside.y), kind).toBeGreaterThan(0.05);
      for (const [x, y] of [
        [16, 240],
        [320, 64],
        [320, 400],
        [608, 240],
      ] as const) {
        expect(at(x, y), kind).toEqual({ x: 0, y: 0 });
      }
    }
  });

  it('begins at rest', () => {
    for (const kind of kinds) {
      const life = liveOf(regionsOf(kind))!;
      const { x, y } = shiftsOf(life, 0);
      expect([...x, ...y].every((value) => value === 0)).toBe(true);
      const soon = shiftsOf(life, 1 / 24);
      expect(Math.max(...soon.x.map(Math.abs), ...soon.y.map(Math.abs))).toBeLessThan(0.02);
    }
  });

  it('never folds or tears the picture: neighbours stay neighbours', () => {
    for (const kind of kinds) {
      const life = liveOf(regionsOf(kind))!;
      for (const seconds of [2, 5, 10]) {
        const { x, y } = shiftsOf(life, seconds);
        for (let i = 0; i + life.columns < x.length; i++) {
          if ((i + 1) % life.columns === 0) continue;
          for (const field of [x, y]) {
            expect(Math.abs(field[i + 1]! - field[i]!)).toBeLessThan(0.4 * latticeStep);
            expect(Math.abs(field[i + life.columns]! - field[i]!)).toBeLessThan(0.4 * latticeStep);
          }
        }
      }
    }
  });

  it('moves smoothly in time', () => {
    for (const kind of kinds) {
      const life = liveOf(regionsOf(kind))!;
      const places = Array.from({ length: 120 }, (_, i) => shiftsOf(life, i / 24).at(320, 240).x);
      for (let i = 1; i + 1 < places.length; i++) {
        expect(Math.abs(places[i + 1]! - 2 * places[i]! + places[i - 1]!)).toBeLessThan(0.03);
      }
    }
  });

  it('loops without a seam', () => {
    for (const kind of kinds) {
      const life = liveOf(regionsOf(kind))!;
      const once = shiftsOf(life, 7.3);
      const again = shiftsOf(life, 7.3 + loopSeconds);
      const most = once.x.reduce((most, x, i) => Math.max(most, Math.abs(x - again.x[i]!)), 0);
      expect(most, kind).toBeLessThan(1e-5);
      expect(shiftsOf(life, 7.3 + 0.37 * loopSeconds).x, kind).not.toEqual(once.x);
    }
  });

  it('lets clouds go one way throughout a clip, and water, leaves and smoke come back', () => {
    const far = (kind: (typeof kinds)[number]) =>
      Math.abs(shiftsOf(liveOf(regionsOf(kind))!, 10).at(320, 240).x);
    const sky = liveOf(regionsOf('sky'))!;
    const xs = Array.from({ length: 10 }, (_, i) => shiftsOf(sky, i + 1).at(320, 240).x);
    const steps = xs.slice(1).map((x, i) => Math.sign(x - xs[i]!));
    expect(new Set(steps).size).toBe(1);
    expect(far('sky')).toBeGreaterThan(1);
    for (const kind of ['water', 'foliage', 'smoke'] as const) expect(far(kind)).toBeLessThan(3.3);
  });

  it('follows from the seed', () => {
    const regions = regionsOf('foliage');
    expect(shiftsOf(liveOf(regions, 2)!, 3).x).toEqual(shiftsOf(liveOf(regions, 2)!, 3).x);
    expect(shiftsOf(liveOf(regions, 3)!, 3).x).not.toEqual(shiftsOf(liveOf(regions, 2)!, 3).x);
  });
});
