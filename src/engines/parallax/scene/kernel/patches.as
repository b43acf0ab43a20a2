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
 * @param bounds eight i32 per patch, all 0: left, right, top, bottom; pixels on the picture's left,
 *   right, top and bottom border.
 */
export function measurePatches(
  labels: usize, width: i32, height: i32, count: i32, l: usize, a: usize, b: usize,
  sums: usize, bounds: usize,
): void {
  for (let k = 0; k < count; k++) {
    store<i32>(bounds + k * 32, width);
    store<i32>(bounds + k * 32, height, 8);
  }
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
      const bound = bounds + patch * 32;
      store<i32>(bound, min(load<i32>(bound), x));
      store<i32>(bound, max(load<i32>(bound, 4), x), 4);
      store<i32>(bound, min(load<i32>(bound, 8), y), 8);
      store<i32>(bound, max(load<i32>(bound, 12), y), 12);
      if (x == 0) store<i32>(bound, load<i32>(bound, 16) + 1, 16);
      if (x == width - 1) store<i32>(bound, load<i32>(bound, 20) + 1, 20);
      if (y == 0) store<i32>(bound, load<i32>(bound, 24) + 1, 24);
      if (y == height - 1) store<i32>(bound, load<i32>(bound, 28) + 1, 28);
    }
  }
}
