import type { RenderRequest } from '../../engine/engine.ts';

/** An image that the clip begins or ends with. */
export interface Keyframe {
  position: 'first' | 'last';
  /** Absolute path of a JPEG, PNG or WebP file. */
  file: string;
}

/** What this engine takes of a request. */
export interface KeyframeRequest
  extends Pick<
    RenderRequest,
    | 'promptText'
    | 'seed'
    | 'durationSeconds'
    | 'width'
    | 'height'
    | 'fps'
    | 'watermark'
    | 'outputFormat'
    | 'proresProfile'
  > {
  /** One or two, at most one per position. */
  keyframes: Keyframe[];
}

/** The keyframes of a request, or of references alone the first; what else it brings has been warned of. */
export function readKeyframes({ inputs, ...request }: RenderRequest): KeyframeRequest {
  const { promptText, seed, durationSeconds, width, height, fps, watermark } = request;
  const { outputFormat, proresProfile } = request;
  const frames = inputs.flatMap(({ role, file }) =>
    role === 'first' || role === 'last' ? [{ position: role, file }] : [],
  );
  const reference = inputs.find(({ role }) => role === 'reference');
  const keyframes: Keyframe[] =
    frames.length > 0 || !reference ? frames : [{ position: 'first', file: reference.file }];
  const size = { durationSeconds, width, height, fps };
  return { keyframes, promptText, seed, ...size, watermark, outputFormat, proresProfile };
}
