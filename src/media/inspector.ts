/**
 * Looks at images in child processes, started when they are needed and let go when they are not.
 * Their decoders are a million lines of C that read hostile bytes: when one of them crashes or hangs,
 * it takes a child along and not the server.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Confinement, unconfined } from './confinement.ts';
import { type ImageLimits, type InspectedImage, InvalidImage } from './image-facts.ts';

export interface Inspector {
  /**
   * See `inspectImage`. As many images are looked at at once as are given at once: whoever calls
   * this bounds them.
   * @throws InvalidImage; InspectorUnavailable when there is no room for a child or its work
   */
  inspect(bytes: Uint8Array, limits?: ImageLimits): Promise<InspectedImage>;
  close(): Promise<void>;
}

export interface Question {
  bytes: Uint8Array;
  limits?: ImageLimits | undefined;
}

export type Answer =
  | { type: 'ready' }
  | { type: 'inspected'; image: InspectedImage }
  | { type: 'invalid'; reason: string; cause?: string | undefined }
  /** The decoder found no memory or no thread. */
  | { type: 'no-room'; message: string }
  | { type: 'failed'; message: string };

/** The machine has no room now, for another process or for the image in one. */
export class InspectorUnavailable extends Error {
  override name = 'InspectorUnavailable';
}

class ChildDied extends Error {
  override name = 'ChildDied';
}

export function createInspector(options: {
  /** A child that takes longer over one image is killed. */
  timeoutMs: number;
  /** So long a child waits for the next image; then it ends, and its memory is free. */
  idleMs: number;
  confinement?: Confinement | undefined;
  /** Told of each child, for tests. */
  onChild?: (child: ChildProcess) => void;
}): Inspector {
  /** With what ends them when nobody needs them for long. */
  const idle = new Map<ChildProcess, NodeJS.Timeout>();
  const all = new Set<ChildProcess>();
  let closed = false;

  function startChild(): ChildProcess {
    if (closed) throw new InspectorUnavailable('The server is stopping.');
    // Run from source the child is TypeScript too; run from a build it is JavaScript.
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const script = fileURLToPath(new URL(`./inspector-child.${extension}`, import.meta.url));
    const child = fork(script, {
      ...(options.confinement ?? unconfined),
      // Bytes as bytes, not as JSON.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    all.add(child);
    const forget = () => {
      all.delete(child);
      leaveIdle(child);
    };
    child.once('exit', forget).on('error', forget);
    options.onChild?.(child);
    return child;
  }

  /** Idle children keep nobody alive; they end with the channel. */
  function rest(child: ChildProcess): void {
    if (!all.has(child) || closed) return;
    child.unref();
    child.channel?.unref();
    const end = () => {
      leaveIdle(child);
      child.kill('SIGKILL');
    };
    idle.set(child, setTimeout(end, options.idleMs).unref());
  }

  function leaveIdle(child: ChildProcess): void {
    clearTimeout(idle.get(child));
    idle.delete(child);
  }

  function takeChild(): ChildProcess {
    // The one that was busy last: with little to do, the others reach the end of their time.
    const child = [...idle.keys()].at(-1) ?? startChild();
    leaveIdle(child);
    child.ref();
    child.channel?.ref();
    return child;
  }

  async function ask(question: Question): Promise<InspectedImage> {
    const child = takeChild();
    const answer = await exchange(child, question, options.timeoutMs);
    rest(child);
    if (answer.type === 'inspected') return answer.image;
    if (answer.type === 'invalid') {
      throw new InvalidImage(answer.reason, { cause: answer.cause });
    }
    if (answer.type === 'no-room') throw new InspectorUnavailable(answer.message);
    throw new Error(answer.message);
  }

  return {
    async inspect(bytes, limits) {
      try {
        return await ask({ bytes, limits }).catch((error) => {
          // It may have been killed for somebody else's sins (memory, an operator): once more.
          if (error instanceof ChildDied) return ask({ bytes, limits });
          throw error;
        });
      } catch (cause) {
        if (!(cause instanceof ChildDied)) throw cause;
        throw new InvalidImage(
          'The image could not be decoded: its decoder crashed over it. Save it again and resend it.',
          { cause },
        );
      }
    },
    async close() {
      closed = true;
      const ending = [...all].map(
        (child) =>
          new Promise<void>((resolve) => {
            // Unreferenced as it was, nothing would keep the program alive until it is gone.
            child.ref();
            child.once('exit', () => resolve()).once('error', () => resolve());
            child.kill('SIGKILL');
          }),
      );
      await Promise.all(ending);
    },
  };
}

/** One question, one answer; or the child is gone. */
function exchange(
  child: ChildProcess,
  question: Question,
  timeoutMs: number,
): Promise<Exclude<Answer, { type: 'ready' }>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      finish(() =>
        reject(
          new InvalidImage(
            'The image could not be decoded: decoding it takes too long. Save it again and resend it.',
          ),
        ),
      );
    }, timeoutMs);
    const onMessage = (answer: Answer) => {
      if (answer.type !== 'ready') finish(() => resolve(answer));
    };
    const onExit = (code: number | null, signal: string | null) => {
      finish(() => reject(new ChildDied(`The decoder ended by ${signal ?? `code ${code}`}.`)));
    };
    const onError = (cause: Error) => {
      finish(() => reject(new InspectorUnavailable('No decoder could be started.', { cause })));
    };
    function finish(settle: () => void): void {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      settle();
    }
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    // A child that dies meanwhile tells by its exit.
    child.send(question, () => {});
  });
}
