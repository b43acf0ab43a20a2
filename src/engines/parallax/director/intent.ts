/** Moves on their way to the timeline. */
import type { Direction, MoveKind } from '../shot.ts';
import type { Manner } from './manner.ts';
import type { Phrase } from './phrase.ts';

/** A move that has its direction, before it has its time. */
export interface Intent {
  kind: MoveKind;
  direction: Direction;
  manner: Manner;
  size: number;
  phrase: Phrase;
}

/** Intents made at once, one step after another. */
export interface Step {
  intents: Intent[];
  /** Seconds of the clip, where the prompt gives them. */
  span?: [number, number];
}

/** `pan left`, whatever words were used. */
export function nameOf({ kind, direction }: { kind: MoveKind; direction: Direction }): string {
  return direction === 'none' ? kind : `${kind} ${direction}`;
}
