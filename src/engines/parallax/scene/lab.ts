/** CIE Lab, where equal distances look equally different: what every colour comparison here uses. */
import type { Picture } from '../../../media/picture.ts';
import { kernel, openRoom } from './kernel/kernel.ts';

export interface Lightness {
  width: number;
  height: number;
  /** 0..100 */
  l: Float32Array;
}

export interface LabPlanes extends Lightness {
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
  const room = openRoom();
  const rgb = room.put(data);
  const [l, a, b] = [room.take(size * 4), room.take(size * 4), room.take(size * 4)];
  kernel.toLab(rgb, size, room.put(linear), room.put(curve), l, a, b);
  const read = (plane: number) => room.read(plane, new Float32Array(size));
  return { width, height, l: read(l), a: read(a), b: read(b) };
}

/** The lightness alone. */
export function toLightness({ width, height, data }: Picture): Lightness {
  const size = width * height;
  const room = openRoom();
  const rgb = room.put(data);
  const l = room.take(size * 4);
  kernel.toLightness(rgb, size, room.put(linear), room.put(curve), l);
  return { width, height, l: room.read(l, new Float32Array(size)) };
}
