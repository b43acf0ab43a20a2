/**
 * Structural similarity of two luma planes: Wang et al. 2004 with an 8 x 8 box window moved by 4,
 * as x264 and FFmpeg count it. 1 is identical; above 0.98 one has to look for the difference.
 */
export interface LumaPlane {
  width: number;
  height: number;
  /** One byte per pixel, rows `stride` apart. */
  data: Uint8Array;
  stride?: number;
}

const windowSize = 8;
const windowStep = 4;
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/**
 * The mean similarity over all windows.
 * @throws RangeError when the planes differ in size.
 */
export function measureSsim(a: LumaPlane, b: LumaPlane): number {
  if (a.width !== b.width || a.height !== b.height) {
    throw new RangeError(
      `Expected planes of the same size but received ${a.width}x${a.height} and ${b.width}x${b.height}`,
    );
  }
  let sum = 0;
  let windows = 0;
  for (let top = 0; top + windowSize <= a.height; top += windowStep) {
    for (let left = 0; left + windowSize <= a.width; left += windowStep) {
      sum += compareWindow(a, b, left, top);
      windows++;
    }
  }
  return sum / windows;
}

function compareWindow(a: LumaPlane, b: LumaPlane, left: number, top: number): number {
  let sumA = 0;
  let sumB = 0;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let y = top; y < top + windowSize; y++) {
    const rowA = y * (a.stride ?? a.width);
    const rowB = y * (b.stride ?? b.width);
    for (let x = left; x < left + windowSize; x++) {
      const valueA = a.data[rowA + x]!;
      const valueB = b.data[rowB + x]!;
      sumA += valueA;
      sumB += valueB;
      squaresA += valueA * valueA;
      squaresB += valueB * valueB;
      products += valueA * valueB;
    }
  }
  const n = windowSize * windowSize;
  const meanA = sumA / n;
  const meanB = sumB / n;
  const varianceA = squaresA / n - meanA * meanA;
  const varianceB = squaresB / n - meanB * meanB;
  const covariance = products / n - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2))
  );
}
