import { describe, expect, it } from 'vitest';
import type { Regions } from '../scene/regions.ts';
import { createLife, type Life, latticeStep } from './life.ts';

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

function liveOf(regions: Regions | undefined, seed = 2, frameHeight = 384): Life | undefined {
  return createLife({ width, height, frameHeight, regions }, seed);
}

function shiftsOf(life: Life, seconds: number) {
  const field = () => new Float32Array(life.columns * life.rows);
  const shifts = { x: field(), y: field(), apartX: field(), apartY: field(), share: field() };
  life.shiftAt(seconds, shifts);
  const indexOf = (canvasX: number, canvasY: number) =>
    (canvasY / latticeStep) * life.columns + canvasX / latticeStep;
  const at = (canvasX: number, canvasY: number) => {
    const i = indexOf(canvasX, canvasY);
    return { x: shifts.x[i]!, y: shifts.y[i]! };
  };
  /** The two places that are seen here, and how much of each. */
  const views = (canvasX: number, canvasY: number) => {
    const i = indexOf(canvasX, canvasY);
    const second = shifts.share[i]!;
    const view = (to: number, share: number) => ({
      x: shifts.x[i]! + to * shifts.apartX[i]!,
      y: shifts.y[i]! + to * shifts.apartY[i]!,
      share,
    });
    return [view(-second, 1 - second), view(1 - second, second)] as const;
  };
  return { ...shifts, at, views };
}

/** Pixels per frame that the first of what is seen moves by in a clip of 720 lines: the median. */
function speedOf(kind: (typeof kinds)[number], canvasY = 240): number {
  const life = liveOf(regionsOf(kind, 0.9, { top: 20, bottom: 118 }), 2, 720)!;
  const places = Array.from({ length: 120 }, (_, i) =>
    shiftsOf(life, 1 + i / 24).views(320, canvasY),
  );
  const steps = places.slice(1).map(([to], i) => {
    const from = places[i]![0];
    return Math.hypot(to.x - from.x, to.y - from.y);
  });
  return steps.toSorted((one, other) => one - other)[Math.floor(steps.length / 2)]!;
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

  it('moves so far that it is seen', () => {
    expect(speedOf('sky')).toBeGreaterThan(0.8);
    expect(speedOf('smoke')).toBeGreaterThan(0.7);
    expect(speedOf('water', 400)).toBeGreaterThan(0.5);
    expect(speedOf('foliage')).toBeGreaterThan(0.15);
  });

  it('moves smoothly in time', () => {
    for (const kind of kinds) {
      const life = liveOf(regionsOf(kind))!;
      const places = Array.from({ length: 120 }, (_, i) => shiftsOf(life, i / 24).at(320, 240));
      for (const axis of ['x', 'y'] as const) {
        for (let i = 1; i + 1 < places.length; i++) {
          const bend = places[i + 1]![axis] - 2 * places[i]![axis] + places[i - 1]![axis];
          expect(Math.abs(bend), `${kind} ${i}`).toBeLessThan(0.4);
        }
      }
    }
  });

  it('carries clouds one way, and shows no more of what has been carried too far', () => {
    const sky = liveOf(regionsOf('sky'))!;
    let before = shiftsOf(sky, 0).views(320, 240);
    const way = Math.sign(shiftsOf(sky, 0.5).views(320, 240)[0].x);
    let returns = 0;
    for (let frame = 1; frame <= 240; frame++) {
      const views = shiftsOf(sky, frame / 24).views(320, 240);
      for (const [i, { x, share }] of views.entries()) {
        const step = way * (x - before[i]!.x);
        if (step > 0) expect(step).toBeLessThan(2);
        else {
          returns++;
          expect(share).toBeLessThan(0.01);
        }
        expect(Math.abs(x)).toBeLessThan(40);
      }
      before = views;
    }
    expect(returns).toBeGreaterThan(2);
  });

  it('sees only what sways once', () => {
    for (const kind of ['water', 'foliage'] as const) {
      const { share, apartX, apartY } = shiftsOf(liveOf(regionsOf(kind))!, 3.7);
      expect([...share, ...apartX, ...apartY].every((value) => value === 0)).toBe(true);
    }
  });

  it('begins with the picture as it is, seen once', () => {
    for (const kind of kinds) {
      const { x, y, share } = shiftsOf(liveOf(regionsOf(kind))!, 0);
      expect([...x, ...y, ...share].every((value) => value === 0)).toBe(true);
    }
  });

  it('has larger ripples nearer to the camera', () => {
    const life = liveOf(regionsOf('water', 0.9, { top: 55, bottom: 120 }))!;
    const heightAt = (y: number) =>
      Math.max(
        ...Array.from({ length: 50 }, (_, i) => Math.abs(shiftsOf(life, 2 + i / 10).at(320, y).x)),
      );
    expect(heightAt(416)).toBeGreaterThan(2 * heightAt(288));
  });

  it('follows from the seed', () => {
    const regions = regionsOf('foliage');
    expect(shiftsOf(liveOf(regions, 2)!, 3).x).toEqual(shiftsOf(liveOf(regions, 2)!, 3).x);
    expect(shiftsOf(liveOf(regions, 3)!, 3).x).not.toEqual(shiftsOf(liveOf(regions, 2)!, 3).x);
  });
});
