/** What the engine and its render child say to each other. */
import type { JsonValue, Warning } from '../../../engine/engine.ts';
import type { FailureClass } from '../../../task/errors.ts';
import type { KeyframeRequest } from '../request.ts';
import type { DepthNetwork } from '../scene/depth/neural-depth.ts';

/** What the configuration says about every render. */
export interface RenderSettings {
  /** Without one depth comes from image cues. */
  depthModel?: DepthNetwork;
}

export type ToChild =
  | { type: 'render'; request: KeyframeRequest; file: string; settings: RenderSettings }
  /** Stop at the next frame. A child that does not is killed. */
  | { type: 'abort' };

export type FromChild =
  /** Everything is loaded; sent once. */
  | { type: 'ready' }
  | { type: 'progress'; fraction: number }
  | { type: 'done'; frames: number; warnings: Warning[]; shot: JsonValue }
  | { type: 'failed'; failureClass: FailureClass; message: string; stack: string }
  /** The answer to `abort`. */
  | { type: 'aborted' };
