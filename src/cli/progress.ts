import { SingleBar } from 'cli-progress';
import { tell } from './output.ts';

export interface Progress {
  show(status: string, fraction: number): void;
  end(): void;
}

/** A bar on a terminal; elsewhere a line for each state and each tenth of the way. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? drawBar(stream) : writeLines();
}

function drawBar(stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    stream,
    format: '{status} {bar} {percentage}%  {duration_formatted}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
  let begun = false;
  return {
    show(status, fraction) {
      if (!begun) bar.start(1, 0, { status });
      begun = true;
      bar.update(fraction, { status });
    },
    end: () => bar.stop(),
  };
}

function writeLines(): Progress {
  let last = '';
  return {
    show(status, fraction) {
      const moves = status === 'RUNNING' || status === 'FETCHING';
      const line = moves ? `${status} ${Math.floor(fraction * 10) * 10}%` : status;
      if (line !== last) tell(line);
      last = line;
    },
    end: () => undefined,
  };
}
