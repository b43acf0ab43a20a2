/** CIE Lab, where equal distances look equally different: what every colour comparison here uses. */
import type { Picture } from '../../../media/picture.ts';

export interface LabPlanes {
  width: number;
  height: number;
  /** 0..100 */
  l: Float32Array;
  /** About -90..100 and -110..95 for sRGB colours. */
  a: Float32Array;
  b: Float32Array;
}

const linear = Float32Array.from({ length: 256 }, (_, i) => {
  const v = i / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
});

/** Cube roots by table: 4096 steps leave errors under 0.1 in L but for near-black, where the
 * straight part of the curve is used anyway. */
const curve = Float32Array.from({ length: 4097 }, (_, i) => {
  const t = i / 4096;
  return t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116;
});

/** Convert a picture to Lab under D65. */
export function toLab({ width, height, data }: Picture): LabPlanes {
  const size = width * height;
  const l = new Float32Array(size);
  const a = new Float32Array(size);
  const b = new Float32Array(size);
  for (let i = 0, at = 0; i < size; i++, at += 3) {
    const red = linear[data[at]!]!;
    const green = linear[data[at + 1]!]!;
    const blue = linear[data[at + 2]!]!;
    const x = curve[((0.4124 * red + 0.3576 * green + 0.1805 * blue) * (4096 / 0.9505)) | 0]!;
    const y = curve[((0.2126 * red + 0.7152 * green + 0.0722 * blue) * 4096) | 0]!;
    const z = curve[((0.0193 * red + 0.1192 * green + 0.9505 * blue) * (4096 / 1.089)) | 0]!;
    l[i] = 116 * y - 16;
    a[i] = 500 * (x - y);
    b[i] = 200 * (y - z);
  }
  return { width, height, l, a, b };
}
