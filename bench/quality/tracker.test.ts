import { describe, expect, it } from 'vitest';
import { createPlate, type Pose, partOfPose, placeInView } from '../../test/fixtures/pairs.ts';
import { lumaOf } from '../../test/fixtures/ssim.ts';
import { labelEdges, labelOrbit } from './adherence.ts';
import { carryEdgePoints, median } from './edge-points.ts';
import { measureJitter } from './jitter.ts';
import { createTracker, type Track } from './tracker.ts';

const size = { width: 400, height: 240 };
const plate = createPlate('lake', size);
const frames = 24;

/** Film the plate from a pose per frame and track it. */
function film(poseAt: (t: number) => Pose): Track[] {
  const tracker = createTracker(size.width, size.height);
  for (let frame = 0; frame < frames; frame++) {
    tracker.addFrame(lumaOf(plate.view(poseAt(frame))).data);
  }
  return tracker.tracks;
}

/** An even move from no pose to this one. */
const towards = (pose: Pose) => (frame: number) => partOfPose(pose, frame / (frames - 1));

/** Distances between where tracks end and where those spots truly are, pixels. */
function misses(tracks: Track[], pose: Pose): number[] {
  return tracks
    .filter(({ start, x }) => start === 0 && x.length === frames)
    .map(({ x, y }) => {
      const [trueX, trueY] = placeInView(pose, size, x[0]!, y[0]!);
      return Math.hypot(x[frames - 1]! - trueX, y[frames - 1]! - trueY);
    });
}

describe('createTracker', () => {
  it.each<[string, Pose]>([
    ['a pan of 50.5 pixels', { right: 50.5, down: 7.3 }],
    ['a zoom of 1.25', { zoom: 1.25 }],
    ['a turn of 7 degrees', { turnDegrees: 7 }],
  ])('follows spots through %s to a tenth of a pixel or two', (_, pose) => {
    const tracks = film(towards(pose));
    const off = misses(tracks, pose);
    expect(off.length).toBeGreaterThan(25);
    expect(median(off)).toBeLessThan(0.2);
  });

  it('picks up new spots where the old ones have left', () => {
    const tracks = film(towards({ right: 90 }));
    expect(tracks.filter(({ start }) => start > 0).length).toBeGreaterThan(10);
  });

  it('follows a plain backdrop beside something clear', () => {
    const slide = 24;
    const half = size.width / 2;
    const tracker = createTracker(size.width, size.height);
    for (let frame = 0; frame < frames; frame++) {
      const moved = (slide * frame) / (frames - 1);
      const luma = new Uint8Array(size.width * size.height);
      for (let at = 0; at < luma.length; at++) {
        const x = (at % size.width) + moved;
        const y = Math.floor(at / size.width);
        const strength = at % size.width < half ? 80 : 10;
        luma[at] = 120 + strength * Math.sin(x / 6) * Math.cos(y / 7) + 0.5;
      }
      tracker.addFrame(luma);
    }
    const whole = tracker.tracks.filter(({ start, x }) => start === 0 && x.length === frames);
    const plain = whole.filter(({ x }) => x[0]! > half + slide + 20);
    expect(plain.length).toBeGreaterThan(15);
    expect(median(plain.map(({ x }) => x[0]! - x[frames - 1]!))).toBeCloseTo(slide, 0);
  });

  it('keeps still on a still picture', () => {
    const tracks = film(() => ({}));
    for (const { x, y } of tracks) {
      expect(Math.hypot(x[x.length - 1]! - x[0]!, y[y.length - 1]! - y[0]!)).toBeLessThan(0.01);
    }
  });
});

describe('carryEdgePoints and labelEdges', () => {
  const labelsOf = (pose: Pose) => {
    const points = carryEdgePoints(film(towards(pose)), { ...size, frames });
    return [...labelEdges(points!, size)];
  };

  it.each<[string, Pose]>([
    // The plate's own pose says where the camera went, in the picture's plane.
    ['pan right', { right: 30 }],
    ['pan left', { right: -30 }],
    ['tilt down', { down: 18 }],
    ['tilt up', { down: -18 }],
    ['zoom in', { zoom: 1.2 }],
    ['zoom out', { zoom: 1 / 1.2 }],
    // The picture turns against the camera.
    ['roll clockwise', { turnDegrees: -6 }],
    ['roll counterclockwise', { turnDegrees: 6 }],
    ['static', {}],
  ])('sees a %s, and nothing else', (label, pose) => {
    expect(labelsOf(pose)).toEqual([label]);
  });

  it('measures how far the edges went, past the border too', () => {
    const points = carryEdgePoints(film(towards({ right: 60 })), { ...size, frames });
    for (const edge of ['top', 'bottom', 'left', 'right'] as const) {
      expect(points![edge].x).toBeGreaterThan(-61.5);
      expect(points![edge].x).toBeLessThan(-58.5);
    }
  });

  it('does not call a wrong move right', () => {
    expect(labelsOf({ right: -30 })).not.toContain('pan right');
    expect(labelsOf({ zoom: 1.2 })).not.toContain('zoom out');
    expect(labelsOf({ right: 5 })).not.toContain('static');
  });
});

describe('labelOrbit', () => {
  const lower = (_: number, y: number) => y / size.height;

  /** A picture that shears: rows slide by their height. */
  function shear(amount: number): Track[] {
    return Array.from({ length: 60 }, (_, i) => {
      const y = 10 + (i % 10) * 22;
      const x = 20 + Math.floor(i / 10) * 60;
      const slide = amount * (y / size.height - 0.5);
      return {
        start: 0,
        x: Array.from({ length: frames }, (_, f) => x + (slide * f) / (frames - 1)),
        y: new Array<number>(frames).fill(y),
      };
    });
  }

  it('tells which way by what near things do against far ones', () => {
    expect(labelOrbit(shear(12), size, frames, lower).label).toBe('orbit left');
    expect(labelOrbit(shear(-12), size, frames, lower).label).toBe('orbit right');
  });

  it('sees none in a pan, in which all goes alike', () => {
    expect(labelOrbit(film(towards({ right: 30 })), size, frames, lower).label).toBeUndefined();
  });
});

describe('measureJitter', () => {
  const eased = (frame: number) => {
    const t = frame / (frames - 1);
    return 30 * t * t * (3 - 2 * t);
  };

  it('finds none to speak of in a smooth move', () => {
    expect(
      measureJitter(
        film((f) => ({ right: eased(f) })),
        frames,
      ),
    ).toBeLessThan(0.03);
  });

  it('finds motion in whole pixels', () => {
    const jitter = measureJitter(
      film((f) => ({ right: Math.round(eased(f)) })),
      frames,
    );
    expect(jitter).toBeGreaterThan(0.25);
  });

  it('finds a shake of a tenth of a pixel', () => {
    const shaken = film((f) => ({ right: eased(f) + (f % 2 === 0 ? 0.1 : -0.1) }));
    expect(measureJitter(shaken, frames)).toBeGreaterThan(0.2);
  });
});
