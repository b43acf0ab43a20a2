/**
 * The camera's path through a clip: what the shot asks for, as far as the image goes. No pose of
 * the path looks beyond the canvas, at whatever depth, so no border can ever show.
 */
import type { Rectangle } from '../canvas.ts';
import type { Shot } from '../shot.ts';
import { mostBeyond, type Seen, shapeLens } from './lens.ts';
import { type CameraPose, lookAt, poseCamera, type Stage, smoothAbs } from './pose.ts';
import { type CameraState, followShot } from './state.ts';

export interface PathOptions {
  frames: number;
  fps: number;
  seed: number;
}

/** The canvas around the frame, in pixels. */
export interface StageCanvas extends Stage {
  width: number;
  height: number;
  /** What of it is the image; the rest is made up. */
  real: Rectangle;
}

export interface CameraPath {
  /** The pose of a frame, 0 .. frames - 1 or in between. Frame 0 is the frame itself. */
  poseAt(frame: number): CameraPose;
  /** How much of the asked movement fits on the canvas: 1 is all of it. */
  scale: number;
}

/**
 * How far a camera that goes sideways or rolls may look beyond the image, as a fraction of the frame.
 * It goes in a little meanwhile rather than look farther, where the image would have to be stretched.
 */
const shownBeyond = 0.03;
/** The most it goes in by, in logarithms of magnification per frame width of the way, or radian. */
const mostPress = 1;

/**
 * How far a shot parts near from far: pixels that a depth of 1 slides against a depth of 0, at most.
 * @param frame in pixels.
 */
export function measureTravel(
  shot: Shot,
  frame: { width: number; height: number },
  options: PathOptions,
): number {
  const { width, height } = frame;
  const subject = { x: (width - 1) / 2, y: (height - 1) / 2, depth: 0.5 };
  const stage = { left: 0, top: 0, frameWidth: width, frameHeight: height, subject };
  let most = 0;
  for (const state of sampleStates(shot, options)) {
    const { parallaxX, parallaxY, growth } = poseCamera(state, stage);
    const outwards = Math.abs(growth) * 0.5 * Math.hypot(width, height);
    most = Math.max(most, Math.hypot(parallaxX, parallaxY) + outwards);
  }
  return most;
}

/** Plan the path of a shot over a canvas. */
export function planCamera(shot: Shot, canvas: StageCanvas, options: PathOptions): CameraPath {
  const states = sampleStates(shot, options);
  // Field by field: the canvas may be a whole scene, and the path must not keep it in memory.
  const { left, top, frameWidth, frameHeight } = canvas;
  const subject = steadySubject(canvas, states);
  const stage = { left, top, frameWidth, frameHeight, subject };
  const press = choosePress(states, stage, canvas.real);
  const scale = fitToImage(states, stage, canvas.real, press);
  const follow = followShot(shot, options.frames / options.fps, options.seed);
  const { real } = canvas;
  const size = { width: frameWidth, height: frameHeight };
  return {
    scale,
    poseAt(frame) {
      const state = follow(secondsOf(frame, options));
      const pose = poseCamera(pressIn(scaleState(state, scale), press), stage);
      const lens = shapeLens(lookAround(pose, stage), real, size);
      return { ...pose, lens };
    },
  };
}

/** How much going in it takes to look at little but the image while going sideways. */
function choosePress(states: CameraState[], stage: Stage, real: Rectangle): number {
  // Who draws back wants to see more, not less.
  if (states.some(({ zoom, dolly }) => zoom + dolly < -0.01)) return 0;
  const some = states.filter((_, index) => index % 8 === 0 || index === states.length - 1);
  const x = shownBeyond * stage.frameWidth;
  const y = shownBeyond * stage.frameHeight;
  const stays = (press: number) =>
    some.every((state) => {
      const pose = poseCamera(pressIn(state, press), stage);
      return staysOn(real, lookAround(pose, stage).bounds, x, y);
    });
  return leastWhere(stays, mostPress);
}

function pressIn(state: CameraState, press: number): CameraState {
  const { yaw, pitch, truck, pedestal, roll } = state;
  const way = smoothAbs(Math.hypot(yaw + truck, pitch + pedestal, roll));
  return { ...state, press: press * way };
}

