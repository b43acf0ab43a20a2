import { describe, expect, it } from 'vitest';
import { createFrame } from '../../../media/frame.ts';
import type { CameraPose } from '../camera/pose.ts';
import { createFilm } from './motion-blur.ts';

/** A warper that paints a bright bar where the pose's shift says, and notes what is asked of it. */
function barWarper() {
  const begun: number[] = [];
  const finished: number[] = [];
  return {
    begun,
    finished,
    begin(pose: CameraPose) {
      begun.push(pose.homography[2]!);
    },
    finish(frame: { y: Uint8Array }) {
      const shift = begun[finished.length]!;
      finished.push(shift);
      frame.y.fill(16);
      for (let row = 0; row < 32; row++) frame.y[row * 64 + 32 + Math.round(shift)] = 216;
      return { depth: Uint8Array.of(shift), edges: 0 };
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

const size = { width: 64, height: 32, fps: 24 };

describe('motion blur', () => {
  it('leaves slow moves sharp: one image, at the frame itself', () => {
    const warper = barWarper();
    createFilm(warper, cameraOf(6), size).expose(1, createFrame(64, 32));
    expect(warper.finished).toEqual([6]);
  });

  it('averages images over the time the shutter is open, around the frame', () => {
    const warper = barWarper();
    const frame = createFrame(64, 32);
    // 32 pixels a frame, half of it with the shutter open: 16 pixels, 4 images.
    createFilm(warper, cameraOf(32), size).expose(0, frame);
    expect(warper.finished).toEqual([-6, -2, 2, 6]);
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
    createFilm(warper, cameraOf(5000), size).expose(0, createFrame(64, 32));
    expect(warper.finished).toHaveLength(8);
  });

  it('begins the next image before one is finished, within a frame and from frame to frame', () => {
    const warper = barWarper();
    const film = createFilm(warper, cameraOf(20), size);
    // 20 pixels a frame: two images each, 2.5 pixels to either side.
    expect(film.expose(0, createFrame(64, 32), 1)).toEqual(Uint8Array.of(2));
    expect(warper.finished).toEqual([-2.5, 2.5]);
    expect(warper.begun).toEqual([-2.5, 2.5, 17.5]);
    film.expose(1, createFrame(64, 32));
    expect(warper.begun).toEqual([-2.5, 2.5, 17.5, 22.5]);
    expect(warper.finished).toEqual(warper.begun);
  });

  it('paints what it is asked for when something else was begun', () => {
    const warper = barWarper();
    const film = createFilm(warper, cameraOf(6), size);
    film.expose(1, createFrame(64, 32), 2);
    const frame = createFrame(64, 32);
    film.expose(4, frame);
    expect(frame.y[32 + 24]).toBe(216);
    expect(frame.y[32 + 12]).toBe(16);
    expect(warper.finished).toEqual(warper.begun);
  });
});
