import { createRandom, type Random } from '../../random.ts';
import { clampingView, type Effect, type EffectSettings } from './effect.ts';

/** Numbers in the tape's noise, which every line of every frame reads from another place on. */
const noiseLength = 1 << 14;

/**
 * Tape: colour that lags and smears, lines that do not quite keep their place, faint scan lines,
 * noise, and a torn edge at the bottom where the heads change.
 */
export function createVhs({ width, height, strength, seed }: EffectSettings): Effect {
  const line = createLine(width);
  const noise = createTapeNoise(createRandom(seed, 'vhs noise'));
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
    const y = clampingView(frame.y);
    for (let row = 0; row < height; row++) {
      const pixels = y.subarray(row * frame.yStride, row * frame.yStride + width);
      const scan = row % 3 === 0 ? 1 - 0.07 * amount : 1;
      const from = Math.floor(random() * noiseLength);
      line.read(pixels, shifts[row]!);
      bendLuma(line.samples, pixels, amount, scan, noise, from);
    }
    const lag = (height / 768) * 1.6 * amount;
    for (const plane of [frame.u, frame.v]) {
      for (let row = 0; row < height >> 1; row++) {
        const start = row * frame.uvStride;
        const pixels = plane.subarray(start, start + (width >> 1));
        line.read(pixels, Math.round(shifts[2 * row]! / 2 + lag));
        smearChroma(line.samples, pixels, amount);
      }
    }
  };
}

/** How far noise of tape may be off, -7..7: wider than it is high, so four pixels share one. */
function createTapeNoise(random: Random): Float32Array {
  return Float32Array.from({ length: noiseLength }, () => (random() - 0.5) * 14);
}

/** A line as it comes from the tape: `samples` are one longer than the line at either end. */
function createLine(longest: number) {
  const samples = new Float32Array(longest + 2);
  /** Shift a line to the right, by parts of a pixel too; what is beyond its ends is as they are. */
  function read(pixels: Uint8Array | Uint8ClampedArray, shift: number): void {
    const length = pixels.length;
    const whole = Math.floor(shift);
    const part = shift - whole;
    const start = Math.min(length, Math.max(0, whole + 1));
    const end = Math.max(start, Math.min(length, length + whole));
    samples.fill(pixels[0]!, 0, start + 1);
    for (let column = start; column < end; column++) {
      const here = pixels[column - whole]!;
      samples[column + 1] = here + part * (pixels[column - whole - 1]! - here);
    }
    samples.fill(pixels[length - 1]!, end + 1, length + 2);
  }
  return { samples, read };
}

function bendLuma(
  samples: Float32Array,
  pixels: Uint8ClampedArray,
  amount: number,
  scan: number,
  noise: Float32Array,
  noiseFrom: number,
): void {
  const soft = 0.5 * Math.min(0.35, 0.22 * amount);
  for (let column = 0; column < pixels.length; column++) {
    const here = samples[column + 1]!;
    const beside = samples[column]! + samples[column + 2]! - 2 * here;
    const value = here + soft * beside + amount * noise[(noiseFrom + (column >> 2)) % noiseLength]!;
    pixels[column] = 16 + (value - 16) * scan;
  }
}

function smearChroma(samples: Float32Array, pixels: Uint8Array, amount: number): void {
  // Colour follows the signal with the bandwidth of a tape: an exponential trail, and a little pale.
  const follow = 1 / (1 + 2.2 * Math.min(2, amount));
  const kept = 1 - 0.1 * Math.min(1, amount);
  let trail = samples[1]!;
  for (let column = 0; column < pixels.length; column++) {
    trail += follow * (samples[column + 1]! - trail);
    pixels[column] = 128 + (trail - 128) * kept + 0.5;
  }
}
