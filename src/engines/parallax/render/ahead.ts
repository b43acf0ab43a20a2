/** Painting with one frame begun ahead: threads go on with it while the one before is encoded. */
import type { YuvFrame } from '../../../media/frame.ts';

export interface Ahead<What, Seen> {
  /** Paint one frame, and begin the one that is to be painted after it, if any. */
  paint(what: What, next: What | undefined, frame: YuvFrame): Seen;
}

/**
 * @param painter begins frames and finishes them in the same order, at most two at a time.
 * @param isSame whether what was begun ahead is what is now asked for.
 */
export function paintAhead<What, Seen>(
  painter: { begin(what: What): void; finish(frame: YuvFrame): Seen },
  isSame: (one: What, other: What) => boolean,
): Ahead<What, Seen> {
  const begun: What[] = [];

  function begin(what: What): void {
    painter.begin(what);
    begun.push(what);
  }

  return {
    paint(what, next, frame) {
      if (begun.length > 0 && !isSame(begun[0]!, what)) {
        // Another frame than was foreseen: the one that is begun has to be finished all the same.
        painter.finish(frame);
        begun.shift();
      }
      if (begun.length === 0) begin(what);
      if (next !== undefined) begin(next);
      begun.shift();
      return painter.finish(frame);
    },
  };
}
