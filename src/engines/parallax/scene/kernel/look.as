// Loops of the cues: texture.ts, flatness.ts, figure.ts.

/** Largest of the horizontal and vertical absolute difference over `reach` pixels. */
export function measureSteps(
  l: usize, width: i32, height: i32, reach: i32, out: usize,
): void {
  for (let y = 0; y < height; y++) {
    const row = l + y * width * 4;
    const below = l + min(height - 1, y + reach) * width * 4;
    for (let x = 0; x < width; x++, out += 4) {
      const own = load<f32>(row + x * 4);
      const dx = abs(load<f32>(row + min(width - 1, x + reach) * 4) - own);
      store<f32>(out, max(dx, abs(load<f32>(below + x * 4) - own)));
    }
  }
}

/**
 * Count the steps to the left and upper neighbours that are too small to be anything but evenness,
 * those that may be shading, and the others: three i32.
 */
export function countSteps(
  l: usize, width: i32, height: i32, shading: f64, edge: f64, out: usize,
): void {
  let even = 0;
  let shaded = 0;
  let stepped = 0;
  for (let y = 1; y < height; y++) {
    for (let x = 1; x < width; x++) {
      const at = l + (y * width + x) * 4;
      const own = <f64>load<f32>(at);
      const dx = abs(own - <f64>load<f32>(at - 4));
      const step = max(dx, abs(own - <f64>load<f32>(at - width * 4)));
      if (step < shading) even++;
      else if (step < edge) shaded++;
      else stepped++;
    }
  }
  store<i32>(out, even);
  store<i32>(out, shaded, 4);
  store<i32>(out, stepped, 8);
}

/**
 * How many pixels have the most frequent colour, within a step of 4 in Lab.
 * @param counts room for `66 << 12` numbers, all 0.
 */
export function countPaper(l: usize, a: usize, b: usize, pixels: i32, counts: usize): i32 {
  let most = 0;
  for (let i = 0; i < pixels * 4; i += 4) {
    const key = stepOf(l + i) + ((stepOf(a + i) + 32) << 6) + ((stepOf(b + i) + 32) << 12);
    const count = load<i32>(counts + key * 4) + 1;
    store<i32>(counts + key * 4, count);
    most = max(most, count);
  }
  return most;
}

// @ts-ignore: decorator
@inline
function stepOf(value: usize): i32 {
  return <i32>floor(<f64>load<f32>(value) / 4 + 0.5);
}

/** Lightness counts less than hue: a shadow is not an outline. */
const lightness: f64 = 0.7 * 0.7;

/**
 * How much each patch differs from the background, mostly from that nearby.
 * @param patches per patch seven f32: L, a, b, x, y, area, and how surely it is background.
 * @param reach squared distance at which another counts for half.
 * @returns the most.
 */
export function contrastPatches(patches: usize, count: i32, reach: f64, out: usize): f64 {
  let highest = 1e-6;
  for (let k = 0; k < count; k++) {
    const own = patches + k * 28;
    let sum: f64 = 0;
    let weights: f64 = 0;
    for (let m = 0; m < count; m++) {
      const other = patches + m * 28;
      const dx = difference(own + 12, other + 12);
      const dy = difference(own + 16, other + 16);
      const away = 1 + (0.4 * (dx * dx + dy * dy)) / reach;
      const weight = <f64>load<f32>(other, 20) / (away * away);
      weights += weight;
      const background = <f64>load<f32>(other, 24);
      if (background < 0.02) continue;
      const dl = difference(own, other);
      const da = difference(own + 4, other + 4);
      const db = difference(own + 8, other + 8);
      sum += weight * background * sqrt(lightness * dl * dl + da * da + db * db);
    }
    const contrast = <f32>(sum / weights);
    store<f32>(out + k * 4, contrast);
    highest = max(highest, <f64>contrast);
  }
  return highest;
}

// @ts-ignore: decorator
@inline
function difference(p: usize, q: usize): f64 {
  return <f64>load<f32>(p) - <f64>load<f32>(q);
}
