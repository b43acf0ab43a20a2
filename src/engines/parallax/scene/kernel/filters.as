// Filters over planes of f32: halving, and the extremes around every place.

/** Half the size of a plane, rounded up: each value the mean of the four it stands for. */
export function halvePlane(source: usize, width: i32, height: i32, out: usize): void {
  const columns = (width + 1) >> 1;
  const rows = (height + 1) >> 1;
  for (let y = 0; y < rows; y++) {
    const upper = source + 2 * y * width * 4;
    const lower = source + min(height - 1, 2 * y + 1) * width * 4;
    for (let x = 0; x < columns; x++, out += 4) {
      const left = 2 * x * 4;
      const right = min(width - 1, 2 * x + 1) * 4;
      const above = load<f32>(upper + left) + load<f32>(upper + right);
      store<f32>(out, <f32>0.25 * (above + load<f32>(lower + left) + load<f32>(lower + right)));
    }
  }
}

/** The same for the three channels of a picture, 0..255, each to a plane of its own. */
export function halvePicture(rgb: usize, width: i32, height: i32, red: usize, green: usize, blue: usize): void {
  const columns = (width + 1) >> 1;
  const rows = (height + 1) >> 1;
  for (let y = 0, at = 0; y < rows; y++) {
    const upper = rgb + 2 * y * width * 3;
    const lower = rgb + min(height - 1, 2 * y + 1) * width * 3;
    for (let x = 0; x < columns; x++, at += 4) {
      const left = 2 * x * 3;
      const right = min(width - 1, 2 * x + 1) * 3;
      store<f32>(red + at, meanOfFour(upper + left, upper + right, lower + left, lower + right));
      store<f32>(green + at, meanOfFour(upper + left + 1, upper + right + 1, lower + left + 1, lower + right + 1));
      store<f32>(blue + at, meanOfFour(upper + left + 2, upper + right + 2, lower + left + 2, lower + right + 2));
    }
  }
}

// @ts-ignore: decorator
@inline
function meanOfFour(a: usize, b: usize, c: usize, d: usize): f32 {
  return <f32>0.25 * <f32>(<i32>load<u8>(a) + <i32>load<u8>(b) + <i32>load<u8>(c) + <i32>load<u8>(d));
}

/** Bytes that `findMost` and `findLeast` work in. */
export function extremesRoom(width: i32, height: i32, radius: i32): i32 {
  return (width + 2 * radius + 4) * (height + 2 * radius) * 4;
}

/** The greatest value within `radius` of every place, across and down. */
export function findMost(source: usize, width: i32, height: i32, radius: i32, out: usize, room: usize): void {
  findExtreme(source, width, height, radius, out, room, 1);
}

/** The least value. */
export function findLeast(source: usize, width: i32, height: i32, radius: i32, out: usize, room: usize): void {
  findExtreme(source, width, height, radius, out, room, -1);
}

/**
 * Windows grow by doubling: the most of 2 is the most of 1 and the 1 beside it, the most of 4 that of
 * 2 and the 2 beside them; the last two windows overlap.
 */
function findExtreme(
  source: usize, width: i32, height: i32, radius: i32, out: usize, room: usize, sign: f32,
): void {
  const stride = (width + 2 * radius + 4) * 4;
  const rows = height + 2 * radius;
  const window = 2 * radius + 1;
  const signs = f32x4.splat(sign);
  for (let y = 0; y < height; y++) {
    const line = room + (y + radius) * stride;
    const from = source + y * width * 4;
    const first = load<f32>(from) * sign;
    const last = load<f32>(from + (width - 1) * 4) * sign;
    for (let i = 0; i < radius; i++) store<f32>(line + i * 4, first);
    const start = line + radius * 4;
    let x = 0;
    for (; x + 4 <= width; x += 4) v128.store(start + x * 4, f32x4.mul(v128.load(from + x * 4), signs));
    for (; x < width; x++) store<f32>(start + x * 4, load<f32>(from + x * 4) * sign);
    for (let i = 0; i < radius + 4; i++) store<f32>(start + (width + i) * 4, last);
    let length = 1;
    for (; 2 * length <= window; length *= 2) {
      const end = line + (width + 2 * radius - length) * 4;
      for (let at = line; at < end; at += 16) {
        v128.store(at, f32x4.pmax(v128.load(at), v128.load(at + length * 4)));
      }
    }
    const rest = (window - length) * 4;
    const end = line + width * 4;
    for (let at = line; at < end; at += 16) {
      v128.store(at, f32x4.pmax(v128.load(at), v128.load(at + rest)));
    }
  }
  for (let i = 0; i < radius; i++) {
    memory.copy(room + i * stride, room + radius * stride, width * 4);
    memory.copy(room + (radius + height + i) * stride, room + (radius + height - 1) * stride, width * 4);
  }
  let length = 1;
  for (; 2 * length <= window; length *= 2) {
    for (let y = 0; y < rows - length; y++) {
      const line = room + y * stride;
      const other = line + length * stride;
      for (let x = 0; x < width * 4; x += 16) {
        v128.store(line + x, f32x4.pmax(v128.load(line + x), v128.load(other + x)));
      }
    }
  }
  for (let y = 0; y < height; y++) {
    const line = room + y * stride;
    const other = line + (window - length) * stride;
    const to = out + y * width * 4;
    let x = 0;
    for (; x + 4 <= width; x += 4) {
      const most = f32x4.pmax(v128.load(line + x * 4), v128.load(other + x * 4));
      v128.store(to + x * 4, f32x4.mul(most, signs));
    }
    for (; x < width; x++) {
      store<f32>(to + x * 4, max<f32>(load<f32>(line + x * 4), load<f32>(other + x * 4)) * sign);
    }
  }
}