/** The last frame is the end of the path: time runs over frames - 1 steps. */
function secondsOf(frame: number, { frames, fps }: PathOptions): number {
  return (frame / Math.max(1, frames - 1)) * (frames / fps);
}

function sampleStates(shot: Shot, options: PathOptions): CameraState[] {
  const follow = followShot(shot, options.frames / options.fps, options.seed);
  const states: CameraState[] = [];
  for (let frame = 0; frame < options.frames; frame++) {
    states.push(follow(secondsOf(frame, options)));
  }
  return states;
}

/**
 * The pivot: the subject, so that a push ends on it and not beside it, but for the frame's very edge,
 * about which a zoom would push the whole picture out at the other side. A camera that draws back does so about the middle itself, since
 * then it misses equally little on every side.
 */
function steadySubject(canvas: StageCanvas, states: CameraState[]): Stage['subject'] {
  const { left, top, frameWidth, frameHeight, subject } = canvas;
  const drawsBack = states.some(({ zoom, dolly }) => zoom + dolly < -0.01);
  const pull = (value: number, start: number, length: number) => {
    const middle = start + (length - 1) / 2;
    const reach = drawsBack ? 0 : length * 0.38;
    return middle + Math.max(-reach, Math.min(reach, value - middle));
  };
  return {
    x: pull(subject.x, left, frameWidth),
    y: pull(subject.y, top, frameHeight),
    depth: subject.depth,
  };
}

/** The largest share of the movement, up to all of it, that looks beyond the image but a little. */
function fitToImage(states: CameraState[], stage: Stage, real: Rectangle, press: number): number {
  const x = mostBeyond * stage.frameWidth;
  const y = mostBeyond * stage.frameHeight;
  const fits = (scale: number) =>
    states.every((state) => {
      const pose = poseCamera(pressIn(scaleState(state, scale), press), stage);
      return staysOn(real, lookAround(pose, stage).bounds, x, y);
    });
  return 1 - leastWhere((less) => fits(1 - less), 1);
}

/** Whether what is seen reaches at most so far beyond the image. */
function staysOn(real: Rectangle, seen: Seen['bounds'], x: number, y: number): boolean {
  return (
    seen.left >= real.left - x &&
    seen.top >= real.top - y &&
    seen.right <= real.left + real.width - 1 + x &&
    seen.bottom <= real.top + real.height - 1 + y
  );
}

/** The least number, up to `most`, of which something is true that stays true; `most` if of none. */
function leastWhere(isTrue: (value: number) => boolean, most: number): number {
  if (isTrue(0)) return 0;
  let low = 0;
  let high = most;
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    if (isTrue(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Less of everything that looks beyond the frame; going closer never does. */
function scaleState(state: CameraState, scale: number): CameraState {
  if (scale === 1) return state;
  const closer = (value: number) => (value > 0 ? value : value * scale);
  return {
    yaw: state.yaw * scale,
    pitch: state.pitch * scale,
    roll: state.roll * scale,
    zoom: closer(state.zoom),
    dolly: closer(state.dolly),
    truck: state.truck * scale,
    pedestal: state.pedestal * scale,
    orbit: state.orbit * scale,
    orbitRise: state.orbitRise * scale,
    press: state.press,
  };
}

/** The canvas rectangles that a pose looks at, without a lens. */
function lookAround(pose: CameraPose, { frameWidth, frameHeight }: Stage): Seen {
  const none = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const seen = { bounds: { ...none }, pivots: { ...none } };
  // A homography maps the frame to a quadrilateral and depth moves it along straight lines: the
  // corners at both ends of the depth bound everything.
  for (const x of [0, frameWidth - 1]) {
    for (const y of [0, frameHeight - 1]) {
      include(seen.pivots, lookAt(pose, x, y, pose.pivotDepth));
      include(seen.bounds, lookAt(pose, x, y, 0));
      include(seen.bounds, lookAt(pose, x, y, 1));
    }
  }
  return seen;
}

function include(area: Seen['bounds'], { x, y }: { x: number; y: number }): void {
  area.left = Math.min(area.left, x);
  area.right = Math.max(area.right, x);
  area.top = Math.min(area.top, y);
  area.bottom = Math.max(area.bottom, y);
}
