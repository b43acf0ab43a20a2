import type { Picture } from '../../../media/picture.ts';
import type { Blend } from './between.ts';
import type { Tones } from './tone.ts';

/**
 * A painter of frames between two images: both read where the blend says, to 1/256 pixel, and
 * mixed. Reads beyond a border are mirrored. Where a blend does not move, the pixels come through
 * unchanged.
 *
 * Pixels are packed into words and mixed two channels at a time: a third of the loads and half
 * the multiplications of the plain form.
 */
export function createPainter(first: Picture, last: Picture, blend: Blend) {
  const { width, height } = first;
  const a = packPixels(first);
  const b = packPixels(last);
  const columns = spread(width, blend.width);
  const rows = spread(height, blend.height);
  const cells = new Int32Array((blend.width + 1) * 5);
  const line = new Int32Array(width * 5);
  const scales = { x: (4096 * width) / blend.width, y: (4096 * height) / blend.height };
  const maxX = (width - 1) << 8;
  const maxY = (height - 1) << 8;

  return (target: Uint8Array, tones?: Tones): void => {
    let to = 0;
    for (let y = 0; y < height; y++) {
      mixRows(blend, rows.from[y]!, rows.part[y]!, cells, scales);
      spreadRow(cells, columns, line);
      const row = y << 8;
      for (let x = 0, l = 0; x < width; x++, l += 5, to += 3) {
        const share = line[l + 4]!;
        let redBlue = 0;
        let greenOnly = 0;
        if (share < 256) {
          const atX = mirror((x << 8) + line[l]!, maxX);
          const atY = mirror(row + line[l + 1]!, maxY);
          const fx = atX & 255;
          const fy = atY & 255;
          const w11 = (fx * fy) >> 8;
          const w10 = fy - w11;
          const w01 = fx - w11;
          const w00 = 256 - fx - w10;
          const i = ((atY >> 8) * width + (atX >> 8)) | 0;
          const p = a[i]!;
          const q = a[i + 1]!;
          const r = a[i + width]!;
          const s = a[i + width + 1]!;
          const upper = (Math.imul(p & twoOf, w00) + Math.imul(q & twoOf, w01)) | 0;
          const lower = (Math.imul(r & twoOf, w10) + Math.imul(s & twoOf, w11)) | 0;
          const firstRedBlue = ((upper + lower + half) >>> 8) & twoOf;
          const firstGreen =
            (green(p) * w00 + green(q) * w01 + green(r) * w10 + green(s) * w11 + 128) >> 8;
          redBlue = tones ? tonedRedBlue(tones.first, firstRedBlue) : firstRedBlue;
          greenOnly = tones ? tones.first[256 + firstGreen]! : firstGreen;
        }
        if (share > 0) {
          const atX = mirror((x << 8) + line[l + 2]!, maxX);
          const atY = mirror(row + line[l + 3]!, maxY);
          const fx = atX & 255;
          const fy = atY & 255;
          const w11 = (fx * fy) >> 8;
          const w10 = fy - w11;
          const w01 = fx - w11;
          const w00 = 256 - fx - w10;
          const i = ((atY >> 8) * width + (atX >> 8)) | 0;
          const p = b[i]!;
          const q = b[i + 1]!;
          const r = b[i + width]!;
          const s = b[i + width + 1]!;
          const upper = (Math.imul(p & twoOf, w00) + Math.imul(q & twoOf, w01)) | 0;
          const lower = (Math.imul(r & twoOf, w10) + Math.imul(s & twoOf, w11)) | 0;
          const plainRedBlue = ((upper + lower + half) >>> 8) & twoOf;
          const plainGreen =
            (green(p) * w00 + green(q) * w01 + green(r) * w10 + green(s) * w11 + 128) >> 8;
          const lastRedBlue = tones ? tonedRedBlue(tones.last, plainRedBlue) : plainRedBlue;
          const lastGreen = tones ? tones.last[256 + plainGreen]! : plainGreen;
          const keep = 256 - share;
          redBlue = (Math.imul(redBlue, keep) + Math.imul(lastRedBlue, share) + half) >>> 8;
          greenOnly = (greenOnly * keep + lastGreen * share + 128) >> 8;
        }
        target[to] = redBlue & 255;
        target[to + 1] = greenOnly;
        target[to + 2] = (redBlue >> 16) & 255;
      }
    }
  };
}

