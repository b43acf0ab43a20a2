/** The child's side of `inspector.ts`: it looks at one image after the other until its parent goes. */
import { InvalidImage } from './image-facts.ts';
import { inspectImage } from './inspect.ts';
import type { Answer, Question } from './inspector.ts';
import { isMachineFault } from './machine-fault.ts';

process.on('disconnect', () => process.exit(0));
// Ctrl-C in a terminal reaches the whole group: the parent decides when its children go.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('message', (question: Question) => void answer(question).then(send));
send({ type: 'ready' });

async function answer({ bytes, limits }: Question): Promise<Answer> {
  try {
    return { type: 'inspected', image: await inspectImage(bytes, limits) };
  } catch (error) {
    if (error instanceof InvalidImage) {
      const { reason, cause } = error;
      return { type: 'invalid', reason, cause: cause ? String(cause) : undefined };
    }
    if (isMachineFault(error)) return { type: 'no-room', message: String(error) };
    return { type: 'failed', message: String((error as Error).stack ?? error) };
  }
}

function send(answer: Answer): void {
  process.send?.(answer, undefined, undefined, () => {});
}
