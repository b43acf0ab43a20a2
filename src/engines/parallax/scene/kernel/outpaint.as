// The loops of outpaint.ts. A border is given as there; `line` and `inwards` in pixels.

/** Copy rows of bytes from one picture to another. */
export function copyRows(
  from: usize, fromStride: i32, to: usize, toStride: i32, bytes: i32, rows: i32,
): void {
  for (let y = 0; y < rows; y++) memory.copy(to + y * toStride, from + y * fromStride, bytes);
}

/** The known part along a border in cells of `size` lines and `deep` places. */
export function cutStrip(
  data: usize, line: i32, inwards: i32, lines: i32, size: i32, deep: i32,
  cells: usize, width: i32, height: i32,
): void {
  for (let n = 0; n < height; n++) {
    const first = n * size;
    const end = min(lines, first + size);
    const scale = 1.0 / <f64>((end - first) * deep);
    for (let k = 0; k < width; k++) {
      let r: i32 = 0;
      let g: i32 = 0;
      let b: i32 = 0;
      for (let m = first; m < end; m++) {
        let at = data + (m * line + k * size * inwards) * 3;
        for (let i = 0; i < deep; i++, at += inwards * 3) {
          r += load<u8>(at);
          g += load<u8>(at, 1);
          b += load<u8>(at, 2);
        }
      }
      store<u8>(cells, <u8>(<f64>r * scale + 0.5));
      store<u8>(cells, <u8>(<f64>g * scale + 0.5), 1);
      store<u8>(cells, <u8>(<f64>b * scale + 0.5), 2);
      cells += 3;
    }
  }
}

/** The picture's last pixels are often a frame or a scanner's edge, not to be seen twice. */
const skipped: i32 = 2;

let origin: usize = 0;
let step: i32 = 0;
let toNext: i32 = 0;
let lineCount: i32 = 0;
let beyond: i32 = 0;
let reach: i32 = 0;
let cell: i32 = 0;
let continuations: usize = 0;
let toneSteps: usize = 0;
let fading: usize = 0;

let red: f32 = 0;
let green: f32 = 0;
let blue: f32 = 0;

/**
 * Paint what is missing beyond a border.
 * @param chosen per line of cells two i32, how far inwards and how far aside; `tones` three f32.
 * @param fades per place beyond the border two f64: how far what was chosen has come in, and what
 *   is left of the tone.
 */
export function paintBeyond(
  data: usize, line: i32, inwards: i32, lines: i32, missing: i32, known: i32, size: i32,
  chosen: usize, count: i32, tones: usize, fades: usize,
): void {
  origin = data;
  step = inwards;
  toNext = line;
  lineCount = lines;
  beyond = missing;
  reach = known;
  cell = size;
  continuations = chosen;
  toneSteps = tones;
  fading = fades;
  for (let n = 0; n < lines; n++) {
    // Between the middles of two lines of cells, their choices fade into each other.
    const v = (<f64>n + 0.5) / <f64>size - 0.5;
    const upper = min(count - 1, max(0, <i32>floor(v)));
    const lower = min(count - 1, upper + 1);
    const t = min<f64>(1, max<f64>(0, v - <f64>upper));
    if (load<i32>(chosen + upper * 8) == 0 && load<i32>(chosen + lower * 8) == 0) {
      paintMirrored(n);
    } else {
      for (let k = 1; k <= missing; k++) paintMixed(n, k, upper, lower, t);
    }
  }
}

/**
 * How many pixels inside lies what the mirror shows `k` pixels beyond the border. The image is
 * drawn out the more the farther it is, up to 1.7 times: it shows less, and nothing of equal size.
 */
// @ts-ignore: decorator
@inline
function mirrorPlace(k: i32): f64 {
  const place = <f64>skipped + <f64>(k - 1) * (1 - (0.2 * <f64>k) / <f64>beyond);
  return min(<f64>(reach - 1), place);
}

// @ts-ignore: decorator
@inline
function between(p: usize, q: usize, part: f64): f64 {
  const from = <f64>load<u8>(p);
  return from + part * (<f64>load<u8>(q) - from);
}

/** Most lines are nothing but mirrored. */
function paintMirrored(n: i32): void {
  const start = origin + n * toNext * 3;
  for (let k = 1; k <= beyond; k++) {
    const place = mirrorPlace(k);
    const whole = <i32>floor(place);
    const part = place - <f64>whole;
    const p = start + whole * step * 3;
    const q = start + min(reach - 1, whole + 1) * step * 3;
    const to = start - k * step * 3;
    store<u8>(to, <u8>(between(p, q, part) + 0.5));
    store<u8>(to, <u8>(between(p + 1, q + 1, part) + 0.5), 1);
    store<u8>(to, <u8>(between(p + 2, q + 2, part) + 0.5), 2);
  }
}

function paintMixed(n: i32, k: i32, upper: i32, lower: i32, t: f64): void {
  const start = origin + n * toNext * 3;
  const place = mirrorPlace(k);
  const whole = <i32>floor(place);
  const part = place - <f64>whole;
  const p = start + whole * step * 3;
  const q = start + min(reach - 1, whole + 1) * step * 3;
  const mirroredRed = <f32>between(p, q, part);
  const mirroredGreen = <f32>between(p + 1, q + 1, part);
  const mirroredBlue = <f32>between(p + 2, q + 2, part);
  red = 0;
  green = 0;
  blue = 0;
  take(n, k, upper, 1 - t, mirroredRed, mirroredGreen, mirroredBlue);
  take(n, k, lower, t, mirroredRed, mirroredGreen, mirroredBlue);
  const to = start - k * step * 3;
  store<u8>(to, toByte(red));
  store<u8>(to, toByte(green), 1);
  store<u8>(to, toByte(blue), 2);
}

function take(n: i32, k: i32, index: i32, weight: f64, r: f32, g: f32, b: f32): void {
  const shift = load<i32>(continuations + index * 8);
  if (shift == 0) {
    red = <f32>(<f64>red + weight * <f64>r);
    green = <f32>(<f64>green + weight * <f64>g);
    blue = <f32>(<f64>blue + weight * <f64>b);
    return;
  }
  const aside = load<i32>(continuations + index * 8, 4);
  const line = min(lineCount - 1, max(0, n + aside * cell));
  const inside = min(reach - 1, max(skipped, shift * cell - k));
  const from = origin + (line * toNext + inside * step) * 3;
  const fit = load<f64>(fading + k * 16);
  const left = load<f64>(fading + k * 16, 8);
  const tone = toneSteps + index * 12;
  red = mix(red, weight, fit, from, tone, left, r);
  green = mix(green, weight, fit, from + 1, tone + 4, left, g);
  blue = mix(blue, weight, fit, from + 2, tone + 8, left, b);
}

// @ts-ignore: decorator
@inline
function mix(
  sum: f32, weight: f64, fit: f64, from: usize, tone: usize, left: f64, mirrored: f32,
): f32 {
  const there = <f64>load<u8>(from) + <f64>load<f32>(tone) * left;
  return <f32>(<f64>sum + weight * (fit * there + (1 - fit) * <f64>mirrored));
}

// @ts-ignore: decorator
@inline
function toByte(value: f32): u8 {
  return value < 0 ? 0 : value > 255 ? 255 : <u8>(<f64>value + 0.5);
}
