/**
 * The script: what a prompt asks for, before anything is decided. A reader writes it, the layout
 * makes a shot of it. It holds no words but spans of the text, which warnings quote.
 */
import type { Atmosphere, Direction, Ease, LifeKind, MoveKind } from '../shot.ts';

/** From one character of the text up to another. */
export type Span = [start: number, end: number];

/** A direction that the prompt leaves open: the seed decides. */
export type OpenDirection = 'either side' | 'up or down' | 'either turn' | 'the other way';

export interface ScriptMove {
  kind: MoveKind;
  direction: Direction | OpenDirection;
  /** Factor on the ordinary size. */
  size?: number;
}

/**
 * How a request stands to the one before it.
 * - `then`: after it. `before`: ahead of it. `while`: together with it.
 * - `sentence`: told in a sentence of its own, and so after it.
 * - `listed`: beside it in a list: together where both can be made at once, else in turn.
 * - `joined`: of one breath with it: against each other, travel and lens make a dolly zoom.
 */
export type Link = 'then' | 'before' | 'while' | 'sentence' | 'listed' | 'joined';

export interface Measure {
  value: number;
  unit: 'degrees' | 'times' | 'percent' | 'seconds';
}

/** One thing that is asked of the camera. */
export interface CameraRequest {
  /** Made together; two that undo each other, in turn. */
  moves: ScriptMove[];
  link: Link;
  /** -2 very slow .. 2 very fast. */
  pace?: number;
  /** Factor on the size. */
  size?: number;
  ease?: Ease;
  measures: Measure[];
  /** Seconds of the clip, where a range is written. */
  times?: [number, number];
  /** Of stillness: a pause has its time between moves, the others are how the camera is. */
  hold?: 'pause' | 'state' | 'stands';
  /** Left out of the stillness that is asked for: `static, except for a slow zoom`. */
  excepted?: true;
  span: Span;
}

/** What the camera is not to do. */
export interface Refusal {
  /** Empty: any move. */
  moves: { kind: MoveKind; direction?: Direction }[];
  span: Span;
}

/** How the subject leans the choice of a move that nobody named. */
export const moods = [
  'calm',
  'vast',
  'portrait',
  'tall',
  'product',
  'deep',
  'tense',
  'lively',
] as const;

export type Mood = (typeof moods)[number];

/** What no camera can fulfil. A pursuit is a request to follow somebody, who stays where he is. */
export const wishKinds = ['subject-motion', 'pursuit', 'look', 'edit'] as const;

export interface Wish {
  kind: (typeof wishKinds)[number];
  span: Span;
}

export interface Script {
  requests: CameraRequest[];
  refusals: Refusal[];
  /** Made all along, beside the moves, unless all stand still. */
  flavours: ScriptMove[];
  /** Of the move that the seed chooses where none is named. */
  pace?: number;
  size?: number;
  moods: Mood[];
  air: Atmosphere[];
  /** Everything stands still in the picture: where no move is named, none is chosen. */
  still: boolean;
  /** What is said to move by itself. */
  life: LifeKind[];
  /** Whether slow motion in sky, water and leaves is asked for, refused, or left to the moves. */
  gentleLife: 'wanted' | 'unwanted' | 'open';
  wishes: Wish[];
}

export const opposites: Record<string, ScriptMove['direction']> = {
  left: 'right',
  right: 'left',
  up: 'down',
  down: 'up',
  in: 'out',
  out: 'in',
  clockwise: 'counterclockwise',
  counterclockwise: 'clockwise',
};

/** The same move the other way; what has no other way stays. */
export function reverse<M extends { direction: string }>(move: M): M {
  return { ...move, direction: opposites[move.direction] ?? move.direction };
}
