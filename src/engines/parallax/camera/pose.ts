/**
 * From the camera's state to the geometry of a frame: for each output pixel, where on the canvas
 * it looks, as a function of the depth it meets there.
 *
 *     canvas(q, depth) = L(P(q)) + (depth - pivotDepth) * (parallax - growth * (P(q) - centre))
 *
 * P is a homography (turning, rolling, zooming: what does not depend on depth). Parallax is the
 * camera's travel across, growth its travel along the view. L stretches
 * what lies near the image's border where the view looks beyond it (lens.ts). This is the exact form for a pinhole
 * camera, since depth here is linear in disparity.
 */
import { type Lens, stretch } from './lens.ts';
import type { CameraState } from './state.ts';

export interface CameraPose {
  /** Output pixel (index coordinates, centre of the first pixel 0,0) to canvas pixel; row-major. */
  homography: Float64Array;
  pivotDepth: number;
  /** Canvas pixels per unit of depth. */
  parallaxX: number;
  parallaxY: number;
  /** Per unit of depth. */
  growth: number;
  centreX: number;
  centreY: number;
  /** Keeps the view to the image; absent where it does so by itself. */
  lens?: Lens;
}

/** What a pose needs to know of the scene. */
export interface Stage {
  /** The frame on the canvas. */
  left: number;
  top: number;
  frameWidth: number;
  frameHeight: number;
  subject: { x: number; y: number; depth: number };
}

/** The lens's focal length in longer frame sides: 50 degrees across, an ordinary wide view. */
const focal = 1.07;

/**
 * Relative growth of the nearest against the farthest thing, per unit of `dolly`. A push of 1.22x
 * then parts near and far by 6 % of the width at the frame's edges: a subject and what is behind
 * it, which are seldom the nearest and the farthest, by half of that.
 */
const growthPerDolly = 0.6;

/** How far the nearest slides against the farthest when the camera travels; the rest is common. */
const truckParallax = 0.75;

/** Slide of near against far per radian of orbit, in frame widths. */
const orbitParallax = 0.5;

/**
 * How much an orbit turns the picture into perspective, per radian; 1 is what a wall would show. In a
 * scene whose depth is doubtful, and therefore shallow, it is all that one sees of the orbit.
 */
const orbitKeystone = 0.6;

/**
 * How much of a turn or slide the lens gives back, as a stretch along it. A pan to the right shows
 * what lies beyond the right border, which has to be made up; stretching the picture by half of
 * the pan's length (4 % in an ordinary one, over seconds, and about what a wide lens does towards
 * its edges) halves what is missing at the leading border without a trace of a zoom.
 */
const giveBack = 0.5;

/** The pose for a state. For the rest state it is the frame itself. */
export function poseCamera(state: CameraState, stage: Stage): CameraPose {
  const { left, top, frameWidth: width, frameHeight: height, subject } = stage;
  const f = focal * Math.max(width, height);
  const middleX = (width - 1) / 2;
  const middleY = (height - 1) / 2;
  const lens = Math.exp(-(state.zoom + state.dolly));
  // Travel across moves everything; the homography carries what the pivot's depth takes of it.
  const common = 1 - truckParallax * (1 - subject.depth);
  const slideX = state.truck * common;
  const slideY = state.pedestal * common;
  const press = Math.exp(-state.press);
  const stretchX = press * (1 - giveBack * smoothAbs(state.yaw + slideX));
  const stretchY = press * (1 - giveBack * smoothAbs(state.pitch + slideY));
  const homography = [
    translate(left + middleX + slideX * width, top + middleY + slideY * height),
    [stretchX, 0, 0, 0, stretchY, 0, 0, 0, 1],
    translate(-left - middleX, -top - middleY),
    // Zoom and orbit go about the subject: what one looks at stays in place.
    translate(subject.x, subject.y),
    [lens, 0, 0, 0, lens, 0, 0, 0, 1],
    [1, 0, 0, 0, 1, 0, (state.orbit * orbitKeystone) / f, (state.orbitRise * orbitKeystone) / f, 1],
    translate(-subject.x, -subject.y),
    // Turning happens on rays. Turning by atan(x / f) brings what was x from the middle into it.
    [f, 0, left + middleX, 0, f, top + middleY, 0, 0, 1],
    turn(Math.atan((state.yaw * width) / f), Math.atan((state.pitch * height) / f), state.roll),
    [1 / f, 0, -middleX / f, 0, 1 / f, -middleY / f, 0, 0, 1],
  ].reduce(multiply);
  return {
    homography: Float64Array.from(homography),
    pivotDepth: subject.depth,
    parallaxX: state.truck * truckParallax * width + state.orbit * orbitParallax * width,
    parallaxY: state.pedestal * truckParallax * height + state.orbitRise * orbitParallax * width,
    growth: state.dolly * growthPerDolly,
    centreX: subject.x,
    centreY: subject.y,
  };
}

/** Where an output pixel looks when it meets something at `depth`. */
export function lookAt(pose: CameraPose, x: number, y: number, depth: number) {
  const h = pose.homography;
  const w = h[6]! * x + h[7]! * y + h[8]!;
  const px = (h[0]! * x + h[1]! * y + h[2]!) / w;
  const py = (h[3]! * x + h[4]! * y + h[5]!) / w;
  const d = depth - pose.pivotDepth;
  const { lens } = pose;
  const toX = lens ? stretch(px, lens.left, lens.right) : px;
  const toY = lens ? stretch(py, lens.top, lens.bottom) : py;
  return {
    x: toX + d * (pose.parallaxX - pose.growth * (px - pose.centreX)),
    y: toY + d * (pose.parallaxY - pose.growth * (py - pose.centreY)),
  };
}

/** The absolute value with a rounded tip, 0 at 0: a sway across the middle must not jerk. */
export function smoothAbs(value: number): number {
  return Math.sqrt(value * value + 0.0001) - 0.01;
}

/** Row-major 3 x 3. */
type Matrix = number[];

function translate(x: number, y: number): Matrix {
  return [1, 0, x, 0, 1, y, 0, 0, 1];
}

/** Camera rays of the turned camera in the frame of the first one. */
function turn(yaw: number, pitch: number, roll: number): Matrix {
  const [cy, sy] = [Math.cos(yaw), Math.sin(yaw)];
  const [cp, sp] = [Math.cos(pitch), Math.sin(pitch)];
  const [cr, sr] = [Math.cos(roll), Math.sin(roll)];
  const aboutUp = [cy, 0, sy, 0, 1, 0, -sy, 0, cy];
  const aboutSide = [1, 0, 0, 0, cp, sp, 0, -sp, cp];
  const aboutView = [cr, -sr, 0, sr, cr, 0, 0, 0, 1];
  return [aboutUp, aboutSide, aboutView].reduce(multiply);
}

function multiply(a: Matrix, b: Matrix): Matrix {
  const product: Matrix = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      let sum = 0;
      for (let i = 0; i < 3; i++) sum += a[row * 3 + i]! * b[i * 3 + column]!;
      product.push(sum);
    }
  }
  return product;
}
