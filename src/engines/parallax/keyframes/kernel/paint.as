// Paints a frame between two images: each read where a coarse grid says, by a cubic filter, and
// mixed. Everything lies in one memory that JavaScript lays out; positions are 24.8 fixed point.

/** Cubic weights per 1/256 pixel: for a row of taps (8 x i16: w0 w1 w2 w3 twice), for a column (4 x i32). */
const rowWeights: usize = 1024;
const columnWeights: usize = rowWeights + 256 * 16;
/** One row of the grid, mixed: four displacements per cell as f32, then the shares. */
const cells: usize = columnWeights + 256 * 16;
const mostCells: i32 = 1024;
const shares: usize = cells + mostCells * 16;

/** Bytes at the start of the memory that are the kernel's own. */
export function reserved(): i32 {
  return <i32>shares + mostCells * 4;
}

/** Catmull-Rom: sharp, and exact at whole pixels. The four weights add up to 1024. */
export function fillWeights(): void {
  for (let phase = 0; phase < 256; phase++) {
    const t: f64 = <f64>phase / 256;
    const w0 = <i32>Math.round(512 * (-t + 2 * t * t - t * t * t));
    const w2 = <i32>Math.round(512 * (t + 4 * t * t - 3 * t * t * t));
    const w3 = <i32>Math.round(512 * (-t * t + t * t * t));
    const w1 = 1024 - w0 - w2 - w3;
    const row = rowWeights + (phase << 4);
    for (let twice = 0; twice < 2; twice++) {
      store<i16>(row + (twice << 3), <i16>w0, 0);
      store<i16>(row + (twice << 3), <i16>w1, 2);
      store<i16>(row + (twice << 3), <i16>w2, 4);
      store<i16>(row + (twice << 3), <i16>w3, 6);
    }
    const column = columnWeights + (phase << 4);
    store<i32>(column, w0, 0);
    store<i32>(column, w1, 4);
    store<i32>(column, w2, 8);
    store<i32>(column, w3, 12);
  }
}

/**
 * Copy an interleaved RGB image to four bytes per pixel with a rim of two mirrored pixels, so that
 * sixteen taps around any pixel are there to be read.
 */
export function packImage(rgb: usize, to: usize, width: i32, height: i32): void {
  const stride = width + 4;
  for (let y = -2; y < height + 2; y++) {
    const row = <usize>(mirrorIndex(y, height) * width);
    for (let x = -2; x < width + 2; x++) {
      const from = rgb + (row + <usize>mirrorIndex(x, width)) * 3;
      const at = to + <usize>(((y + 2) * stride + x + 2) << 2);
      store<u32>(at, load<u8>(from) | (<u32>load<u8>(from, 1) << 8) | (<u32>load<u8>(from, 2) << 16));
    }
  }
}

function mirrorIndex(at: i32, count: i32): i32 {
  const inside = at < 0 ? -at : at >= count ? 2 * count - 2 - at : at;
  return inside < 0 ? 0 : inside >= count ? count - 1 : inside;
}

// @ts-ignore: decorator
@inline
function mirrorPosition(at: i32, most: i32): i32 {
  const inside = at < 0 ? -at : at > most ? 2 * most - at : at;
  return inside < 0 ? 0 : inside > most ? most : inside;
}

/** One pixel of an image at a position, red green blue as i32 lanes, 0..255. */
// @ts-ignore: decorator
@inline
function readCubic(image: usize, stride: i32, x: i32, y: i32): v128 {
  // The rim of two less the one pixel that the taps begin before: one to the right, one down.
  let at = image + <usize>((((y >> 8) + 1) * stride + (x >> 8) + 1) << 2);
  const row = v128.load(rowWeights + <usize>((x & 255) << 4));
  const column = columnWeights + <usize>((y & 255) << 4);
  const step = <usize>(stride << 2);
  let low = i32x4.splat(0);
  let high = i32x4.splat(0);
  for (let line: usize = 0; line < 4; line++) {
    const pixels = v128.load(at);
    // From R G B _ R G B _ ... to R R R R G G G G B B B B _ _ _ _.
    const planes = v128.shuffle<u8>(
      pixels, pixels, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15,
    );
    const weight = v128.load32_splat(column + (line << 2));
    const redGreen = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(planes), row);
    const blue = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(planes), row);
    low = i32x4.add(low, i32x4.mul(redGreen, weight));
    high = i32x4.add(high, i32x4.mul(blue, weight));
    at += step;
  }
  const sums = i32x4.add(
    v128.shuffle<i32>(low, high, 0, 2, 4, 6),
    v128.shuffle<i32>(low, high, 1, 3, 5, 7),
  );
  const rounded = i32x4.shr_s(i32x4.add(sums, i32x4.splat(1 << 19)), 20);
  return i32x4.max_s(i32x4.min_s(rounded, i32x4.splat(255)), i32x4.splat(0));
}

