import { RenderFailure } from '../../task/errors.ts';

/** What came is no clip that can be handed out; `why` goes on after "The clip that came". */
export function badClip(why: string, cause?: unknown): RenderFailure {
  return new RenderFailure('BAD_OUTPUT', { message: `The clip that came ${why}.`, cause });
}
