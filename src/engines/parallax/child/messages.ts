/** What the engine and its render child say to each other. */
import type { FailureClass } from '../../../task/errors.ts';
import type { Stage } from '../../../task/stages.ts';
import type { RenderSettings } from '../render/frames.ts';
import type { KeyframeRequest } from '../request.ts';
import type { RenderedClip } from './clip.ts';

export type ToChild =
  | { type: 'render'; request: KeyframeRequest; file: string; settings: RenderSettings }
  /** Stop at the next frame. A child that does not is killed. */
  | { type: 'abort' };

export type FromChild =
  /** Everything is loaded; sent once. */
  | { type: 'ready' }
  | { type: 'progress'; fraction: number }
  | { type: 'stage'; stage: Stage }
  | ({ type: 'done' } & RenderedClip)
  | { type: 'failed'; failureClass: FailureClass; message: string; stack: string }
  /** The answer to `abort`. */
  | { type: 'aborted' };
