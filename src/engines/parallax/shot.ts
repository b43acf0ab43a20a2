/**
 * The shot: what the director understood of a prompt. The director writes it, the camera and the
 * renderer read it, people see it as JSON in `photoplay plan` and in a task's details.
 */

export const moveKinds = [
  'pan', // the camera turns left or right
  'tilt', // the camera turns up or down
  'truck', // the camera travels left or right: near things pass faster
  'pedestal', // the camera travels up or down
  'dolly', // the camera travels in or out: near things grow faster
  'zoom', // the lens alone: everything grows alike
  'dolly-zoom', // the subject keeps its size while the world behind it grows (in) or shrinks (out)
  'orbit', // the camera circles the subject to its left or right
  'roll', // the camera turns about its own axis
  'crane', // pedestal and tilt together
  'handheld', // small, slow, irregular sway
  'whip', // a pan so fast that it blurs
  'static', // nothing moves
] as const;

export type MoveKind = (typeof moveKinds)[number];

/** As the camera moves: `pan right` turns the camera right, so the picture slides left. */
export type Direction =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'in'
  | 'out'
  | 'clockwise'
  | 'counterclockwise'
  | 'none';

/** How speed is spread over a move. */
export type Ease = 'smooth' | 'accelerate' | 'decelerate' | 'linear';

/** One camera move over part of the clip. Moves whose spans overlap are made at once. */
export interface Move {
  kind: MoveKind;
  direction: Direction;
  /** 1 is the move's ordinary size at ordinary pace; 0.25 barely felt, 3 as far as it goes. */
  amount: number;
  /** Fractions of the clip, 0 <= start < end <= 1. */
  start: number;
  end: number;
  ease: Ease;
}

export const atmosphereKinds = [
  'snow',
  'rain',
  'dust',
  'embers',
  'fog',
  'light-leaks',
  'film-grain',
  'vhs',
  'glow',
  'vignette',
  'depth-of-field',
] as const;

export type AtmosphereKind = (typeof atmosphereKinds)[number];

/** What may move by itself in a picture. */
export const lifeKinds = ['sky', 'water', 'foliage', 'smoke'] as const;

export type LifeKind = (typeof lifeKinds)[number];

/** Something in the air or on the film. */
export interface Atmosphere {
  kind: AtmosphereKind;
  /** 0..1; 0.5 is the subtle default. */
  strength: number;
}

export interface Shot {
  /** Ordered by start. Never empty: a shot without movement holds one `static` move. */
  moves: Move[];
  atmosphere: Atmosphere[];
  /** Slow motion inside sky, water, smoke and foliage is welcome. False when the prompt wants stillness. */
  gentleLife: boolean;
  /** What the prompt says moves by itself: `clouds drift by`, `waves roll`. */
  life: LifeKind[];
  /** The pace the prompt asks for. */
  pace: 'very slow' | 'slow' | 'normal' | 'fast' | 'very fast';
  /** True when the prompt named no move and the seed chose one. */
  chosenBySeed: boolean;
}
