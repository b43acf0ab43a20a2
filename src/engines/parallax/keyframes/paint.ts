import type { Picture } from '../../../media/picture.ts';
import type { Blend } from './between.ts';

/**
 * Paint one frame: both images read where the blend says, between pixels, and mixed. Integer
 * arithmetic to 1/256 pixel; reads beyond a border are mirrored. Where a blend does not move, the
 * pixels come through unchanged.
 */
export function paintBlend(first: Picture, last: Picture, blend: Blend, target: Uint8Array): void {
  const { width, height } = first;
  const columns = spread(width, blend.width);
  const rows = spread(height, blend.height);
  const scaleX = (256 * width) / blend.width;
  const scaleY = (256 * height) / blend.height;
  const line = new Float32Array(blend.width * 5);
  const maxX = (width - 1) * 256;
  const maxY = (height - 1) * 256;
  const a = first.data;
  const b = last.data;
  let to = 0;
  for (let y = 0; y < height; y++) {
    mixRows(blend, rows.from[y]!, rows.part[y]!, line, scaleX, scaleY);
    for (let x = 0; x < width; x++, to += 3) {
      const cell = columns.from[x]! * 5;
      const part = columns.part[x]!;
      const lerp = (k: number) => line[cell + k]! + (line[cell + k + 5]! - line[cell + k]!) * part;
      const share = lerp(4) | 0;
      let red = 0;
      let green = 0;
      let blue = 0;
      if (share < 256) {
        const at = mirror((x << 8) + Math.round(lerp(0)), maxX);
        const down = mirror((y << 8) + Math.round(lerp(1)), maxY);
        const fx = at & 255;
        const fy = down & 255;
        const i = ((down >> 8) * width + (at >> 8)) * 3;
        const right = fx > 0 ? 3 : 0;
        const low = i + (fy > 0 ? width * 3 : 0);
        const keep = 256 - share;
        const w00 = (256 - fx) * (256 - fy);
        const w01 = fx * (256 - fy);
        const w10 = (256 - fx) * fy;
        const w11 = fx * fy;
        red =
          ((a[i]! * w00 + a[i + right]! * w01 + a[low]! * w10 + a[low + right]! * w11) >> 8) * keep;
        green =
          ((a[i + 1]! * w00 +
            a[i + 1 + right]! * w01 +
            a[low + 1]! * w10 +
            a[low + 1 + right]! * w11) >>
            8) *
          keep;
        blue =
          ((a[i + 2]! * w00 +
            a[i + 2 + right]! * w01 +
            a[low + 2]! * w10 +
            a[low + 2 + right]! * w11) >>
            8) *
          keep;
      }
      if (share > 0) {
        const at = mirror((x << 8) + Math.round(lerp(2)), maxX);
        const down = mirror((y << 8) + Math.round(lerp(3)), maxY);
        const fx = at & 255;
        const fy = down & 255;
        const i = ((down >> 8) * width + (at >> 8)) * 3;
        const right = fx > 0 ? 3 : 0;
        const low = i + (fy > 0 ? width * 3 : 0);
        const w00 = (256 - fx) * (256 - fy);
        const w01 = fx * (256 - fy);
        const w10 = (256 - fx) * fy;
        const w11 = fx * fy;
        red +=
          ((b[i]! * w00 + b[i + right]! * w01 + b[low]! * w10 + b[low + right]! * w11) >> 8) *
          share;
        green +=
          ((b[i + 1]! * w00 +
            b[i + 1 + right]! * w01 +
            b[low + 1]! * w10 +
            b[low + 1 + right]! * w11) >>
            8) *
          share;
        blue +=
          ((b[i + 2]! * w00 +
            b[i + 2 + right]! * w01 +
            b[low + 2]! * w10 +
            b[low + 2 + right]! * w11) >>
            8) *
          share;
      }
      target[to] = (red + 32768) >> 16;
      target[to + 1] = (green + 32768) >> 16;
      target[to + 2] = (blue + 32768) >> 16;
    }
  }
}

function mirror(at: number, max: number): number {
  const inside = at < 0 ? -at : at > max ? 2 * max - at : at;
  return inside < 0 ? 0 : Math.min(inside, max);
}

/** For each output pixel the grid cell before it and how far it is to the next one. */
function spread(count: number, cells: number) {
  const from = new Int32Array(count);
  const part = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = Math.min(cells - 1, Math.max(0, ((i + 0.5) * cells) / count - 0.5));
    from[i] = Math.max(0, Math.min(cells - 2, Math.floor(at)));
    part[i] = at - from[i]!;
  }
  return { from, part };
}

/** One output row's worth of the grid: four displacements in 1/256 pixel and the share of 256. */
function mixRows(
  blend: Blend,
  row: number,
  part: number,
  line: Float32Array,
  scaleX: number,
  scaleY: number,
): void {
  const { width } = blend;
  const top = row * width;
  const planes = [blend.firstX, blend.firstY, blend.lastX, blend.lastY, blend.share];
  const scales = [scaleX, scaleY, scaleX, scaleY, 256];
  for (let k = 0; k < 5; k++) {
    const plane = planes[k]!;
    const scale = scales[k]!;
    // Shares are cut to whole 256ths later; half a step keeps a full share full.
    const shift = k === 4 ? 0.5 : 0;
    for (let x = 0; x < width; x++) {
      const upper = plane[top + x]!;
      const lower = plane[top + width + x]!;
      line[x * 5 + k] = (upper + (lower - upper) * part) * scale + shift;
    }
  }
}
