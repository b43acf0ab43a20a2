/** What is asked of a clip that came from elsewhere, and what the process that sees to it says. */
import type { FailureClass } from '../../task/errors.ts';
import type { ClipRequest } from '../../task/task.ts';

export interface AskedClip
  extends Pick<
    ClipRequest,
    'width' | 'height' | 'durationSeconds' | 'outputFormat' | 'proresProfile'
  > {
  fps: number;
}

/** How a picture of another shape fills the frame: its borders cut off, or black bars beside it. */
export type Fit = 'crop' | 'bars';

/** What a stranger's clip may cost. */
export interface ClipLimits {
  /** Bytes of the file. */
  maxBytes: number;
  /** Pixels of a frame. */
  maxPixels: number;
  /** A clip that takes longer to bring to what was asked is given up. */
  timeoutMs: number;
}

export interface Work {
  /** Absolute path of the clip as it came. */
  file: string;
  /** Absolute path of the clip to be made. */
  output: string;
  asked: AskedClip;
  fit: Fit;
  limits: ClipLimits;
}

export interface Outcome {
  /** The clip: `output`, or `file` where nothing had to be done. */
  file: string;
  /** What was done to it, a sentence each; empty where nothing had to be done. */
  done: string[];
}

export type FromChild =
  | { type: 'progress'; fraction: number }
  | ({ type: 'done' } & Outcome)
  | { type: 'failed'; failureClass: FailureClass; message: string; stack: string };
