// The loops of edge-width.ts and focus.ts.

/**
 * Count the edges of green along every `every`th row of a part, by how wide they rise.
 * @param rgb the part's first pixel; rows are `stride` bytes apart.
 * @param leastStep over two pixels; less is shading.
 * @param counts i32 for each width up to `widest`, all 0.
 * @returns how many edges there are.
 */
export function countEdges(
  rgb: usize, stride: i32, width: i32, height: i32, every: i32, leastStep: i32, widest: i32,
  counts: usize,
): i32 {
  let edges = 0;
  for (let y = 0; y < height; y += every) {
    const row = rgb + y * stride + 1;
    let before = 0;
    for (let x = 2; x < width - 2; x++) {
      const own = stepAt(row, x);
      const crest = abs(own) >= leastStep && abs(own) >= abs(before);
      before = own;
      if (!crest || abs(stepAt(row, x + 1)) > abs(own)) continue;
      let first = x;
      let last = x;
      while (first - 1 > 0 && x - first < widest && reachesHalf(row, first - 1, own)) first--;
      while (last + 2 < width && last - x < widest && reachesHalf(row, last + 1, own)) last++;
      const at = counts + min(widest, last - first + 1) * 4;
      store<i32>(at, load<i32>(at) + 1);
      edges++;
      x = last;
    }
  }
  return edges;
}

// @ts-ignore: decorator
@inline
function stepAt(row: usize, x: i32): i32 {
  return <i32>load<u8>(row + x * 3 + 3) - <i32>load<u8>(row + x * 3 - 3);
}

// @ts-ignore: decorator
@inline
function reachesHalf(row: usize, x: i32, whole: i32): bool {
  const step = stepAt(row, x) * 2;
  return whole > 0 ? step >= whole : step <= whole;
}

/**
 * Judge the sharpness of the edges in each patch by how much a known blur flattens them.
 * @param l lightness, and `blurred` the same after the blur.
 * @param labels the patches, on a plane of `columns` x `rows`.
 * @param steep squared slope below which nothing is an edge.
 * @param blurredRatio and `sharpRatio`: how much steeper an edge is than after the blur when it is
 *   blurred already, and when it is in focus.
 * @param evidence f32 per patch, all 0: receives how much there was to judge by; `sharpness` the
 *   sum of it all.
 */
export function judgeEdges(
  l: usize, blurred: usize, width: i32, height: i32, labels: usize, columns: i32, rows: i32,
  steep: f64, blurredRatio: f64, sharpRatio: f64, evidence: usize, sharpness: usize,
): void {
  for (let y = 2; y < height - 2; y++) {
    const row = labels + min(rows - 1, (y * rows) / height) * columns * 4;
    for (let x = 2; x < width - 2; x++) {
      const at = l + (y * width + x) * 4;
      const dx = <f64>load<f32>(at, 4) - <f64>load<f32>(at - 4);
      const dy = <f64>load<f32>(at + width * 4) - <f64>load<f32>(at - width * 4);
      const own = dx * dx + dy * dy;
      if (own < steep) continue;
      // Only the crest of an edge: its flanks look blurred however sharp it is.
      const aside = abs(dx) > abs(dy) ? 4 : width * 4;
      if (own < slope(at - aside, width) || own < slope(at + aside, width)) continue;
      const ratio = sqrt(own / (slope(blurred + (y * width + x) * 4, width) + 0.01));
      const patch = load<i32>(row + min(columns - 1, (x * columns) / width) * 4) * 4;
      const weight = min(sqrt(own), 40);
      const t = min(1.0, max(0.0, (ratio - blurredRatio) / (sharpRatio - blurredRatio)));
      const sharp = weight * (t * t * (3 - 2 * t));
      store<f32>(evidence + patch, <f32>(<f64>load<f32>(evidence + patch) + weight));
      store<f32>(sharpness + patch, <f32>(<f64>load<f32>(sharpness + patch) + sharp));
    }
  }
}

// @ts-ignore: decorator
@inline
function slope(at: usize, width: i32): f64 {
  const dx = <f64>load<f32>(at, 4) - <f64>load<f32>(at - 4);
  const dy = <f64>load<f32>(at + width * 4) - <f64>load<f32>(at - width * 4);
  return dx * dx + dy * dy;
}
