import { SingleBar } from 'cli-progress';
import { print, tell } from './output.ts';

/** How the clips of one command get on. */
export interface Progress {
  /** Show one clip more. */
  start(name: string): ShowProgress;
  /** A result, for standard output. */
  print(line: string): void;
  /** What is told beside it. */
  tell(line: string): void;
  end(): void;
}

export type ShowProgress = (status: string, fraction: number) => void;

/** A bar on a terminal; elsewhere a line for each state and each tenth of the way. */
export function createProgress(
  clips: number,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  return stream.isTTY ? drawBar(clips, stream) : writeLines(clips);
}

/** One bar for all: a bar for each would not fit on the screen. */
function drawBar(clips: number, stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    stream,
    format: '{status} {bar} {percentage}%  {seconds} s',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
  const startedAt = performance.now();
  const fractions: number[] = [];
  let status = 'PENDING';
  const done = () => fractions.reduce((sum, fraction) => sum + fraction, 0);
  const payload = () => ({
    status: clips === 1 ? status : `${fractions.filter((f) => f === 1).length}/${clips} clips`,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  });
  let drawn = false;
  const draw = () => {
    bar.start(clips, done(), payload());
    drawn = true;
  };
  /** The bar makes room for a line above it. */
  const above = (write: (line: string) => void) => (line: string) => {
    bar.stop();
    write(line);
    if (drawn) draw();
  };
  return {
    start() {
      const i = fractions.push(0) - 1;
      return (newStatus, fraction) => {
        if (!drawn) draw();
        status = newStatus;
        fractions[i] = fraction;
        bar.update(done(), payload());
      };
    },
    print: above(print),
    tell: above(tell),
    end: () => bar.stop(),
  };
}

function writeLines(clips: number): Progress {
  return {
    start(name) {
      let last = '';
      return (status, fraction) => {
        const moves = status === 'RUNNING' || status === 'FETCHING';
        const line = moves ? `${status} ${Math.floor(fraction * 10) * 10}%` : status;
        if (line !== last) tell(clips === 1 ? line : `${name}: ${line}`);
        last = line;
      };
    },
    print,
    tell,
    end: () => undefined,
  };
}
