/** What is in the air or on the film: painted over a finished frame, one file per kind. */
import type { YuvFrame } from '../../../../media/frame.ts';

/** What an effect is prepared with, once per clip. */
export interface EffectSettings {
  /** Pixels of the frame. */
  width: number;
  height: number;
  /** 0..1; 0.5 is subtle. */
  strength: number;
  seed: number;
  fps: number;
}

/** What a frame shows and when, for effects that depend on it. */
export interface Moment {
  index: number;
  seconds: number;
  /** 0..1: 0 in a frame that has to be the keyframe itself, 1 soon after. */
  presence: number;
  /** Depth of what is seen, 0 far .. 255 near, one byte per chroma sample; null if not known. */
  depth: Uint8Array | null;
  /** The depth the camera is focused on, 0..255. */
  focus: number;
  /** How many pixels the picture has moved since the first frame, at a depth of 0..1. */
  drift(depth: number): { x: number; y: number };
}

/** Paint over a frame. Never called with a presence of 0. */
export type Effect = (frame: YuvFrame, moment: Moment) => void;

/** Effects are drawn for frames of this height and scale with it. */
export const referenceHeight = 768;

/** Black and white of limited range. */
export const black = 16;
export const white = 235;

/** The same memory, where a value beyond a byte's is stored as the nearest one, rounded. */
export function clampingView(plane: Uint8Array): Uint8ClampedArray {
  return new Uint8ClampedArray(plane.buffer, plane.byteOffset, plane.length);
}
