import { black, type Effect, type EffectSettings, white } from './effect.ts';
import { createField, expandRow } from './field.ts';
import { createNoise } from './noise.ts';

const factor = 16;

/** Where nothing is known of the scene: a little behind its middle. */
const unknownDepth = 102;

/** Fog that drifts: thick where the scene is far, thin in front of what is near. */
export function createFog({ width, height, strength, seed }: EffectSettings): Effect {
  const noise = createNoise(seed, 'fog');
  const density = createField(width, height, factor);
  const row = new Float32Array(width >> 1);
  // How much of the air between the lens and each depth, 0 far .. 255 near, is fog.
  const thickness = Float32Array.from(
    { length: 256 },
    (_, near) => 0.12 + 1.15 * (1 - near / 255) ** 1.3,
  );
  /** The fog is lit by the scene: fixed from its first frame, so that it does not pump. */
  let fogLuma = 0;
  return (frame, { seconds, presence, depth }) => {
    fogLuma ||= lightOf(frame.y, frame.yStride, width, height);
    for (let y = 0; y < density.height; y++) {
      for (let x = 0; x < density.width; x++) {
        const u = (x * factor) / height;
        const v = (y * factor) / height;
        // Two sheets that pass each other; the lower part of the frame holds more of it.
        const sheets =
          noise(u * 2.2 - seconds * 0.11, v * 3.2) + noise(u * 1.3 + seconds * 0.06, v * 2 + 9);
        const low = 0.75 + 0.5 * v;
        density.values[y * density.width + x] = Math.max(0, 0.55 + 0.4 * sheets) * low;
      }
    }
    const amount = presence * strength;
    const { y, u, v, yStride, uvStride } = frame;
    for (let line = 0; line < height >> 1; line++) {
      expandRow(density, line, factor / 2, row);
      for (let column = 0; column < width >> 1; column++) {
        const near = depth ? depth[line * (width >> 1) + column]! : unknownDepth;
        const veil = Math.min(0.92, amount * row[column]! * thickness[near]!);
        const kept = Math.round(256 * (1 - veil));
        const at = 2 * line * yStride + 2 * column;
        y[at] = lighten(y[at]!, kept, fogLuma);
        y[at + 1] = lighten(y[at + 1]!, kept, fogLuma);
        y[at + yStride] = lighten(y[at + yStride]!, kept, fogLuma);
        y[at + yStride + 1] = lighten(y[at + yStride + 1]!, kept, fogLuma);
        // What is as bright as the fog keeps its colour as well.
        if (y[at]! >= fogLuma) continue;
        const chroma = line * uvStride + column;
        u[chroma] = 128 + (((u[chroma]! - 128) * kept + 128) >> 8);
        v[chroma] = 128 + (((v[chroma]! - 128) * kept + 128) >> 8);
      }
    }
  };
}

/**
 * What is brighter than the fog lights it and stays as it is: a sky that were darkened would stay
 * bright in the rim that goes with what stands before it, and that would shine as a halo.
 */
function lighten(luma: number, kept: number, fogLuma: number): number {
  return luma >= fogLuma ? luma : (luma * kept + (256 - kept) * fogLuma + 128) >> 8;
}

/**
 * Fog by day is light, fog by night is only a little lighter than what it hides: it is lit by what
 * shines, so every pixel counts by its own light.
 */
function lightOf(y: Uint8Array, stride: number, width: number, height: number): number {
  let light = 0;
  let lit = 0;
  for (let row = 0; row < height; row += 8) {
    for (let column = 0; column < width; column += 8) {
      const luma = y[row * stride + column]! - black;
      light += luma;
      lit += luma * luma;
    }
  }
  return Math.round(Math.min(white - 12, black + 16 + 0.9 * (lit / Math.max(1, light))));
}
