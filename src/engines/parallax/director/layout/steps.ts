/** Moves on their way to the timeline. */
import type { Direction, Move, MoveKind } from '../../shot.ts';
import type { CameraRequest } from '../script.ts';

/** A move that has its direction, before it has its time. */
export interface Intent {
  kind: MoveKind;
  direction: Direction;
  size: number;
  request: CameraRequest;
}

/** Intents made at once, one step after another. */
export interface Step {
  intents: Intent[];
  /** Seconds of the clip, where the prompt gives them. */
  times?: [number, number] | undefined;
}

/** `pan left`, whatever words were used. */
export function nameOf({ kind, direction }: { kind: MoveKind; direction: Direction }): string {
  return direction === 'none' ? kind : `${kind} ${direction}`;
}

export const stillMove: Move = {
  kind: 'static',
  direction: 'none',
  amount: 1,
  start: 0,
  end: 1,
  ease: 'smooth',
};
