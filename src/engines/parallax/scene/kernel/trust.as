// The loops of trust.ts.

/**
 * Count depths in 256 bins.
 * @param bins i32 each, all 0.
 * @returns the sum of all depths.
 */
export function binDepths(depth: usize, pixels: i32, bins: usize): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < pixels * 4; i += 4) {
    const d = <f64>load<f32>(depth + i);
    sum += d;
    const at = bins + min(255, max(0, <i32>floor(d * 256))) * 4;
    store<i32>(at, load<i32>(at) + 1);
  }
  return sum;
}

/** Draw depths together about `mean`, or apart, within 0 .. 1; in place. */
export function drawTogether(depth: usize, pixels: i32, mean: f64, gain: f64): void {
  for (let i = 0; i < pixels * 4; i += 4) {
    const d = mean + (<f64>load<f32>(depth + i) - mean) * gain;
    store<f32>(depth + i, <f32>min(1.0, max(0.0, d)));
  }
}
