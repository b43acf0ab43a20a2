import { describe, expect, it } from 'vitest';
import { lookAt, poseCamera, type Stage } from './pose.ts';
import { type CameraState, restState } from './state.ts';

const stage: Stage = {
  left: 60,
  top: 40,
  frameWidth: 640,
  frameHeight: 384,
  subject: { x: 380, y: 232, depth: 0.6 },
};

/** How far what was seen at a point of the first frame has moved, in output pixels. */
function movementAt(state: Partial<CameraState>, x: number, y: number, depth: number) {
  const pose = poseCamera({ ...restState, ...state }, stage);
  // Find the output pixel that now looks where (x, y) did: the mapping is close to a shift.
  let toX = x;
  let toY = y;
  for (let round = 0; round < 60; round++) {
    const at = lookAt(pose, toX, toY, depth);
    toX += stage.left + x - at.x;
    toY += stage.top + y - at.y;
  }
  return { x: toX - x, y: toY - y };
}

const middle = { top: [320, 0], bottom: [320, 383], left: [0, 192], right: [639, 192] } as const;

describe('the pose of the camera', () => {
  it('is the frame itself at rest', () => {
    const pose = poseCamera(restState, stage);
    for (const [x, y, depth] of [
      [0, 0, 0],
      [639, 0, 1],
      [17, 383, 0.3],
    ] as const) {
      const at = lookAt(pose, x, y, depth);
      expect([at.x, at.y]).toEqual([expect.closeTo(60 + x, 9), expect.closeTo(40 + y, 9)]);
    }
  });

  it('slides the picture left when the camera pans right, and only sideways in the middle', () => {
    for (const [x, y] of Object.values(middle)) {
      const movement = movementAt({ yaw: 0.085 }, x, y, 0.5);
      expect(movement.x).toBeLessThan(-30);
      expect(Math.abs(movement.y)).toBeLessThan(0.9);
    }
  });

  it('slides the picture down when the camera tilts up, and only up and down in the middle', () => {
    for (const [x, y] of Object.values(middle)) {
      const movement = movementAt({ pitch: -0.1 }, x, y, 0.5);
      expect(movement.y).toBeGreaterThan(15);
      expect(Math.abs(movement.x)).toBeLessThan(0.9);
    }
  });

  it('moves everything outwards, alike at every depth, when the lens zooms in', () => {
    for (const depth of [0, 1]) {
      expect(movementAt({ zoom: 0.2 }, ...middle.top, depth).y).toBeLessThan(-30);
      expect(movementAt({ zoom: 0.2 }, ...middle.bottom, depth).y).toBeGreaterThan(30);
      expect(movementAt({ zoom: 0.2 }, ...middle.left, depth).x).toBeLessThan(-50);
      expect(movementAt({ zoom: 0.2 }, ...middle.right, depth).x).toBeGreaterThan(50);
    }
  });

  it('moves near things more than far ones when it travels', () => {
    const near = movementAt({ truck: 0.075 }, 100, 100, 1).x;
    const far = movementAt({ truck: 0.075 }, 100, 100, 0).x;
    expect(near).toBeLessThan(far - 15);
    expect(far).toBeLessThan(-5);
    const nearGrowth = movementAt({ dolly: 0.2 }, ...middle.right, 1).x;
    expect(nearGrowth).toBeGreaterThan(movementAt({ dolly: 0.2 }, ...middle.right, 0).x + 15);
  });

  it('keeps the subject in place when it zooms, pushes in, orbits or does both ways at once', () => {
    for (const state of [
      { zoom: 0.3 },
      { dolly: 0.3 },
      { orbit: 0.1 },
      { dolly: 0.25, zoom: -0.25 },
    ]) {
      const movement = movementAt(state, 320, 192, 0.6);
      expect(Math.hypot(movement.x, movement.y)).toBeLessThan(0.01);
    }
  });

  it('circles the subject: what is before it goes one way, what is behind it the other', () => {
    expect(movementAt({ orbit: 0.1 }, 320, 192, 1).x).toBeLessThan(-5);
    expect(movementAt({ orbit: 0.1 }, 320, 192, 0).x).toBeGreaterThan(5);
  });

  it('turns the picture counterclockwise when the camera rolls clockwise', () => {
    const { x, y } = movementAt({ roll: 0.1 }, 639, 192, 0.5);
    expect(y).toBeLessThan(-25);
    expect(Math.abs(x)).toBeLessThan(3);
  });

  it('turns the picture into perspective in an orbit, also where everything is equally deep', () => {
    for (const [x, y] of [middle.left, middle.right]) {
      expect(movementAt({ orbit: 0.12 }, x, y, 0.6).x).toBeGreaterThan(5);
    }
    expect(Math.abs(movementAt({ orbit: 0.12 }, 320, 192, 0.6).x)).toBeLessThan(1);
  });
});
