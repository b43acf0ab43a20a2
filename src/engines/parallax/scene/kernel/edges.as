// The loops of edge-width.ts.

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
