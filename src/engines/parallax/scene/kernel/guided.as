// The guided filter (He, Sun, Tang 2010): a plane made to follow the edges of a picture. Around every
// place it fits the plane as a linear function of the picture's colour, and so moves a rough border
// between two sides onto the edge that the colours show.
import { boxMean } from './box';

/**
 * Fit `plane` to the colours: near a place it is about `a . colour + b`.
 * @param red and `green`, `blue`: planes, 0..255.
 * @param least variance of a colour (levels squared) below which it says nothing.
 * @param fit receives four planes: the three of `a`, then `b`.
 * @param room twelve planes, and a row of one.
 */
export function fitToColours(
  red: usize, green: usize, blue: usize, plane: usize, width: i32, height: i32,
  radius: i32, least: f32, fit: usize, room: usize,
): void {
  const size = width * height * 4;
  const lines = room;
  const mean = lines + size + width * 4;
  const product = mean + 4 * size;
  const means = product + size;
  average(red, mean, width, height, radius, lines);
  average(green, mean + size, width, height, radius, lines);
  average(blue, mean + 2 * size, width, height, radius, lines);
  average(plane, mean + 3 * size, width, height, radius, lines);
  // Six products of colours with each other, then three with the plane; the plane's go to `fit`.
  covary(red, red, mean, mean, product, means, width, height, radius, lines);
  covary(red, green, mean, mean + size, product, means + size, width, height, radius, lines);
  covary(red, blue, mean, mean + 2 * size, product, means + 2 * size, width, height, radius, lines);
  covary(green, green, mean + size, mean + size, product, means + 3 * size, width, height, radius, lines);
  covary(green, blue, mean + size, mean + 2 * size, product, means + 4 * size, width, height, radius, lines);
  covary(blue, blue, mean + 2 * size, mean + 2 * size, product, means + 5 * size, width, height, radius, lines);
  covary(red, plane, mean, mean + 3 * size, product, fit, width, height, radius, lines);
  covary(green, plane, mean + size, mean + 3 * size, product, fit + size, width, height, radius, lines);
  covary(blue, plane, mean + 2 * size, mean + 3 * size, product, fit + 2 * size, width, height, radius, lines);
  for (let at = 0; at < size; at += 4) {
    const rr = <f64>(load<f32>(means + at) + least);
    const rg = <f64>load<f32>(means + size + at);
    const rb = <f64>load<f32>(means + 2 * size + at);
    const gg = <f64>(load<f32>(means + 3 * size + at) + least);
    const gb = <f64>load<f32>(means + 4 * size + at);
    const bb = <f64>(load<f32>(means + 5 * size + at) + least);
    const ir = gg * bb - gb * gb;
    const ig = gb * rb - rg * bb;
    const ib = rg * gb - gg * rb;
    const determinant = ir * rr + ig * rg + ib * rb;
    const pr = <f64>load<f32>(fit + at);
    const pg = <f64>load<f32>(fit + size + at);
    const pb = <f64>load<f32>(fit + 2 * size + at);
    const ar = (ir * pr + ig * pg + ib * pb) / determinant;
    const ag = (ig * pr + (rr * bb - rb * rb) * pg + (rb * rg - rr * gb) * pb) / determinant;
    const ab = (ib * pr + (rb * rg - rr * gb) * pg + (rr * gg - rg * rg) * pb) / determinant;
    store<f32>(fit + at, <f32>ar);
    store<f32>(fit + size + at, <f32>ag);
    store<f32>(fit + 2 * size + at, <f32>ab);
    const rest = <f64>load<f32>(mean + 3 * size + at) - ar * <f64>load<f32>(mean + at)
      - ag * <f64>load<f32>(mean + size + at) - ab * <f64>load<f32>(mean + 2 * size + at);
    store<f32>(fit + 3 * size + at, <f32>rest);
  }
  for (let i = 0; i < 4; i++) {
    average(fit + i * size, product, width, height, radius, lines);
    memory.copy(fit + i * size, product, size);
  }
}

// @ts-ignore: decorator
@inline
function average(source: usize, out: usize, width: i32, height: i32, radius: i32, lines: usize): void {
  boxMean(source, width, height, radius, out, lines, lines + width * height * 4);
}

function covary(
  one: usize, other: usize, meanOne: usize, meanOther: usize, product: usize, out: usize,
  width: i32, height: i32, radius: i32, lines: usize,
): void {
  const size = width * height * 4;
  for (let at = 0; at < size; at += 4) {
    store<f32>(product + at, load<f32>(one + at) * load<f32>(other + at));
  }
  average(product, out, width, height, radius, lines);
  for (let at = 0; at < size; at += 4) {
    store<f32>(out + at, load<f32>(out + at) - load<f32>(meanOne + at) * load<f32>(meanOther + at));
  }
}

/** What the fit says of the colours: a plane as `plane` was, following the picture's edges. */
export function applyFit(
  red: usize, green: usize, blue: usize, fit: usize, places: i32, out: usize,
): void {
  const size = places * 4;
  for (let at = 0; at < size; at += 4) {
    const value = load<f32>(fit + at) * load<f32>(red + at) + load<f32>(fit + size + at) * load<f32>(green + at)
      + load<f32>(fit + 2 * size + at) * load<f32>(blue + at) + load<f32>(fit + 3 * size + at);
    store<f32>(out + at, value);
  }
}
