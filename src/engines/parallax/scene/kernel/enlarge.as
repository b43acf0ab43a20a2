// The loops of enlarge.ts.

/**
 * Lay a plane out over a part of a larger one, bilinearly, each value standing at its cell's middle;
 * around the part it goes on as at its border.
 * @param left and the rest of the part, in places of the larger plane.
 * @param lines room for two lines of the larger plane, f64.
 */
export function enlargePlane(
  source: usize, sourceWidth: i32, sourceHeight: i32,
  left: i32, top: i32, partWidth: i32, partHeight: i32,
  out: usize, width: i32, height: i32, lines: usize,
): void {
  const across = <f64>sourceWidth / <f64>partWidth;
  const down = <f64>sourceHeight / <f64>partHeight;
  const upper = lines;
  const lower = lines + width * 8;
  let current = -1;
  for (let y = 0; y < height; y++) {
    const at = placeOf(y - top, down, sourceHeight);
    const row = min(<i32>floor(at), max(0, sourceHeight - 2));
    if (row != current) {
      // Lines of cells are drawn out once, and serve for all lines of pixels between them.
      const next = sourceHeight > 1 ? row + 1 : row;
      enlargeLine(source + row * sourceWidth * 4, sourceWidth, left, across, upper, width);
      enlargeLine(source + next * sourceWidth * 4, sourceWidth, left, across, lower, width);
      current = row;
    }
    mixLines(upper, lower, at - <f64>row, out + y * width * 4, width);
  }
}

/** Where the middle of a pixel lies, counted in cells. */
// @ts-ignore: decorator
@inline
function placeOf(pixel: i32, perPixel: f64, cells: i32): f64 {
  return min(max((<f64>pixel + 0.5) * perPixel - 0.5, 0), <f64>(cells - 1));
}

function enlargeLine(
  source: usize, sourceWidth: i32, left: i32, across: f64, out: usize, width: i32,
): void {
  const right = sourceWidth > 1 ? 4 : 0;
  for (let x = 0; x < width; x++) {
    const at = placeOf(x - left, across, sourceWidth);
    const column = min(<i32>floor(at), max(0, sourceWidth - 2));
    const t = <f64>(<f32>(at - <f64>column));
    const from = source + column * 4;
    const value = <f64>load<f32>(from) * (1 - t) + <f64>load<f32>(from + right) * t;
    store<f64>(out + x * 8, value);
  }
}

function mixLines(upper: usize, lower: usize, below: f64, out: usize, width: i32): void {
  const upperShare = f64x2.splat(1 - below);
  const lowerShare = f64x2.splat(below);
  let x = 0;
  for (; x + 2 <= width; x += 2) {
    const a = f64x2.mul(v128.load(upper + x * 8), upperShare);
    const b = f64x2.mul(v128.load(lower + x * 8), lowerShare);
    v128.store64_lane(out + x * 4, f32x4.demote_f64x2_zero(f64x2.add(a, b)), 0);
  }
  if (x == width) return;
  const value = load<f64>(upper + x * 8) * (1 - below) + load<f64>(lower + x * 8) * below;
  store<f32>(out + x * 4, <f32>value);
}
