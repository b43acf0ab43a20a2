// The loops of refine.ts: depth from cells to pixels.

/**
 * Enlarge a plane of cells bilinearly, each cell's value standing at its middle.
 * @param lines room for two lines of the enlarged plane, f64.
 */
export function enlargePlane(
  source: usize, sourceWidth: i32, sourceHeight: i32, size: i32,
  out: usize, width: i32, height: i32, lines: usize,
): void {
  const upper = lines;
  const lower = lines + width * 8;
  let current = -1;
  for (let y = 0; y < height; y++) {
    const at = placeOf(y, size, sourceHeight);
    const row = min(<i32>floor(at), max(0, sourceHeight - 2));
    if (row != current) {
      // Lines of cells are drawn out once, and serve for all lines of pixels between them.
      const next = sourceHeight > 1 ? row + 1 : row;
      enlargeLine(source + row * sourceWidth * 4, sourceWidth, size, upper, width);
      enlargeLine(source + next * sourceWidth * 4, sourceWidth, size, lower, width);
      current = row;
    }
    mixLines(upper, lower, at - <f64>row, out + y * width * 4, width);
  }
}

/** Where the middle of a pixel lies, counted in cells. */
// @ts-ignore: decorator
@inline
function placeOf(pixel: i32, size: i32, cells: i32): f64 {
  return min(max((<f64>pixel + 0.5) / <f64>size - 0.5, 0), <f64>(cells - 1));
}

function enlargeLine(source: usize, sourceWidth: i32, size: i32, out: usize, width: i32): void {
  const right = sourceWidth > 1 ? 4 : 0;
  for (let x = 0; x < width; x++) {
    const at = placeOf(x, size, sourceWidth);
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

/**
 * Mark the cells around which depth jumps within two cells.
 * @param marks a byte per cell, all 0.
 */
export function markJumps(
  depth: usize, width: i32, height: i32, smallest: f64, marks: usize,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = depth + (y * width + x) * 4;
      const own = <f64>load<f32>(at);
      const right = x + 1 < width ? abs(<f64>load<f32>(at, 4) - own) : 0;
      const down = y + 1 < height ? abs(<f64>load<f32>(at + width * 4) - own) : 0;
      if (max(right, down) < smallest) continue;
      const from = max(0, x - 1);
      const count = min(width - 1, x + 2) - from + 1;
      for (let j = max(0, y - 1); j <= min(height - 1, y + 2); j++) {
        memory.fill(marks + j * width + from, 1, count);
      }
    }
  }
}

/** Cells to each side of a pixel that it may take its depth from. */
const reach: f64 = 2;

/**
 * In the marked cells, give every pixel the mean depth of the likelier of the two sides of a jump.
 * @param rgb the picture; `small` in cells; `depth` of the cells.
 * @param likeness squared colour distance at which likeness has fallen to a third.
 */
export function chooseSides(
  rgb: usize, width: i32, height: i32, small: usize, columns: i32, rows: i32,
  size: i32, depth: usize, marks: usize, likeness: f64, out: usize,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (load<u8>(marks + row * columns + column) == 0) continue;
      for (let y = row * size; y < min(height, (row + 1) * size); y++) {
        const v = (<f64>y + 0.5) / <f64>size - 0.5;
        for (let x = column * size; x < min(width, (column + 1) * size); x++) {
          const u = (<f64>x + 0.5) / <f64>size - 0.5;
          const at = y * width + x;
          const side = chooseSide(rgb + at * 3, small, columns, rows, depth, u, v, likeness);
          store<f32>(out + at * 4, <f32>side);
        }
      }
    }
  }
}

function chooseSide(
  rgb: usize, small: usize, columns: i32, rows: i32, depth: usize, u: f64, v: f64, likeness: f64,
): f64 {
  const left = max(0, <i32>ceil(u - reach));
  const right = min(columns - 1, <i32>floor(u + reach));
  const top = max(0, <i32>ceil(v - reach));
  const bottom = min(rows - 1, <i32>floor(v + reach));
  let least: f32 = 2;
  let most: f32 = -1;
  for (let j = top; j <= bottom; j++) {
    for (let i = left; i <= right; i++) {
      const d = load<f32>(depth + (j * columns + i) * 4);
      least = min(least, d);
      most = max(most, d);
    }
  }
  const middle = (<f64>least + <f64>most) / 2;
  const r = <i32>load<u8>(rgb);
  const g = <i32>load<u8>(rgb, 1);
  const b = <i32>load<u8>(rgb, 2);
  let near: f64 = 0;
  let nearSum: f64 = 0;
  let far: f64 = 0;
  let farSum: f64 = 0;
  for (let j = top; j <= bottom; j++) {
    const y = <f64>j - v;
    for (let i = left; i <= right; i++) {
      const cell = j * columns + i;
      const dr = <i32>load<u8>(small + cell * 3) - r;
      const dg = <i32>load<u8>(small + cell * 3, 1) - g;
      const db = <i32>load<u8>(small + cell * 3, 2) - b;
      const x = <f64>i - u;
      const away = x * x + y * y;
      const beside = 1 + away * away;
      const off = <f64>(dr * dr + dg * dg + db * db) / likeness;
      const weight = 1 / ((1 + off * off) * (beside * beside));
      const d = <f64>load<f32>(depth + cell * 4);
      if (d > middle) {
        near += weight;
        nearSum += weight * d;
      } else {
        far += weight;
        farSum += weight * d;
      }
    }
  }
  return near > far ? nearSum / near : farSum / far;
}
