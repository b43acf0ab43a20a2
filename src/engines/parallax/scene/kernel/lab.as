// The loops of lab.ts.

/**
 * Convert pixels to Lab.
 * @param linear 256 f32: a channel's step as linear light; `curve` 4097 f32: Lab's cube root.
 */
export function toLab(
  rgb: usize, pixels: i32, linear: usize, curve: usize, l: usize, a: usize, b: usize,
): void {
  for (let i = 0; i < pixels; i++, rgb += 3) {
    const red = light(linear, rgb);
    const green = light(linear, rgb + 1);
    const blue = light(linear, rgb + 2);
    const x = bend(curve, (0.4124 * red + 0.3576 * green + 0.1805 * blue) * (4096 / 0.9505));
    const y = bend(curve, (0.2126 * red + 0.7152 * green + 0.0722 * blue) * 4096);
    const z = bend(curve, (0.0193 * red + 0.1192 * green + 0.9505 * blue) * (4096 / 1.089));
    store<f32>(l + i * 4, <f32>(116 * y - 16));
    store<f32>(a + i * 4, <f32>(500 * (x - y)));
    store<f32>(b + i * 4, <f32>(200 * (y - z)));
  }
}

/** Lightness alone. */
export function toLightness(
  rgb: usize, pixels: i32, linear: usize, curve: usize, l: usize,
): void {
  for (let i = 0; i < pixels; i++, rgb += 3) {
    const red = light(linear, rgb);
    const green = light(linear, rgb + 1);
    const blue = light(linear, rgb + 2);
    const y = bend(curve, (0.2126 * red + 0.7152 * green + 0.0722 * blue) * 4096);
    store<f32>(l + i * 4, <f32>(116 * y - 16));
  }
}

// @ts-ignore: decorator
@inline
function light(linear: usize, channel: usize): f64 {
  return <f64>load<f32>(linear + (<usize>load<u8>(channel) << 2));
}

// @ts-ignore: decorator
@inline
function bend(curve: usize, place: f64): f64 {
  return <f64>load<f32>(curve + (<i32>place << 2));
}
