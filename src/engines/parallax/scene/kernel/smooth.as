// The loops of smooth.ts.

/**
 * How far apart each pixel is from its left (`across`) and its upper neighbour (`down`): 1, and more
 * by what they differ; f32, all 0.
 */
export function measurePaces(
  plane: usize, l: usize, a: usize, b: usize, width: i32, height: i32,
  reach: f64, colourScale: f64, stepScale: f64, across: usize, down: usize,
): void {
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      for (let side = 0; side < 2; side++) {
        if (side == 0 ? x == 0 : y == 0) continue;
        const other = side == 0 ? at - 4 : at - width * 4;
        const colour =
          differ(l, at, other) * 0.7 + differ(a, at, other) + differ(b, at, other);
        const off = colour / colourScale;
        const step = differ(plane, at, other) / stepScale;
        const pace = 1 + reach * (off * off + step * step);
        store<f32>((side == 0 ? across : down) + at, <f32>pace);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function differ(plane: usize, p: usize, q: usize): f64 {
  return abs(<f64>load<f32>(plane + p) - <f64>load<f32>(plane + q));
}

/**
 * Smooth along rows and columns, again and again, with a memory half as long each time; in place.
 * @param across and `down`: f64 per pixel, what is kept on the way to it from its left and its upper
 *   neighbour in the first round.
 */
export function smoothAlong(
  plane: usize, width: i32, height: i32, across: usize, down: usize, rounds: i32,
): void {
  for (let round = 0; round < rounds; round++) {
    if (round > 0) {
      square(across, width * height);
      square(down, width * height);
    }
    for (let y = 0; y < height; y++) {
      filterLine(plane + y * width * 4, across + y * width * 8, 1, width);
    }
    for (let x = 0; x < width; x++) filterLine(plane + x * 4, down + x * 8, width, height);
  }
}

function square(kept: usize, count: i32): void {
  for (let i = 0; i < count * 8; i += 8) {
    const value = load<f64>(kept + i);
    store<f64>(kept + i, value * value);
  }
}

function filterLine(line: usize, kept: usize, step: i32, length: i32): void {
  let before = <f64>load<f32>(line);
  for (let i = 1; i < length; i++) {
    const at = line + i * step * 4;
    const own = <f64>load<f32>(at);
    store<f32>(at, <f32>(own + (before - own) * load<f64>(kept + i * step * 8)));
    before = <f64>load<f32>(at);
  }
  for (let i = length - 2; i >= 0; i--) {
    const at = line + i * step * 4;
    const own = <f64>load<f32>(at);
    store<f32>(at, <f32>(own + (before - own) * load<f64>(kept + (i + 1) * step * 8)));
    before = <f64>load<f32>(at);
  }
}
