/**
 * The picture continued beyond its borders with its own material. Every line across a border goes
 * on either as its own mirror image, which always fits but may be recognised, or as the picture does
 * at a place inside that looks like the border, which is never recognised but may not fit. A line
 * changes its mind from the line before only where both look alike.
 */
import type { Picture } from '../../../media/picture.ts';
import type { Rectangle } from './canvas.ts';
import { type Continuation, choices, chooseContinuations, seam } from './continuation.ts';

/**
 * One border of the known part. Lines run across it, one pixel apart; places on a line are counted
 * from the border, 0 being the first known pixel and negative ones missing.
 */
interface Border {
  /** The pixel at place 0 of line 0. */
  origin: number;
  /** From a line to the next, and from a place to the next one inwards, in pixels of `data`. */
  line: number;
  inwards: number;
  lines: number;
  missing: number;
  known: number;
}

/** Continue the picture to the left and right of `real`, in the rows of `real`. */
export function continueAcross(picture: Picture, real: Rectangle, size: number): void {
  const { width } = picture;
  const common = { line: width, lines: real.height, known: real.width };
  const first = real.top * width + real.left;
  continueBeyond(picture, { ...common, origin: first, inwards: 1, missing: real.left }, size);
  const missing = width - real.left - real.width;
  const last = first + real.width - 1;
  continueBeyond(picture, { ...common, origin: last, inwards: -1, missing }, size);
}

/** Continue the picture above and below `real`, in the columns of `real`. */
export function continueDown(picture: Picture, real: Rectangle, size: number): void {
  const { width, height } = picture;
  const common = { line: 1, lines: real.width, known: real.height };
  const first = real.top * width + real.left;
  continueBeyond(picture, { ...common, origin: first, inwards: width, missing: real.top }, size);
  const missing = height - real.top - real.height;
  const last = first + (real.height - 1) * width;
  continueBeyond(picture, { ...common, origin: last, inwards: -width, missing }, size);
}

function continueBeyond(picture: Picture, border: Border, size: number): void {
  if (border.missing === 0) return;
  const strip = cutStrip(picture, border, size);
  const chosen = chooseContinuations(strip, Math.ceil(border.missing / size));
  const tones = matchTones(strip, chosen);
  paintBeyond(picture, border, size, chosen, tones);
}

/** The known part along a border in cells; row n is line n * size, column 0 lies at the border. */
function cutStrip({ data }: Picture, border: Border, size: number): Picture {
  const { origin, line, inwards } = border;
  const reach = Math.min(border.known, 3 * border.missing + (choices + seam + 2) * size);
  const width = Math.max(1, Math.floor(reach / size));
  const deep = Math.min(size, reach);
  const height = Math.ceil(border.lines / size);
  const cells = new Uint8Array(width * height * 3);
  for (let n = 0, to = 0; n < height; n++) {
    const first = n * size;
    const end = Math.min(border.lines, first + size);
    const scale = 1 / ((end - first) * deep);
    for (let k = 0; k < width; k++, to += 3) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let m = first; m < end; m++) {
        let at = (origin + m * line + k * size * inwards) * 3;
        for (let i = 0; i < deep; i++, at += inwards * 3) {
          r += data[at]!;
          g += data[at + 1]!;
          b += data[at + 2]!;
        }
      }
      cells[to] = r * scale + 0.5;
      cells[to + 1] = g * scale + 0.5;
      cells[to + 2] = b * scale + 0.5;
    }
  }
  return { width, height, data: cells };
}

/** Per line, how much brighter (in R, G, B) the border is than the place whose outside is copied. */
function matchTones(strip: Picture, chosen: readonly Continuation[]): Float32Array {
  const lines = chosen.length;
  const tones = new Float32Array(lines * 3);
  const reach = 4;
  for (let n = 0; n < lines; n++) {
    const { shift, aside } = chosen[n]!;
    if (shift === 0) continue;
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      let count = 0;
      // Over several lines of one mind, or every line would end in a streak of its own.
      for (let m = Math.max(0, n - reach); m <= Math.min(lines - 1, n + reach); m++) {
        if (chosen[m] !== chosen[n]) continue;
        for (let k = 0; k < 2; k++) {
          const at = m * strip.width + k;
          const there = at + aside * strip.width + shift;
          sum += strip.data[at * 3 + c]! - strip.data[there * 3 + c]!;
          count++;
        }
      }
      tones[n * 3 + c] = sum / count;
    }
  }
  return tones;
}

