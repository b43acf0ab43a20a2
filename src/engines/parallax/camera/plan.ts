/**
 * The camera's path through a clip: what the shot asks for, as far as the canvas goes. No pose of
 * the path looks beyond the canvas, at whatever depth, so no border can ever show.
 */
import type { Rectangle } from '../scene/canvas/canvas.ts';
import type { Shot } from '../shot.ts';
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
  /** The camera never travels: near and far keep their places in the picture. */
  flat: boolean;
  /** How much of the asked movement fits on the canvas: 1 is all of it. */
  scale: number;
}

/**
 * The canvas beyond this is not made up, however far the shot wants to go: what is mirrored there is
 * recognised the wider it is. A roll looks beyond the frame with its corners alone.
 */
const maxMargin = 0.15;
const maxRolledMargin = 0.22;

/**
 * How far a camera that goes sideways may look beyond the image, as a fraction of the frame. It goes
 * in a little meanwhile rather than show more: what is made up there is mirrored, and a person
 * with a twin is seen by everyone.
 */
const shownBeyond = 0.03;
/** The most it goes in by, in logarithms of magnification per frame width of the way. */
const mostPress = 1;

/** Interpolation reads this many pixels beyond where it looks. */
const guard = 3;

/**
 * How far a shot looks beyond the frame on any side, as a fraction of the frame, from 0.02.
 * @param prepared the image, and the frame as a window on it.
 */
export function measureMargin(
  shot: Shot,
  { picture, left, top, width, height }: Rectangle & { picture: { width: number; height: number } },
  options: PathOptions,
): number {
  const states = sampleStates(shot, options);
  const real = { ...picture, left: -left, top: -top };
  let most = 0;
  // The scene is not there yet; its subject will hardly be nearer or farther than these.
  for (const depth of [0.2, 0.8]) {
    const subject = { x: (width - 1) / 2, y: (height - 1) / 2, depth };
    const stage = { left: 0, top: 0, frameWidth: width, frameHeight: height, subject };
    const press = choosePress(states, stage, real);
    for (const state of states) {
      const seen = boundView(poseCamera(pressIn(state, press), stage), stage);
      most = Math.max(most, -seen.left / width, -seen.top / height);
      most = Math.max(most, (seen.right - width) / width, (seen.bottom - height) / height);
    }
  }
  const rolled = states.some(({ roll }) => Math.abs(roll) > 0.02);
  return Math.min(rolled ? maxRolledMargin : maxMargin, Math.max(0.02, most + 0.015));
}

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
  const scale = fitToCanvas(states, stage, canvas, press);
  const follow = followShot(shot, options.frames / options.fps, options.seed);
  return {
    scale,
    flat: states.every(
      ({ dolly, truck, pedestal, orbit, orbitRise }) =>
        dolly === 0 && truck === 0 && pedestal === 0 && orbit === 0 && orbitRise === 0,
    ),
    poseAt(frame) {
      const state = follow(secondsOf(frame, options));
      return poseCamera(pressIn(scaleState(state, scale), press), stage);
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
      const seen = boundView(poseCamera(pressIn(state, press), stage), stage);
      return (
        seen.left >= real.left - x &&
        seen.top >= real.top - y &&
        seen.right <= real.left + real.width - 1 + x &&
        seen.bottom <= real.top + real.height - 1 + y
      );
    });
  return leastWhere(stays, mostPress);
}

function pressIn(state: CameraState, press: number): CameraState {
  const { yaw, pitch, truck, pedestal } = state;
  const way = smoothAbs(Math.hypot(yaw + truck, pitch + pedestal));
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
 * The pivot, pulled towards the middle: about a subject at the edge a zoom would push the whole
 * picture out at the other side. A camera that draws back does so about the middle itself, since
 * then it misses equally little on every side.
 */
function steadySubject(canvas: StageCanvas, states: CameraState[]): Stage['subject'] {
  const { left, top, frameWidth, frameHeight, subject } = canvas;
  const drawsBack = states.some(({ zoom, dolly }) => zoom + dolly < -0.01);
  const pull = (value: number, start: number, length: number) => {
    const middle = start + (length - 1) / 2;
    const reach = drawsBack ? 0 : length * 0.2;
    return middle + Math.max(-reach, Math.min(reach, value - middle));
  };
  return {
    x: pull(subject.x, left, frameWidth),
    y: pull(subject.y, top, frameHeight),
    depth: subject.depth,
  };
}

/** The largest share of the movement, up to all of it, that stays on the canvas throughout. */
function fitToCanvas(
  states: CameraState[],
  stage: Stage,
  canvas: StageCanvas,
  press: number,
): number {
  const fits = (scale: number) =>
    states.every((state) => {
      const seen = boundView(poseCamera(pressIn(scaleState(state, scale), press), stage), stage);
      return (
        seen.left >= guard &&
        seen.top >= guard &&
        seen.right <= canvas.width - 1 - guard &&
        seen.bottom <= canvas.height - 1 - guard
      );
    });
  return 1 - leastWhere((less) => fits(1 - less), 1);
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

/** The canvas rectangle that a pose can look at, at any depth. */
function boundView(pose: CameraPose, { frameWidth, frameHeight }: Stage) {
  const view = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  // A homography maps the frame to a quadrilateral and depth moves it along straight lines: the
  // corners at both ends of the depth bound everything.
  for (const depth of [0, 1]) {
    for (const x of [0, frameWidth - 1]) {
      for (const y of [0, frameHeight - 1]) {
        const at = lookAt(pose, x, y, depth);
        view.left = Math.min(view.left, at.x);
        view.right = Math.max(view.right, at.x);
        view.top = Math.min(view.top, at.y);
        view.bottom = Math.max(view.bottom, at.y);
      }
    }
  }
  return view;
}
