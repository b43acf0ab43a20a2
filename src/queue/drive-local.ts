import type { LocalEngine } from '../engine/engine.ts';
import type { StoredTask } from '../store/tasks.ts';
import { type Drive, fps, withinSeconds } from './driving.ts';

/** Have an engine make the clips here, in so many seconds at most. */
export function driveLocal(task: StoredTask, engine: LocalEngine, timeoutSeconds: number): Drive {
  return ({ takeInputs, ...context }) =>
    withinSeconds(timeoutSeconds, context.signal, async (signal) => {
      const inputs = await takeInputs();
      context.stage?.('engine');
      return engine.render({ ...task.request, inputs, fps }, { ...context, signal });
    });
}
