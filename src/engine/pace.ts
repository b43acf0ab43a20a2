/**
 * How far a server is that does not tell, from how long it took before. Kept in memory, for one
 * engine: what is known after a restart is learnt again.
 */
export interface Pace {
  /** A clip of so much work took so long. */
  learn(work: Work, seconds: number): void;
  /** 0..0.95; undefined while nothing is known. */
  guess(work: Work, elapsedSeconds: number): number | undefined;
}

export interface Work {
  width: number;
  height: number;
  frames: number;
}

/** A guess never says that it is done. */
const most = 0.95;
/** What a new run weighs among the earlier ones. */
const share = 0.5;

export function createPace(): Pace {
  const seconds = new Map<string, number>();
  /** Seconds for each pixel of each frame, for sizes that have not been yet. */
  let rate: number | undefined;

  const keyOf = ({ width, height, frames }: Work) => `${width}x${height}x${frames}`;
  const amountOf = ({ width, height, frames }: Work) => width * height * frames;
  const blend = (before: number | undefined, now: number) =>
    before === undefined ? now : before + (now - before) * share;

  return {
    learn(work, took) {
      if (!(took > 0)) return;
      seconds.set(keyOf(work), blend(seconds.get(keyOf(work)), took));
      rate = blend(rate, took / amountOf(work));
    },
    guess(work, elapsed) {
      const expected = seconds.get(keyOf(work)) ?? (rate && rate * amountOf(work));
      if (!expected) return undefined;
      return Math.min(most, Math.max(0, elapsed) / expected);
    },
  };
}