/** Look each channel up in its table of 256 bytes; the tables follow one another. */
// @ts-ignore: decorator
@inline
function tone(table: usize, colour: v128): v128 {
  const red = load<u8>(table + <usize>i32x4.extract_lane(colour, 0));
  const green = load<u8>(table + 256 + <usize>i32x4.extract_lane(colour, 1));
  const blue = load<u8>(table + 512 + <usize>i32x4.extract_lane(colour, 2));
  return i32x4.replace_lane(
    i32x4.replace_lane(i32x4.replace_lane(colour, 0, red), 1, green), 2, blue,
  );
}

/**
 * Paint rows `fromRow` up to `toRow`.
 * @param grid five planes of f32, one after another: displacement into the first image across and
 *   down, into the last one across and down (in 256ths of a pixel), share of the last one 0..256
 * @param tones two times three tables of 256 bytes (first image, last image), or 0
 */
export function paintRows(
  first: usize,
  last: usize,
  width: i32,
  height: i32,
  grid: usize,
  gridWidth: i32,
  gridHeight: i32,
  tones: usize,
  target: usize,
  fromRow: i32,
  toRow: i32,
): void {
  const stride = width + 4;
  const mostX = (width - 1) << 8;
  const mostY = (height - 1) << 8;
  const perColumn = <f32>gridWidth / <f32>width;
  for (let y = fromRow; y < toRow; y++) {
    mixGridRow(grid, gridWidth, gridHeight, ((<f32>y + 0.5) * <f32>gridHeight) / <f32>height - 0.5);
    let to = target + <usize>(y * width * 3);
    for (let x = 0; x < width; x++, to += 3) {
      const place = max<f32>(0, min<f32>(<f32>(gridWidth - 1), (<f32>x + 0.5) * perColumn - 0.5));
      const cell = min<i32>(gridWidth - 2, <i32>place);
      const part = place - <f32>cell;
      const here = cells + <usize>(cell << 4);
      const a = v128.load(here);
      const b = v128.load(here, 16);
      const moved = f32x4.add(a, f32x4.mul(f32x4.sub(b, a), f32x4.splat(part)));
      const position = i32x4.trunc_sat_f32x4_s(f32x4.nearest(moved));
      const shareHere = load<f32>(shares + <usize>(cell << 2));
      const shareNext = load<f32>(shares + <usize>(cell << 2), 4);
      const share = <i32>(shareHere + (shareNext - shareHere) * part + 0.5);
      let colour = i32x4.splat(0);
      if (share < 256) {
        colour = readCubic(
          first,
          stride,
          mirrorPosition((x << 8) + i32x4.extract_lane(position, 0), mostX),
          mirrorPosition((y << 8) + i32x4.extract_lane(position, 1), mostY),
        );
        if (tones) colour = tone(tones, colour);
      }
      if (share > 0) {
        let other = readCubic(
          last,
          stride,
          mirrorPosition((x << 8) + i32x4.extract_lane(position, 2), mostX),
          mirrorPosition((y << 8) + i32x4.extract_lane(position, 3), mostY),
        );
        if (tones) other = tone(tones + 768, other);
        const mixed = i32x4.add(
          i32x4.mul(colour, i32x4.splat(256 - share)),
          i32x4.mul(other, i32x4.splat(share)),
        );
        colour = i32x4.shr_s(i32x4.add(mixed, i32x4.splat(128)), 8);
      }
      store<u8>(to, <u8>i32x4.extract_lane(colour, 0));
      store<u8>(to, <u8>i32x4.extract_lane(colour, 1), 1);
      store<u8>(to, <u8>i32x4.extract_lane(colour, 2), 2);
    }
  }
}

function mixGridRow(grid: usize, gridWidth: i32, gridHeight: i32, at: f32): void {
  const place = max<f32>(0, min<f32>(<f32>(gridHeight - 1), at));
  const row = min<i32>(gridHeight - 2, <i32>place);
  const part = place - <f32>row;
  const plane = <usize>(gridWidth * gridHeight) << 2;
  let upper = grid + <usize>((row * gridWidth) << 2);
  const down = <usize>(gridWidth << 2);
  for (let x = 0; x < gridWidth; x++, upper += 4) {
    const cell = cells + <usize>(x << 4);
    for (let k: usize = 0; k < 4; k++) {
      const from = upper + k * plane;
      const a = load<f32>(from);
      store<f32>(cell + (k << 2), a + (load<f32>(from + down) - a) * part);
    }
    const from = upper + 4 * plane;
    const a = load<f32>(from);
    store<f32>(shares + <usize>(x << 2), a + (load<f32>(from + down) - a) * part);
  }
}
