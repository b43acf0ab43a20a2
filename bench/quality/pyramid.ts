/** One frame's luma at full size and two halvings, for tracking. */
export interface Pyramid {
  levels: { width: number; height: number; luma: Float32Array }[];
}

const levelCount = 3;

/** Build the pyramid of a luma plane whose rows are `stride` bytes apart. */
export function buildPyramid(
  plane: Uint8Array,
  width: number,
  height: number,
  stride = width,
): Pyramid {
  const luma = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) luma[y * width + x] = plane[y * stride + x]!;
  }
  const levels = [{ width, height, luma: soften(soften(luma, width, height), width, height) }];
  while (levels.length < levelCount) levels.push(halve(levels[levels.length - 1]!));
  return { levels };
}

/**
 * A binomial filter, 1 4 6 4 1 both ways. Detail near the pixel grid looks different at every
 * sub-pixel position, which a tracker takes for motion: without this a perfectly smooth pan of a
 * grainy picture seems to jitter by 0.06 px/frame².
 */
function soften(luma: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(luma.length);
  for (let y = 0; y < height; y++) softenLine(luma, across, y * width, 1, width);
  const made = new Float32Array(luma.length);
  for (let x = 0; x < width; x++) softenLine(across, made, x, width, height);
  return made;
}

function softenLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
): void {
  const at = (k: number) => from[start + Math.min(count - 1, Math.max(0, k)) * step]!;
  for (let k = 0; k < count; k++) {
    const far = at(k - 2) + at(k + 2);
    const near = at(k - 1) + at(k + 1);
    to[start + k * step] = (far + 4 * near + 6 * at(k)) / 16;
  }
}

/** Mean of 2x2: pixel (x, y) of the half covers (2x, 2y) to (2x + 1, 2y + 1) of the whole. */
function halve({ width, height, luma }: Pyramid['levels'][number]) {
  const half = { width: width >> 1, height: height >> 1 };
  const made = new Float32Array(half.width * half.height);
  for (let y = 0; y < half.height; y++) {
    const top = y * 2 * width;
    for (let x = 0; x < half.width; x++) {
      const i = top + x * 2;
      made[y * half.width + x] =
        (luma[i]! + luma[i + 1]! + luma[i + width]! + luma[i + width + 1]!) / 4;
    }
  }
  return { ...half, luma: made };
}
