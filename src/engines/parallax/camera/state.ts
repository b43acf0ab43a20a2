/**
 * From the shot to what the camera does at a moment: every move adds its share to one state, so
 * that moves made at once combine and moves made in turn keep what the earlier ones reached.
 */
import type { Move, Shot } from '../shot.ts';
import { easeProgress, easeWhip, sCurve } from './ease.ts';
import { createSway } from './handheld.ts';

/** Where the camera is, relative to the first frame. All zero: the input itself. */
export interface CameraState {
  /** How far the camera has turned, in frame widths and heights: right and down are positive. */
  yaw: number;
  pitch: number;
  /** Radians, clockwise as the camera turns. */
  roll: number;
  /** Natural logarithm of the lens's magnification: equal steps look equally fast. */
  zoom: number;
  /** The same by travelling: near things grow faster. */
  dolly: number;
  /** How far it has travelled, as the slide of the nearest things in frame widths and heights. */
  truck: number;
  pedestal: number;
  /** Radians about the subject; the camera to its right is positive. */
  orbit: number;
  orbitRise: number;
  /** As `zoom`, but into the middle of the frame: no move of its own, it keeps others on the image. */
  press: number;
}

export const restState: CameraState = {
  yaw: 0,
  pitch: 0,
  roll: 0,
  zoom: 0,
  dolly: 0,
  truck: 0,
  pedestal: 0,
  orbit: 0,
  orbitRise: 0,
  press: 0,
};

/**
 * What a move of amount 1 reaches, in the units above. A pan of 0.075 crosses a thirteenth of the
 * frame in a clip, as a calm operator would; 1.25x is a zoom one sees but is not pushed by.
 */
const reach = {
  pan: 0.075,
  tilt: 0.09,
  whip: 0.16,
  truck: 0.075,
  pedestal: 0.09,
  zoom: Math.log(1.25),
  // Outwards every pixel of the way is a pixel that the image does not have.
  zoomOut: Math.log(1.1),
  dolly: Math.log(1.22),
  dollyOut: Math.log(1.1),
  // Nothing but the parallax is seen of it: it takes more of it.
  dollyZoom: Math.log(1.5),
  orbit: 0.12,
  roll: (7 * Math.PI) / 180,
  handheld: 0.011,
  handheldRoll: (0.55 * Math.PI) / 180,
};

/** The state over the clip, by the time in seconds. At 0 seconds it is `restState` exactly. */
export function followShot(
  shot: Shot,
  durationSeconds: number,
  seed: number,
): (seconds: number) => CameraState {
  const sway = createSway(seed);
  return (seconds) => {
    const state = { ...restState };
    if (seconds <= 0) return state;
    for (const move of shot.moves) {
      if (move.kind === 'handheld') {
        const { x, y, roll } = sway(seconds - move.start * durationSeconds);
        const strength = Math.sqrt(move.amount) * fadeOut(move, seconds / durationSeconds);
        state.yaw += x * reach.handheld * strength;
        state.pitch += y * reach.handheld * strength;
        state.roll += roll * reach.handheldRoll * strength;
      } else {
        // A move without length is done at once.
        const length = Math.max(move.end - move.start, Number.EPSILON);
        const t = (seconds / durationSeconds - move.start) / length;
        const done = move.kind === 'whip' ? easeWhip(t) : easeProgress(move.ease, t);
        addMove(state, move, done * move.amount);
      }
    }
    return state;
  };
}

/** A handheld stretch that ends before the clip does comes to rest within a twentieth of it. */
function fadeOut(move: Move, t: number): number {
  if (move.end >= 1) return 1;
  return 1 - sCurve((t - move.end) / 0.05);
}

function addMove(state: CameraState, { kind, direction }: Move, size: number): void {
  const side = direction === 'left' ? -1 : direction === 'right' ? 1 : 0;
  const height = direction === 'up' ? -1 : direction === 'down' ? 1 : 0;
  const out = direction === 'out';
  switch (kind) {
    case 'pan':
    case 'tilt':
      state.yaw += side * size * reach.pan;
      state.pitch += height * size * reach.tilt;
      return;
    case 'whip':
      state.yaw += side * size * reach.whip;
      state.pitch += height * size * reach.whip;
      return;
    case 'truck':
    case 'pedestal':
      state.truck += side * size * reach.truck;
      state.pedestal += height * size * reach.pedestal;
      return;
    case 'crane':
      // Up with the eye kept on the scene: the camera rises and turns down a little.
      state.pedestal += height * size * reach.pedestal * 1.25;
      state.pitch -= height * size * reach.tilt * 0.25;
      state.truck += side * size * reach.truck * 1.25;
      state.yaw -= side * size * reach.pan * 0.25;
      return;
    case 'zoom':
      state.zoom += size * (out ? -reach.zoomOut : reach.zoom);
      return;
    case 'dolly':
      state.dolly += size * (out ? -reach.dollyOut : reach.dolly);
      return;
    case 'dolly-zoom':
      // The lens goes in while the camera backs away: the subject keeps its size, and what is
      // behind it grows.
      state.zoom += size * (out ? -reach.dollyZoom : reach.dollyZoom);
      state.dolly -= size * (out ? -reach.dollyZoom : reach.dollyZoom);
      return;
    case 'orbit':
      state.orbit += side * size * reach.orbit;
      state.orbitRise += height * size * reach.orbit;
      return;
    case 'roll':
      state.roll += (direction === 'counterclockwise' ? -1 : 1) * size * reach.roll;
      return;
    case 'static':
    case 'handheld':
      return;
  }
}
