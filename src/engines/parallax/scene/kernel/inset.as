// The loops of inset.ts.

/**
 * The least of a mask within `radius` of each cell, then the mean of that within as much; beyond the
 * border it goes on as it is there.
 * @param mask a byte per cell.
 * @param out f32 per cell.
 * @param scratch room for 6 bytes per cell and 8 per column.
 */
export function insetMask(
  mask: usize, width: i32, height: i32, radius: i32, out: usize, scratch: usize,
): void {
  const size = width * height;
  const sums = scratch;
  const means = sums + width * 8;
  const least = means + size * 4;
  const across = least + size;
  for (let y = 0; y < height; y++) leastAlong(mask + y * width, width, radius, across + y * width);
  for (let y = 0; y < height; y++) {
    const first = max(0, y - radius);
    const rows = min(height - 1, y + radius) - first + 1;
    leastOf(across + first * width, rows, width, width, least + y * width);
  }
  const sides = <f64>(2 * radius + 1);
  for (let y = 0; y < height; y++) {
    meanAlong(least + y * width, width, radius, sides, means + y * width * 4);
  }
  meanDown(means, width, height, radius, sides, sums, out);
}

function leastAlong(row: usize, width: i32, radius: i32, out: usize): void {
  for (let x = 0; x < width; x++) {
    if (x == radius && width > 2 * radius) {
      // Away from the border, all that is left of the row at once.
      x = width - radius;
      leastOf(row, 2 * radius + 1, 1, width - 2 * radius, out + radius);
    }
    const first = max(0, x - radius);
    leastOf(row + first, min(width - 1, x + radius) - first + 1, 1, 1, out + x);
  }
}

/** For each of `length` bytes, the least of it and those after it: `count` in all, `step` apart. */
function leastOf(from: usize, count: i32, step: i32, length: i32, out: usize): void {
  let i = 0;
  for (; i + 16 <= length; i += 16) {
    let least = v128.load(from + i);
    for (let k = 1; k < count; k++) least = i8x16.min_u(least, v128.load(from + i + k * step));
    v128.store(out + i, least);
  }
  for (; i < length; i++) {
    let least = load<u8>(from + i);
    for (let k = 1; k < count; k++) least = min(least, load<u8>(from + i + k * step));
    store<u8>(out + i, least);
  }
}

// @ts-ignore: decorator
@inline
function within(place: i32, length: i32): i32 {
  return min(length - 1, max(0, place));
}

function meanAlong(row: usize, width: i32, radius: i32, sides: f64, out: usize): void {
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += load<u8>(row + within(i, width));
  for (let x = 0; x < width; x++) {
    store<f32>(out + x * 4, <f32>(<f64>sum / sides));
    sum += load<u8>(row + within(x + radius + 1, width));
    sum -= load<u8>(row + within(x - radius, width));
  }
}

function meanDown(
  plane: usize, width: i32, height: i32, radius: i32, sides: f64, sums: usize, out: usize,
): void {
  const line = width * 4;
  memory.fill(sums, 0, width * 8);
  for (let i = -radius; i <= radius; i++) addLine(plane + within(i, height) * line, 1, width, sums);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      store<f32>(out + y * line + x * 4, <f32>(load<f64>(sums + x * 8) / sides));
    }
    addLine(plane + within(y + radius + 1, height) * line, 1, width, sums);
    addLine(plane + within(y - radius, height) * line, -1, width, sums);
  }
}

function addLine(line: usize, sign: f64, width: i32, sums: usize): void {
  for (let x = 0; x < width; x++) {
    const at = sums + x * 8;
    store<f64>(at, load<f64>(at) + sign * <f64>load<f32>(line + x * 4));
  }
}
