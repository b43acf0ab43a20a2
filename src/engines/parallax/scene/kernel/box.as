// Box means by running sums: the cost does not depend on the radius.

/**
 * Mean over the (2 * radius + 1)-sided square around each pixel, clipped at the border.
 * @param rows room for a plane, `sums` for a row of it.
 */
export function boxMean(
  source: usize, width: i32, height: i32, radius: i32, out: usize, rows: usize, sums: usize,
): void {
  for (let y = 0; y < height; y++) meanAlong(source + y * width * 4, width, radius, rows + y * width * 4);
  const line = width * 4;
  memory.fill(sums, 0, line);
  for (let y = 0; y <= min(radius, height - 1); y++) addLine(sums, rows + y * line, width);
  for (let y = 0; y < height; y++) {
    const up = y - radius;
    const down = y + radius;
    const scale = 1.0 / <f64>(min(down, height - 1) - max(up, 0) + 1);
    for (let x = 0; x < width; x++) {
      const sum = <f64>load<f32>(sums + x * 4);
      store<f32>(out + y * line + x * 4, <f32>(sum * scale));
    }
    if (up >= 0) subtractLine(sums, rows + up * line, width);
    if (down + 1 < height) addLine(sums, rows + (down + 1) * line, width);
  }
}

function meanAlong(from: usize, width: i32, radius: i32, to: usize): void {
  const last = width - 1;
  let sum: f64 = 0;
  for (let x = 0; x <= min(radius, last); x++) sum += <f64>load<f32>(from + x * 4);
  for (let x = 0; x < width; x++) {
    const left = x - radius;
    const right = x + radius;
    store<f32>(to + x * 4, <f32>(sum / <f64>(min(right, last) - max(left, 0) + 1)));
    if (left >= 0) sum -= <f64>load<f32>(from + left * 4);
    if (right < last) sum += <f64>load<f32>(from + right * 4 + 4);
  }
}

function addLine(sums: usize, line: usize, width: i32): void {
  let x = 0;
  for (; x + 4 <= width; x += 4) {
    const at = sums + x * 4;
    v128.store(at, f32x4.add(v128.load(at), v128.load(line + x * 4)));
  }
  for (; x < width; x++) store<f32>(sums + x * 4, load<f32>(sums + x * 4) + load<f32>(line + x * 4));
}

function subtractLine(sums: usize, line: usize, width: i32): void {
  let x = 0;
  for (; x + 4 <= width; x += 4) {
    const at = sums + x * 4;
    v128.store(at, f32x4.sub(v128.load(at), v128.load(line + x * 4)));
  }
  for (; x < width; x++) store<f32>(sums + x * 4, load<f32>(sums + x * 4) - load<f32>(line + x * 4));
}
