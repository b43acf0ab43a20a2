import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marginOf } from '../canvas.ts';
import { type Move, moveKinds, type Shot } from '../shot.ts';
import { measureTravel, planCamera, type StageCanvas } from './plan.ts';
import { lookAt } from './pose.ts';

const frame = { width: 320, height: 192 };
const options = { frames: 48, fps: 24, seed: 5 };

function shotOf(...moves: Move[]): Shot {
  return {
    moves,
    atmosphere: [],
    gentleLife: false,
    life: [],
    pace: 'normal',
    chosenBySeed: false,
  };
}

function move(changes: Partial<Move>): Move {
  return {
    kind: 'pan',
    direction: 'right',
    amount: 1,
    start: 0,
    end: 1,
    ease: 'smooth',
    ...changes,
  };
}

function canvasWith(marginX: number, marginY: number): StageCanvas {
  return {
    width: frame.width + 2 * marginX,
    height: frame.height + 2 * marginY,
    left: marginX,
    top: marginY,
    frameWidth: frame.width,
    frameHeight: frame.height,
    real: { left: marginX, top: marginY, ...frame },
    subject: { x: marginX + 100, y: marginY + 120, depth: 0.7 },
  };
}

const anyMove = fc.record({
  kind: fc.constantFrom(...moveKinds),
  direction: fc.constantFrom('left', 'right', 'up', 'down', 'in', 'out', 'clockwise' as const),
  amount: fc.double({ min: 0.25, max: 3, noNaN: true }),
  start: fc.constantFrom(0, 0.25, 0.5),
  end: fc.constantFrom(0.6, 1),
  ease: fc.constantFrom('smooth', 'accelerate', 'decelerate', 'linear' as const),
});

