import { createRandom } from '../../random.ts';
import { clampingView, type Effect, type EffectSettings } from './effect.ts';

/** Pixels of the tile of grain; every frame shows it from another corner. */
const tileSize = 256;

/**
 * Film grain: soft specks of about two pixels in luma, strongest in the mid-tones, where film has
 * it. White noise would be harsher to look at and costs an encoder three times the bits.
 */
export function createFilmGrain({ width, height, strength, seed }: EffectSettings): Effect {
  const tile = createTile(seed);
  // In 256ths of a luma step per unit of grain, by luma.
  const gain = new Int32Array(256);
  return (frame, { index, presence }) => {
    for (let luma = 0; luma < 256; luma++) {
      const tone = Math.max(0, 1 - ((luma - 118) / 130) ** 2);
      gain[luma] = Math.round(256 * presence * strength * (0.35 + 0.65 * tone) * 0.34);
    }
    // Drawn from the index, not one after the other: frames may be painted in any order.
    const places = createRandom(seed + index * 7919, 'film-grain frame');
    const left = Math.floor(places() * tileSize);
    const top = Math.floor(places() * tileSize);
    const y = clampingView(frame.y);
    const { yStride } = frame;
    for (let row = 0; row < height; row++) {
      const from = ((row + top) & (tileSize - 1)) * tileSize;
      const to = row * yStride;
      for (let column = 0; column < width; column++) {
        const luma = y[to + column]!;
        const grain = tile[from + ((column + left) & (tileSize - 1))]!;
        y[to + column] = luma + ((grain * gain[luma]! + 128) >> 8);
      }
    }
  };
}

/** Noise averaged with its neighbours around all four borders; a standard deviation of 24. */
function createTile(seed: number): Int8Array {
  const random = createRandom(seed, 'film-grain');
  const raw = Float32Array.from({ length: tileSize * tileSize }, () => {
    // Three uniform numbers are near enough to normal, and have no far outliers.
    return random() + random() + random() - 1.5;
  });
  const tile = new Int8Array(tileSize * tileSize);
  const at = (x: number, y: number) => raw[(y & (tileSize - 1)) * tileSize + (x & (tileSize - 1))]!;
  for (let y = 0; y < tileSize; y++) {
    for (let x = 0; x < tileSize; x++) {
      const beside = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
      const value = (at(x, y) + 0.55 * beside) / Math.sqrt(1 + 4 * 0.55 ** 2) / 0.5;
      tile[y * tileSize + x] = Math.max(-127, Math.min(127, Math.round(24 * value)));
    }
  }
  return tile;
}
