/** The canvas, and what it is cut into: the words that a scene's stages and the camera share. */
import type { Picture } from '../../media/picture.ts';

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What is mirrored beyond the image and may be seen, at most, as a fraction of the frame. */
export const rim = 0.01;

/** Interpolation reads this many pixels beyond where it looks. */
const guard = 4;

/** How far the canvas reaches beyond a side of the frame of this length, in pixels. */
export function marginOf(length: number): number {
  return Math.ceil(rim * length) + guard;
}

/** The picture and its surroundings. */
export interface Canvas {
  picture: Picture;
  /** The output frame on the canvas. */
  window: Rectangle;
  /** What came from the source. */
  real: Rectangle;
}

/** Two pictures of the canvas's size, one behind the other; see `Scene`. */
export interface Layers {
  foreground: { rgb: Uint8Array; alpha: Uint8Array; depth: Float32Array };
  background: { rgb: Uint8Array; depth: Float32Array };
}
