import { black, type Effect, type EffectSettings } from './effect.ts';

/** Corners a little darker, as a lens makes them. */
export function createVignette({ width, height, strength }: EffectSettings): Effect {
  // How much each chroma sample's four pixels lose, in 256ths at full presence.
  const columns = width >> 1;
  const loss = new Float32Array(columns * (height >> 1));
  for (let y = 0; y < height >> 1; y++) {
    for (let x = 0; x < columns; x++) {
      const dx = (2 * (2 * x + 1)) / width - 1;
      const dy = (2 * (2 * y + 1)) / height - 1;
      // The light of a simple lens falls with the fourth power of the cosine; this is near it.
      const reach = Math.max(0, dx * dx * 0.62 + dy * dy * 0.5 - 0.12);
      loss[y * columns + x] = 256 * Math.min(0.75, 0.9 * strength * reach);
    }
  }
  return (frame, { presence }) => {
    const { y, u, v, yStride, uvStride } = frame;
    for (let row = 0; row < height >> 1; row++) {
      for (let column = 0; column < columns; column++) {
        const kept = 256 - Math.round(presence * loss[row * columns + column]!);
        if (kept === 256) continue;
        const at = 2 * row * yStride + 2 * column;
        y[at] = black + (((y[at]! - black) * kept + 128) >> 8);
        y[at + 1] = black + (((y[at + 1]! - black) * kept + 128) >> 8);
        y[at + yStride] = black + (((y[at + yStride]! - black) * kept + 128) >> 8);
        y[at + yStride + 1] = black + (((y[at + yStride + 1]! - black) * kept + 128) >> 8);
        const chroma = row * uvStride + column;
        u[chroma] = 128 + (((u[chroma]! - 128) * kept + 128) >> 8);
        v[chroma] = 128 + (((v[chroma]! - 128) * kept + 128) >> 8);
      }
    }
  };
}
