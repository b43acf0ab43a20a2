import { createRandom } from '../random.ts';
import { clampingView, type Effect, type EffectSettings } from './effect.ts';

/**
 * Tape: colour that lags and smears, lines that do not quite keep their place, faint scan lines,
 * noise, and a torn edge at the bottom where the heads change.
 */
export function createVhs({ width, height, strength, seed }: EffectSettings): Effect {
  const line = new Uint8Array(width);
  const shifts = new Float32Array(height);
  return (frame, { index, seconds, presence }) => {
    const amount = presence * strength * 2;
    const random = createRandom(seed + index * 6007, 'vhs');
    // The tape's speed changes slowly; a line's own jitter changes every frame.
    const wobblePhase = 2 * Math.PI * random();
    const torn = height * (1 - 0.018 * Math.min(1.5, amount));
    const tear = (6 + 10 * random()) * amount;
    for (let row = 0; row < height; row++) {
      const slow = Math.sin(row / 97 + seconds * 2.1) + 0.5 * Math.sin(row / 31 - seconds * 3.3);
      const own = 0.35 * Math.sin(row * 0.9 + wobblePhase) * (random() - 0.2);
      const ripped = row > torn ? tear * ((row - torn) / (height - torn)) : 0;
      shifts[row] = amount * (0.5 * slow + own) + ripped;
    }
    bendLuma(clampingView(frame.y), frame.yStride, width, height, shifts, amount, random, line);
    const lag = (height / 768) * 1.6 * amount;
    for (const plane of [frame.u, frame.v]) {
      smearChroma(plane, frame.uvStride, width >> 1, height >> 1, shifts, lag, amount, line);
    }
  };
}

function bendLuma(
  y: Uint8ClampedArray,
  stride: number,
  width: number,
  height: number,
  shifts: Float32Array,
  amount: number,
  random: () => number,
  line: Uint8Array,
): void {
  const soft = Math.min(0.35, 0.22 * amount);
  for (let row = 0; row < height; row++) {
    const start = row * stride;
    line.set(y.subarray(start, start + width));
    const shift = shifts[row]!;
    const whole = Math.floor(shift);
    const part = shift - whole;
    const scan = row % 3 === 0 ? 1 - 0.07 * amount : 1;
    let noise = 0;
    for (let column = 0; column < width; column++) {
      const at = Math.min(width - 2, Math.max(1, column - whole));
      const here = line[at]! + part * (line[at - 1]! - line[at]!);
      const beside = (line[at - 1]! + line[at + 1]!) / 2;
      // One draw per four pixels: noise of tape is wider than it is high.
      if ((column & 3) === 0) noise = (random() - 0.5) * 14 * amount;
      const value = here + soft * (beside - here) + noise;
      y[start + column] = 16 + (value - 16) * scan;
    }
  }
}

function smearChroma(
  plane: Uint8Array,
  stride: number,
  width: number,
  height: number,
  shifts: Float32Array,
  lag: number,
  amount: number,
  line: Uint8Array,
): void {
  // Colour follows the signal with the bandwidth of a tape: an exponential trail.
  const follow = 1 / (1 + 2.2 * Math.min(2, amount));
  for (let row = 0; row < height; row++) {
    const start = row * stride;
    line.set(plane.subarray(start, start + width));
    const shift = Math.round(shifts[2 * row]! / 2 + lag);
    let trail = line[0]!;
    for (let column = 0; column < width; column++) {
      const at = Math.min(width - 1, Math.max(0, column - shift));
      trail += follow * (line[at]! - trail);
      plane[start + column] = Math.round(128 + (trail - 128) * (1 - 0.1 * Math.min(1, amount)));
    }
  }
}