/** Red and blue of a packed pixel, with room above each for a product with 256. */
const twoOf = 0xff00ff;
/** One half, in both places, before the last 8 bits are cut off. */
const half = 0x800080;

function green(packed: number): number {
  return (packed >> 8) & 255;
}

function tonedRedBlue(table: Uint8Array, redBlue: number): number {
  return table[redBlue & 255]! | (table[512 + ((redBlue >> 16) & 255)]! << 16);
}

function packPixels({ data, width, height }: Picture): Int32Array {
  // A row and a word more than pixels: what is read past the end weighs nothing, but must be there.
  const packed = new Int32Array((height + 1) * width + 1);
  for (let i = 0, j = 0; i < width * height; i++, j += 3) {
    packed[i] = data[j]! | (data[j + 1]! << 8) | (data[j + 2]! << 16);
  }
  return packed;
}

function mirror(at: number, max: number): number {
  if (at >= 0 && at <= max) return at;
  const inside = at < 0 ? -at : 2 * max - at;
  if (inside < 0) return 0;
  return Math.min(inside, max) | 0;
}

/** Where pixels fall between grid cells: the cell before each, and 256ths of the way to the next. */
interface Spread {
  from: Int32Array;
  part: Int32Array;
}

function spread(count: number, cells: number): Spread {
  const from = new Int32Array(count);
  const part = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const at = Math.min(cells - 1, Math.max(0, ((i + 0.5) * cells) / count - 0.5));
    from[i] = Math.max(0, Math.min(cells - 2, Math.floor(at)));
    part[i] = Math.round((at - from[i]!) * 256);
  }
  return { from, part };
}

/**
 * One output row's worth of grid cells: four displacements and the share, each 16 times finer
 * than the 256ths they end as. Integers, since rounding floats costs 60 ms per frame.
 */
function mixRows(blend: Blend, row: number, part: number, cells: Int32Array, scales: Scales): void {
  const { width, height, firstX, firstY, lastX, lastY, share } = blend;
  const { x: scaleX, y: scaleY } = scales;
  const below = height > 1 ? width : 0;
  const t = part / 256;
  for (let x = 0, to = 0; x < width; x++, to += 5) {
    const i = row * width + x;
    const j = i + below;
    cells[to] = (firstX[i]! + (firstX[j]! - firstX[i]!) * t) * scaleX;
    cells[to + 1] = (firstY[i]! + (firstY[j]! - firstY[i]!) * t) * scaleY;
    cells[to + 2] = (lastX[i]! + (lastX[j]! - lastX[i]!) * t) * scaleX;
    cells[to + 3] = (lastY[i]! + (lastY[j]! - lastY[i]!) * t) * scaleY;
    cells[to + 4] = (share[i]! + (share[j]! - share[i]!) * t) * 4096;
  }
}

interface Scales {
  x: number;
  y: number;
}

/** From grid cells to pixels along a row, rounded to whole 256ths. */
function spreadRow(cells: Int32Array, { from, part }: Spread, line: Int32Array): void {
  for (let x = 0, to = 0; x < from.length; x++, to += 5) {
    const c = from[x]! * 5;
    const t = part[x]!;
    const a = cells[c]!;
    const b = cells[c + 1]!;
    const d = cells[c + 2]!;
    const e = cells[c + 3]!;
    const f = cells[c + 4]!;
    line[to] = (a + (((cells[c + 5]! - a) * t) >> 8) + 8) >> 4;
    line[to + 1] = (b + (((cells[c + 6]! - b) * t) >> 8) + 8) >> 4;
    line[to + 2] = (d + (((cells[c + 7]! - d) * t) >> 8) + 8) >> 4;
    line[to + 3] = (e + (((cells[c + 8]! - e) * t) >> 8) + 8) >> 4;
    line[to + 4] = (f + (((cells[c + 9]! - f) * t) >> 8) + 8) >> 4;
  }
}
