import type { Field } from './field.ts';

/** A motion of the whole picture: displacement `(x0 + xx x + xy y, y0 + yx x + yy y)`. */
export interface Affine {
  x0: number;
  xx: number;
  xy: number;
  y0: number;
  yx: number;
  yy: number;
}

/**
 * The affine motion that most trusted pixels of a field follow: least squares, reweighted six
 * times so that what moves otherwise loses its say.
 */
export function fitAffine(field: Field, trust: Float32Array): Affine {
  const { width, height } = field;
  let fit: Affine = { x0: 0, xx: 0, xy: 0, y0: 0, yx: 0, yy: 0 };
  for (let round = 0; round < 6; round++) {
    // Ever stricter: from a quarter of the picture down to two pixels.
    const spread = Math.max(2, (width / 4) * 0.4 ** round);
    const sums = new Float64Array(12);
    for (let y = 0; y < height; y += 2) {
      for (let x = 0; x < width; x += 2) {
        const i = y * width + x;
        if (trust[i]! < 0.05) continue;
        const missX = field.x[i]! - (fit.x0 + fit.xx * x + fit.xy * y);
        const missY = field.y[i]! - (fit.y0 + fit.yx * x + fit.yy * y);
        const weight =
          round === 0 ? trust[i]! : trust[i]! / (1 + (missX ** 2 + missY ** 2) / spread ** 2) ** 2;
        addTo(sums, weight, x, y, field.x[i]!, field.y[i]!);
      }
    }
    const solved = solve(sums);
    if (!solved) break;
    fit = solved;
  }
  return fit;
}

function addTo(sums: Float64Array, w: number, x: number, y: number, u: number, v: number): void {
  const terms = [1, x, y, x * x, x * y, y * y, u, u * x, u * y, v, v * x, v * y];
  for (let k = 0; k < 12; k++) sums[k]! += w * terms[k]!;
}

function solve(sums: Float64Array): Affine | undefined {
  const [n, x, y, xx, xy, yy, u, ux, uy, v, vx, vy] = sums as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const a = xx * yy - xy * xy;
  const b = xy * y - x * yy;
  const c = x * xy - xx * y;
  const det = n * a + x * b + y * c;
  if (!(Math.abs(det) > 1e-3)) return undefined;
  const row1 = [b, n * yy - y * y, x * y - n * xy];
  const row2 = [c, x * y - n * xy, n * xx - x * x];
  const by = (r: readonly number[], p: number, q: number, s: number) =>
    (r[0]! * p + r[1]! * q + r[2]! * s) / det;
  return {
    x0: by([a, b, c], u, ux, uy),
    xx: by(row1, u, ux, uy),
    xy: by(row2, u, ux, uy),
    y0: by([a, b, c], v, vx, vy),
    yx: by(row1, v, vx, vy),
    yy: by(row2, v, vx, vy),
  };
}

/** Take a motion out of a field (`sign` -1) or put it back (`sign` 1). */
export function addAffine(field: Field, { x0, xx, xy, y0, yx, yy }: Affine, sign: 1 | -1): void {
  for (let y = 0; y < field.height; y++) {
    for (let x = 0; x < field.width; x++) {
      const i = y * field.width + x;
      field.x[i]! += sign * (x0 + xx * x + xy * y);
      field.y[i]! += sign * (y0 + yx * x + yy * y);
    }
  }
}
