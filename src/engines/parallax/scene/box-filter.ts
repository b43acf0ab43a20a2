/** Box means by running sums: the cost does not depend on the radius. */

/** Mean over the (2 * radius + 1)-sided square around each pixel, clipped at the border. */
export function boxMean(
  source: Float32Array,
  width: number,
  height: number,
  radius: number,
  out: Float32Array = new Float32Array(source.length),
): Float32Array {
  const rows = new Float32Array(source.length);
  for (let y = 0; y < height; y++) {
    const at = y * width;
    let sum = 0;
    const reach = Math.min(radius, width - 1);
    for (let x = 0; x <= reach; x++) sum += source[at + x]!;
    for (let x = 0; x < width; x++) {
      const left = x - radius;
      const right = x + radius;
      rows[at + x] = sum / (Math.min(right, width - 1) - Math.max(left, 0) + 1);
      if (left >= 0) sum -= source[at + left]!;
      if (right + 1 < width) sum += source[at + right + 1]!;
    }
  }
  const sums = new Float32Array(width);
  const reach = Math.min(radius, height - 1);
  for (let y = 0; y <= reach; y++) {
    for (let x = 0; x < width; x++) sums[x]! += rows[y * width + x]!;
  }
  for (let y = 0; y < height; y++) {
    const up = y - radius;
    const down = y + radius;
    const scale = 1 / (Math.min(down, height - 1) - Math.max(up, 0) + 1);
    const at = y * width;
    for (let x = 0; x < width; x++) out[at + x] = sums[x]! * scale;
    if (up >= 0) for (let x = 0; x < width; x++) sums[x]! -= rows[up * width + x]!;
    if (down + 1 < height) {
      for (let x = 0; x < width; x++) sums[x]! += rows[(down + 1) * width + x]!;
    }
  }
  return out;
}
