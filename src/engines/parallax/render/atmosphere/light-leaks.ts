import { createRandom } from '../../random.ts';
import { type Effect, type EffectSettings, white } from './effect.ts';
import { createField, expandRow } from './field.ts';

const factor = 16;

interface Leak {
  /** Where it enters, in frame widths and heights, and how it wanders. */
  x: number;
  y: number;
  speedX: number;
  speedY: number;
  reach: number;
  phase: number;
  /** Seconds from one swell to the next. */
  period: number;
  /** Colour difference at full strength. */
  u: number;
  v: number;
}

/** Light that gets into an old camera: warm stains that swell and wander in from the sides. */
export function createLightLeaks({ width, height, strength, seed }: EffectSettings): Effect {
  const random = createRandom(seed, 'light-leaks');
  const leaks = Array.from({ length: 3 }, (_, i): Leak => {
    const right = (i + (random() < 0.5 ? 0 : 1)) % 2 === 1;
    const warmth = random();
    return {
      x: right ? 1.02 + 0.1 * random() : -0.02 - 0.1 * random(),
      y: 0.1 + 0.8 * random(),
      speedX: (right ? -1 : 1) * (0.01 + 0.02 * random()),
      speedY: 0.04 * (random() - 0.5),
      reach: 0.3 + 0.25 * random(),
      phase: 2 * Math.PI * random(),
      period: 3.5 + 3 * random(),
      u: -30 - 18 * warmth,
      v: 34 + 16 * (1 - warmth),
    };
  });
  const light = createField(width, height, factor);
  const blue = createField(width, height, factor);
  const red = createField(width, height, factor);
  const row = new Float32Array(width);
  const blueRow = new Float32Array(width >> 1);
  const redRow = new Float32Array(width >> 1);
  return (frame, { seconds, presence }) => {
    const amount = presence * strength * 1.1;
    castLight(leaks, seconds, amount, width / height, light, blue, red);
    const { y, u, v, yStride, uvStride } = frame;
    for (let line = 0; line < height; line++) {
      expandRow(light, line, factor, row);
      for (let column = 0; column < width; column++) {
        const at = line * yStride + column;
        y[at] = y[at]! + (white - y[at]!) * row[column]! + 0.5;
      }
    }
    for (let line = 0; line < height >> 1; line++) {
      expandRow(blue, line, factor / 2, blueRow);
      expandRow(red, line, factor / 2, redRow);
      for (let column = 0; column < width >> 1; column++) {
        const at = line * uvStride + column;
        u[at] = Math.max(16, u[at]! + blueRow[column]!);
        v[at] = Math.min(240, v[at]! + redRow[column]!);
      }
    }
  };
}

function castLight(
  leaks: Leak[],
  seconds: number,
  amount: number,
  aspect: number,
  light: { width: number; height: number; values: Float32Array },
  blue: { values: Float32Array },
  red: { values: Float32Array },
): void {
  for (let row = 0; row < light.height; row++) {
    for (let column = 0; column < light.width; column++) {
      const x = (column + 0.5) / light.width;
      const y = (row + 0.5) / light.height;
      let sum = 0;
      let u = 0;
      let v = 0;
      for (const leak of leaks) {
        const dx = (x - leak.x - leak.speedX * seconds) * aspect;
        const dy = y - leak.y - leak.speedY * seconds;
        const swell = 0.6 + 0.4 * Math.sin(leak.phase + (2 * Math.PI * seconds) / leak.period);
        const here = amount * swell * Math.exp(-(dx * dx + dy * dy * 0.6) / leak.reach ** 2);
        sum += here;
        u += here * leak.u;
        v += here * leak.v;
      }
      const at = row * light.width + column;
      light.values[at] = 0.5 * (1 - Math.exp(-sum));
      blue.values[at] = u;
      red.values[at] = v;
    }
  }
}