describe('the path of the camera', () => {
  it('begins with the frame itself, whatever the shot', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { minLength: 1, maxLength: 3 }), (moves) => {
        const pose = planCamera(shotOf(...moves), canvasWith(30, 20), options).poseAt(0);
        const at = lookAt(pose, 300, 7, 0.9);
        expect([at.x, at.y]).toEqual([expect.closeTo(330, 9), expect.closeTo(27, 9)]);
      }),
    );
  });

  it('never looks beyond the image but a rim, at any depth, whatever the shot', () => {
    const canvas = canvasWith(marginOf(frame.width), marginOf(frame.height));
    fc.assert(
      fc.property(
        fc.array(anyMove, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (moves, seed, depth) => {
          const subject = { ...canvas.subject, depth };
          const path = planCamera(shotOf(...moves), { ...canvas, subject }, { ...options, seed });
          const beyond: object[] = [];
          for (let index = 0; index < options.frames; index++) {
            const pose = path.poseAt(index);
            for (const [x, y, depth] of edgePoints()) {
              const at = lookAt(pose, x, y, depth);
              const inside =
                at.x >= 1 && at.y >= 1 && at.x <= canvas.width - 3 && at.y <= canvas.height - 3;
              if (!inside) beyond.push({ index, x, y, depth, at });
            }
          }
          expect(beyond).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows no place of the image twice, and none out of its order', () => {
    const canvas = canvasWith(marginOf(frame.width), marginOf(frame.height));
    fc.assert(
      fc.property(fc.array(anyMove, { minLength: 1, maxLength: 2 }), (moves) => {
        const path = planCamera(shotOf(...moves), canvas, options);
        for (const index of [8, 24, 47]) {
          const pose = path.poseAt(index);
          for (let x = 1; x < frame.width; x++) {
            const step = lookAt(pose, x, 96, 0.5).x - lookAt(pose, x - 1, 96, 0.5).x;
            // The least that the camera allows, as exactly as poses are kept.
            expect(step).toBeGreaterThan(0.2 - 1e-6);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('makes ordinary moves whole, and less of those that look far beyond the image', () => {
    const canvas = canvasWith(marginOf(frame.width), marginOf(frame.height));
    const scaleOf = (kind: Move['kind'], direction: Move['direction'], amount: number) =>
      planCamera(shotOf(move({ kind, direction, amount })), canvas, options).scale;
    for (const [kind, direction] of [
      ['pan', 'left'],
      ['tilt', 'up'],
      ['truck', 'left'],
      ['zoom', 'out'],
      ['dolly', 'out'],
      ['roll', 'clockwise'],
      ['orbit', 'left'],
      ['handheld', 'none'],
    ] as const) {
      expect(scaleOf(kind, direction, 1), kind).toBeGreaterThan(0.95);
    }
    expect(scaleOf('zoom', 'out', 3)).toBeLessThan(0.8);
    expect(scaleOf('zoom', 'in', 3)).toBe(1);
  });

  it('tells how far a shot parts near from far', () => {
    const travelOf = (kind: Move['kind'], direction: Move['direction']) =>
      measureTravel(shotOf(move({ kind, direction })), frame, options);
    for (const kind of ['pan', 'roll', 'handheld', 'static'] as const) {
      expect(travelOf(kind, 'left'), kind).toBe(0);
    }
    expect(travelOf('zoom', 'in')).toBe(0);
    for (const kind of ['truck', 'orbit', 'crane'] as const) {
      expect(travelOf(kind, 'left') / frame.width, kind).toBeGreaterThan(0.03);
    }
    expect(travelOf('dolly', 'in') / frame.width).toBeGreaterThan(0.03);
    expect(travelOf('dolly-zoom', 'in') / frame.width).toBeGreaterThan(0.03);
  });

  it('stands exactly still when told to', () => {
    const path = planCamera(
      shotOf(move({ kind: 'static', direction: 'none' })),
      canvasWith(20, 20),
      options,
    );
    for (const index of [1, 20, 47]) {
      const at = lookAt(path.poseAt(index), 10, 20, 0.2);
      expect([at.x, at.y]).toEqual([expect.closeTo(30, 9), expect.closeTo(40, 9)]);
    }
  });

  it('moves smoothly: no frame jumps ahead of its neighbours', () => {
    for (const kind of ['pan', 'truck', 'zoom', 'handheld', 'orbit', 'roll'] as const) {
      const direction = kind === 'zoom' ? 'in' : 'right';
      const shot = shotOf(move({ kind, direction }));
      const path = planCamera(shot, canvasWith(40, 24), { ...options, frames: 120 });
      const places = Array.from({ length: 120 }, (_, i) => lookAt(path.poseAt(i), 300, 20, 0.8).x);
      for (let i = 1; i + 1 < places.length; i++) {
        const jerk = places[i + 1]! - 2 * places[i]! + places[i - 1]!;
        expect(Math.abs(jerk), `${kind} at ${i}`).toBeLessThan(kind === 'handheld' ? 0.13 : 0.03);
      }
    }
  });

  it('lets the world behind the subject grow in a dolly zoom in, and shrink in one out', () => {
    // How far a point right of the middle looks from it: less is larger.
    const reachAt = (direction: 'in' | 'out', depth: number) => {
      const canvas = { ...canvasWith(60, 40), subject: { x: 219.5, y: 135.5, depth: 0.7 } };
      const path = planCamera(shotOf(move({ kind: 'dolly-zoom', direction })), canvas, options);
      return lookAt(path.poseAt(47), 250, 96, depth).x - 219.5;
    };
    expect(Math.abs(reachAt('in', 0.7) - 90.5)).toBeLessThan(4);
    expect(reachAt('in', 0.1)).toBeLessThan(84);
    expect(Math.abs(reachAt('out', 0.7) - 90.5)).toBeLessThan(4);
    expect(reachAt('out', 0.1)).toBeGreaterThan(97);
  });

  it('uses what the image has beyond the frame while going sideways, and else goes in a little', () => {
    const canvas = canvasWith(48, 30);
    const end = (real: StageCanvas['real'], direction: 'left' | 'right') => {
      const shot = shotOf(move({ kind: 'pan', direction }));
      const pose = planCamera(shot, { ...canvas, real }, options).poseAt(options.frames - 1);
      return [0, 160, 319].map((x) => lookAt(pose, x, 96, 0.5).x);
    };
    const narrow = end(canvas.real, 'right');
    const wide = end({ ...canvas.real, left: 0, width: canvas.width }, 'right');
    expect(narrow[2]! - (canvas.real.left + 319)).toBeLessThan(0.01 * 320);
    expect(wide[2]! - (canvas.real.left + 319)).toBeGreaterThan(0.07 * 320);
    expect(narrow[2]! - narrow[0]!).toBeLessThan(wide[2]! - wide[0]! - 5);
    // What is in the middle goes as far all the same, 23 pixels or so.
    expect(Math.abs(narrow[1]! - wide[1]!)).toBeLessThan(2);
  });

  it.each(['dolly', 'zoom'] as const)('keeps the subject where it is in a %s in', (kind) => {
    const canvas = canvasWith(20, 20);
    for (const [x, y] of [
      [60, 50],
      [250, 140],
    ] as const) {
      const subject = { x: 20 + x, y: 20 + y, depth: 0.8 };
      const path = planCamera(
        shotOf(move({ kind, direction: 'in' })),
        { ...canvas, subject },
        options,
      );
      const at = lookAt(path.poseAt(47), x, y, 0.8);
      expect([at.x, at.y]).toEqual([expect.closeTo(20 + x, 0), expect.closeTo(20 + y, 0)]);
    }
  });

  it('makes moves in turn, each going on from where the last one ended', () => {
    const shot = shotOf(
      move({ direction: 'left', end: 0.5 }),
      move({ kind: 'zoom', direction: 'in', start: 0.5 }),
    );
    const path = planCamera(shot, canvasWith(40, 24), options);
    const middle = path.poseAt(23).homography;
    const end = path.poseAt(47).homography;
    // After half of the time the pan is done and the zoom has hardly begun.
    expect(middle[0]).toBeGreaterThan(0.9);
    expect(lookAt(path.poseAt(23), 160, 96, 0.7).x).toBeLessThan(40 + 160 - 20);
    expect(end[0]).toBeLessThan(0.85);
  });
});

function* edgePoints(): Generator<[number, number, number]> {
  for (const depth of [0, 0.5, 1]) {
    for (let i = 0; i <= 8; i++) {
      yield [(319 * i) / 8, 0, depth];
      yield [(319 * i) / 8, 191, depth];
      yield [0, (191 * i) / 8, depth];
      yield [319, (191 * i) / 8, depth];
    }
  }
}