/** Pixels over which the mirror image beside the border fades into what was chosen. */
const fade = 14;

/** The picture's last pixels are often a frame or a scanner's edge, not to be seen twice. */
const skipped = 2;

/**
 * How many pixels inside lies what the mirror shows `k` pixels beyond the border. The image is
 * drawn out the more the farther it is, up to 1.7 times: it shows less, and nothing of equal size.
 */
function mirrorPlace(k: number, missing: number): number {
  return skipped + (k - 1) * (1 - (0.2 * k) / missing);
}

/** Most lines are nothing but mirrored: a loop of their own. */
function paintMirrored(data: Uint8Array, start: number, { inwards, missing, known }: Border): void {
  for (let k = 1; k <= missing; k++) {
    const place = Math.min(known - 1, mirrorPlace(k, missing));
    const whole = Math.floor(place);
    const part = place - whole;
    const p = (start + whole * inwards) * 3;
    const q = (start + Math.min(known - 1, whole + 1) * inwards) * 3;
    const to = (start - k * inwards) * 3;
    data[to] = data[p]! + part * (data[q]! - data[p]!) + 0.5;
    data[to + 1] = data[p + 1]! + part * (data[q + 1]! - data[p + 1]!) + 0.5;
    data[to + 2] = data[p + 2]! + part * (data[q + 2]! - data[p + 2]!) + 0.5;
  }
}

/** Paint what is missing beyond a border. */
function paintBeyond(
  { data }: Picture,
  border: Border,
  size: number,
  chosen: readonly Continuation[],
  tones: Float32Array,
): void {
  const { origin, line, inwards, lines, missing, known } = border;
  const last = chosen.length - 1;
  const sample = new Float32Array(3);
  const mirrored = new Float32Array(3);
  for (let n = 0; n < lines; n++) {
    const start = origin + n * line;
    // Between the middles of two lines of cells, their choices fade into each other.
    const v = (n + 0.5) / size - 0.5;
    const upper = Math.min(last, Math.max(0, Math.floor(v)));
    const lower = Math.min(last, upper + 1);
    const t = Math.min(1, Math.max(0, v - upper));
    if (chosen[upper]!.shift === 0 && chosen[lower]!.shift === 0) {
      paintMirrored(data, start, border);
      continue;
    }
    for (let k = 1; k <= missing; k++) {
      sample.fill(0);
      mirror(start, k);
      take(n, k, upper, 1 - t);
      take(n, k, lower, t);
      const to = (start - k * inwards) * 3;
      for (let c = 0; c < 3; c++) {
        const value = sample[c]!;
        data[to + c] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
      }
    }
  }

  function mirror(start: number, k: number): void {
    const place = Math.min(known - 1, mirrorPlace(k, missing));
    const whole = Math.floor(place);
    const part = place - whole;
    const p = (start + whole * inwards) * 3;
    const q = (start + Math.min(known - 1, whole + 1) * inwards) * 3;
    for (let c = 0; c < 3; c++) {
      mirrored[c] = data[p + c]! + part * (data[q + c]! - data[p + c]!);
    }
  }

  function take(n: number, k: number, cell: number, weight: number): void {
    const { shift, aside } = chosen[cell]!;
    if (shift === 0) {
      for (let c = 0; c < 3; c++) sample[c]! += weight * mirrored[c]!;
      return;
    }
    const fit = Math.min(1, k / fade);
    const from = origin + Math.min(lines - 1, Math.max(0, n + aside * size)) * line;
    const inside = Math.min(known - 1, Math.max(skipped, shift * size - k));
    const place = (from + inside * inwards) * 3;
    const tone = Math.exp(-k / (6 * size));
    for (let c = 0; c < 3; c++) {
      const chosen = data[place + c]! + tones[cell * 3 + c]! * tone;
      sample[c]! += weight * (fit * chosen + (1 - fit) * mirrored[c]!);
    }
  }
}
