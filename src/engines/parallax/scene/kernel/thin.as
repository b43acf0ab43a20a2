// The loops of thin.ts.

/** Lightness counts less than hue: a shadow is not an outline. */
const lightness: f64 = 0.7 * 0.7;

/**
 * Mark the pixels no nearer than `farthest` that differ from the sky behind their patch.
 * @param behind three f32 per patch: L, a, b; NaN, and nothing differs from it, without any sky.
 * @param marks receives f32, 0 or 1.
 */
export function markApart(
  depth: usize, labels: usize, l: usize, a: usize, b: usize, pixels: i32,
  behind: usize, farthest: f64, apart: f64, marks: usize,
): void {
  for (let i = 0; i < pixels * 4; i += 4) {
    store<f32>(marks + i, 0);
    if (<f64>load<f32>(depth + i) > farthest) continue;
    const sky = behind + load<i32>(labels + i) * 12;
    const dl = <f64>load<f32>(l + i) - <f64>load<f32>(sky);
    const da = <f64>load<f32>(a + i) - <f64>load<f32>(sky, 4);
    const db = <f64>load<f32>(b + i) - <f64>load<f32>(sky, 8);
    if (sqrt(lightness * dl * dl + da * da + db * db) > apart) store<f32>(marks + i, 1);
  }
}

/**
 * Let what is nearer than `farthest` give its depth to the thin pixels beside it, and these to the
 * next; in place.
 * @param marks f32, 1 where a pixel may be thin, and `shares` how many are around it; it is where
 *   they are fewer than `slight`.
 * @param leastRise how much nearer what gives its depth has to be.
 * @param attached a byte per pixel, all 0: 1 for those that were given another depth.
 * @param queue room for four bytes per pixel.
 */
export function attachThin(
  depth: usize, width: i32, height: i32, marks: usize, shares: usize, slight: f64,
  farthest: f64, leastRise: f64, attached: usize, queue: usize,
): void {
  let count = 0;
  for (let at = 0; at < width * height; at++) {
    if (<f64>load<f32>(depth + at * 4) > farthest) store<i32>(queue + count++ * 4, at);
    if (!(<f64>load<f32>(shares + at * 4) < slight)) store<f32>(marks + at * 4, 0);
  }
  for (let head = 0; head < count; head++) {
    const from = load<i32>(queue + head * 4);
    const own = load<f32>(depth + from * 4);
    const x = from % width;
    const y = from / width;
    for (let j = max(0, y - 1); j <= min(height - 1, y + 1); j++) {
      for (let i = max(0, x - 1); i <= min(width - 1, x + 1); i++) {
        const at = j * width + i;
        if (load<f32>(marks + at * 4) == 0) continue;
        if (<f64>own - <f64>load<f32>(depth + at * 4) < leastRise) continue;
        store<f32>(marks + at * 4, 0);
        store<f32>(depth + at * 4, own);
        store<u8>(attached + at, 1);
        store<i32>(queue + count++ * 4, at);
      }
    }
  }
}
