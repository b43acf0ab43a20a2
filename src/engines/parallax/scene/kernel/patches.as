// Loops over the pixels of patches: survey.ts, region-graph.ts.

/** Sum a plane up over every patch: `sums`, f32 per patch, all 0. */
export function sumPatches(labels: usize, pixels: i32, plane: usize, sums: usize): void {
  for (let i = 0; i < pixels * 4; i += 4) {
    const at = sums + load<i32>(labels + i) * 4;
    store<f32>(at, load<f32>(at) + load<f32>(plane + i));
  }
}

/** Give every pixel its patch's value. */
export function spreadPatches(labels: usize, pixels: i32, values: usize, out: usize): void {
  for (let i = 0; i < pixels * 4; i += 4) {
    store<f32>(out + i, load<f32>(values + load<i32>(labels + i) * 4));
  }
}

/**
 * Measure patches.
 * @param sums six f32 per patch, all 0: pixels, and sums of L, a, b, x and y.
 * @param border four i32 per patch, all 0: pixels on the picture's left, right, top and bottom.
 */
export function measurePatches(
  labels: usize, width: i32, height: i32, l: usize, a: usize, b: usize, sums: usize,
  border: usize,
): void {
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const patch = load<i32>(labels + at);
      const sum = sums + patch * 24;
      store<f32>(sum, load<f32>(sum) + 1);
      store<f32>(sum, load<f32>(sum, 4) + load<f32>(l + at), 4);
      store<f32>(sum, load<f32>(sum, 8) + load<f32>(a + at), 8);
      store<f32>(sum, load<f32>(sum, 12) + load<f32>(b + at), 12);
      store<f32>(sum, load<f32>(sum, 16) + <f32>x, 16);
      store<f32>(sum, load<f32>(sum, 20) + <f32>y, 20);
      const touched = border + patch * 16;
      if (x == 0) store<i32>(touched, load<i32>(touched) + 1);
      if (x == width - 1) store<i32>(touched, load<i32>(touched, 4) + 1, 4);
      if (y == 0) store<i32>(touched, load<i32>(touched, 8) + 1, 8);
      if (y == height - 1) store<i32>(touched, load<i32>(touched, 12) + 1, 12);
    }
  }
}
