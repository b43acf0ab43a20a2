import { describe, expect, it } from 'vitest';
import { createFrame } from '../../../media/frame.ts';
import type { CameraPose } from '../camera/pose.ts';
import { createMovingWarper } from './motion-blur.ts';

/** A warper that paints a bright bar where the pose's shift says, and counts. */
function barWarper() {
  const warped: number[] = [];
  return {
    warped,
    depth: new Uint8Array(0),
    warp(pose: CameraPose, frame: { y: Uint8Array }) {
      const shift = pose.homography[2]!;
      warped.push(shift);
      frame.y.fill(16);
      for (let row = 0; row < 32; row++) frame.y[row * 64 + 32 + Math.round(shift)] = 216;
      return 0;
    },
  };
}

function cameraOf(speed: number) {
  return {
    poseAt: (frame: number): CameraPose => ({
      homography: Float64Array.of(1, 0, speed * frame, 0, 1, 0, 0, 0, 1),
      pivotDepth: 0,
      parallaxX: 0,
      parallaxY: 0,
      growth: 0,
      centreX: 0,
      centreY: 0,
    }),
  };
}

describe('motion blur', () => {
  it('leaves slow moves sharp: one image, at the frame itself', () => {
    const warper = barWarper();
    createMovingWarper(warper, cameraOf(6), 64, 32)(1, createFrame(64, 32), 0);
    expect(warper.warped).toEqual([6]);
  });

  it('averages images over the time the shutter is open, around the frame', () => {
    const warper = barWarper();
    const frame = createFrame(64, 32);
    // 32 pixels a frame, half of it with the shutter open: 16 pixels, 4 images.
    createMovingWarper(warper, cameraOf(32), 64, 32)(0, frame, 0);
    expect(warper.warped).toEqual([-6, -2, 2, 6]);
    const row = Array.from(frame.y.subarray(64, 128));
    expect(row.flatMap((value, x) => (value > 16 ? [[x, value]] : []))).toEqual([
      [26, 66],
      [30, 66],
      [34, 66],
      [38, 66],
    ]);
  });

  it('takes a bounded number of images', () => {
    const warper = barWarper();
    createMovingWarper(warper, cameraOf(5000), 64, 32)(0, createFrame(64, 32), 0);
    expect(warper.warped).toHaveLength(8);
  });
});
