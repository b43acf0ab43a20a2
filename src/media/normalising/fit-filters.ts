/** The filters that bring a stranger's frames to the size that was asked for: data, made of data. */
import type { Fit } from './messages.ts';

export interface FramesAsTheyCome {
  /** Pixels, as they are stored. */
  width: number;
  height: number;
  /** Width of a pixel by its height; 1 where the file does not say. */
  pixelAspect: number;
  /** The nine numbers of the file's display matrix, if it has one. */
  matrix?: readonly number[] | undefined;
}

export interface FitPlan {
  filters: string[];
  /** What they do, a sentence each. */
  done: string[];
}

/** Turn, scale, crop or pad, so that the frames have exactly `width` by `height` pixels. */
export function planFit(
  frames: FramesAsTheyCome,
  asked: { width: number; height: number },
  fit: Fit,
): FitPlan {
  const turn = planTurn(frames.matrix);
  const upright = turn.swaps
    ? { width: frames.height, height: frames.width, pixelAspect: 1 / frames.pixelAspect }
    : frames;
  const shown = { width: upright.width * upright.pixelAspect, height: upright.height };
  const ratios = [asked.width / shown.width, asked.height / shown.height];
  const factor = fit === 'crop' ? Math.max(...ratios) : Math.min(...ratios);
  const scaled = {
    width: bring(shown.width * factor, asked.width, fit),
    height: bring(shown.height * factor, asked.height, fit),
  };
  const filters = [...turn.filters];
  const done = [...turn.done];
  if (scaled.width !== upright.width || scaled.height !== upright.height) {
    filters.push(`scale=${scaled.width}:${scaled.height}:flags=lanczos+accurate_rnd+bitexact`);
    done.push(`It was scaled from ${upright.width}x${upright.height}.`);
  }
  if (scaled.width !== asked.width || scaled.height !== asked.height) {
    const size = `${asked.width}:${asked.height}`;
    // Without `exact`, a crop begins where colour has a sample of its own.
    if (fit === 'crop') filters.push(`crop=${size}:exact=1`);
    else filters.push(`pad=${size}:(ow-iw)/2:(oh-ih)/2:black`);
    done.push(
      fit === 'crop'
        ? `Its borders were cut off, to ${asked.width}x${asked.height}.`
        : `Black bars fill it up to ${asked.width}x${asked.height}.`,
    );
  }
  filters.push('setsar=1');
  return { filters, done };
}

/** Whole and even pixels; on the side that is filled exactly as many as were asked for. */
function bring(length: number, asked: number, fit: Fit): number {
  const even = 2 * Math.max(1, Math.round(length / 2));
  return fit === 'crop' ? Math.max(even, asked) : Math.min(even, asked);
}

/** As FFmpeg's own program turns frames: by quarters, with or without a mirror. */
function planTurn(matrix: readonly number[] | undefined) {
  const none = { swaps: false, filters: [] as string[], done: [] as string[] };
  if (!matrix || matrix.length < 9) return none;
  const [m0, m1, , m3, m4] = matrix as [number, number, number, number, number];
  const degrees = (Math.round((Math.atan2(m1, m0) * 180) / Math.PI) + 360) % 360;
  const done = ['It was turned as the file says.'];
  if (degrees === 90) {
    return { swaps: true, filters: [`transpose=${m3 > 0 ? 'cclock_flip' : 'clock'}`], done };
  }
  if (degrees === 270) {
    return { swaps: true, filters: [`transpose=${m3 < 0 ? 'clock_flip' : 'cclock'}`], done };
  }
  const flips = [...(m0 < 0 ? ['hflip'] : []), ...(m4 < 0 ? ['vflip'] : [])];
  return flips.length > 0 ? { swaps: false, filters: flips, done } : none;
}
