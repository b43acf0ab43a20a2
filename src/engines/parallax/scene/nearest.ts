/** The nearest depth within `radius` pixels of a pixel, in a square. */
export function nearestWithin(
  depth: Float32Array,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): number {
  let most = 0;
  const right = Math.min(width - 1, x + radius);
  const bottom = Math.min(height - 1, y + radius);
  for (let j = Math.max(0, y - radius); j <= bottom; j++) {
    const row = j * width;
    for (let i = Math.max(0, x - radius); i <= right; i++) {
      if (depth[row + i]! > most) most = depth[row + i]!;
    }
  }
  return most;
}
