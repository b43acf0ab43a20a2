import { describe, expect, it } from 'vitest';
import {
  createPlate,
  layDisc,
  type Pose,
  placeInView,
  relight,
} from '../../../../test/fixtures/pairs.ts';
import { estimateFlow, type Flow } from './flow.ts';

const size = { width: 360, height: 216 };
const still = createPlate('stillLife', size);
const lake = createPlate('lake', size);

/** The same numbers every time, any will do. */
function anyNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 4294967296;
  };
}

function extremes(plane: Float32Array): number[] {
  return [-plane.reduce((a, b) => Math.min(a, b)), plane.reduce((a, b) => Math.max(a, b))];
}

/** Mean distance, in pixels, between where the flow sends a pixel and where it truly went. */
function meanMiss({ forward }: Flow, pose: Pose): number {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < size.height; y += 3) {
    for (let x = 0; x < size.width; x += 3) {
      const [trueX, trueY] = placeInView(pose, size, x, y);
      if (trueX < 3 || trueY < 3 || trueX > size.width - 4 || trueY > size.height - 4) continue;
      const i = y * size.width + x;
      sum += Math.hypot(x + forward.x[i]! - trueX, y + forward.y[i]! - trueY);
      count++;
    }
  }
  return sum / count;
}

describe('estimateFlow', () => {
  const poses: [string, Pose, number][] = [
    ['a shift of 43 pixels', { right: 43, down: 7 }, 0.6],
    ['a zoom of 1.3', { zoom: 1.3 }, 1],
    ['a turn of 8 degrees', { turnDegrees: 8 }, 0.6],
    ['all of them at once', { right: 22, down: -11, zoom: 1.25, turnDegrees: 6 }, 1],
  ];
  it.each(poses)('follows %s to a pixel', (_, pose, bound) => {
    for (const plate of [still, lake]) {
      const flow = estimateFlow(plate.view({}), plate.view(pose), anyNumbers());
      expect(meanMiss(flow, pose)).toBeLessThan(bound);
      expect(flow.relatedness).toBeGreaterThan(0.7);
    }
  });

  it('follows a shift through a change of light', () => {
    const pose = { right: 18, down: 3 };
    const dimmed = relight(still.view(pose), 0.72, 1.15, 1.1);
    expect(meanMiss(estimateFlow(still.view({}), dimmed, anyNumbers()), pose)).toBeLessThan(1.2);
  });

  it('tells a moved disc from its background, and knows what the disc hides', () => {
    const background = still.view({});
    const object = lake.view({});
    const from = [128, 105] as const;
    const to = [202, 96] as const;
    const { forward, seenForward } = estimateFlow(
      layDisc(background, object, from, 33),
      layDisc(background, object, to, 33),
      anyNumbers(),
    );
    const inDisc = Math.round(from[1]) * size.width + Math.round(from[0]);
    expect(forward.x[inDisc]).toBeCloseTo(to[0] - from[0], 0);
    expect(forward.y[inDisc]).toBeCloseTo(to[1] - from[1], 0);
    expect(seenForward[inDisc]).toBeGreaterThan(0.9);
    const aside = 30 * size.width + 300;
    expect(Math.hypot(forward.x[aside]!, forward.y[aside]!)).toBeLessThan(0.3);
    const soonHidden = to[1] * size.width + to[0] + 19;
    expect(seenForward[soonHidden]).toBeLessThan(0.1);
  });

  it('gives no motion at all between a picture and itself', () => {
    const { forward, backward, relatedness } = estimateFlow(
      still.view({}),
      still.view({}),
      anyNumbers(),
    );
    const most = Math.max(...[forward.x, forward.y, backward.x, backward.y].flatMap(extremes));
    expect(most).toBeLessThan(0.02);
    expect(relatedness).toBe(1);
  });
});
