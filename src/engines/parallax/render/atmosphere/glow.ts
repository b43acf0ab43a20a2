import { black, type Effect, type EffectSettings, white } from './effect.ts';
import { blurField, createField, expandRow, shrinkPlane } from './field.ts';

const factor = 8;

/**
 * A dreamlike glow: bright places bleed light around themselves, softly at two widths, and contrast
 * gives way a little. Screened, not added, so that nothing burns out.
 */
export function createGlow({ width, height, strength }: EffectSettings): Effect {
  const close = createField(width, height, factor);
  const wide = createField(width, height, factor);
  const row = new Float32Array(width);
  const closeRadius = Math.max(1, Math.round((height / 768 / factor) * 12));
  const wideRadius = Math.max(2, Math.round((height / 768 / factor) * 40));
  // Highlights glow in full, mid-tones hardly.
  const brightness = (luma: number) => {
    const light = Math.max(0, (luma - black) / (white - black) - 0.28) / 0.72;
    return light * light * (1.6 - 0.6 * light);
  };
  return (frame, { presence }) => {
    const { y, yStride } = frame;
    shrinkPlane(y, yStride, width, height, close, brightness);
    wide.values.set(close.values);
    blurField(close, closeRadius);
    blurField(wide, wideRadius);
    const amount = presence * strength;
    for (let i = 0; i < close.values.length; i++) {
      close.values[i] = amount * (0.42 * close.values[i]! + 0.4 * wide.values[i]!);
    }
    for (let line = 0; line < height; line++) {
      expandRow(close, line, factor, row);
      const to = line * yStride;
      for (let column = 0; column < width; column++) {
        const luma = y[to + column]!;
        y[to + column] = luma + (white - luma) * row[column]! + 0.5;
      }
    }
  };
}
