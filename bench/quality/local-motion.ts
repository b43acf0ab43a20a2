/** One spot's step from a frame to the next. */
export interface Step {
  x: number;
  y: number;
  /** How far it went, pixels. */
  dx: number;
  dy: number;
}

/** A motion that changes evenly over the picture: at (x, y) it is `at + slope (x - x0, y - y0)`. */
export interface AffineMotion {
  dx: number;
  dy: number;
  /** The change of dx and dy per pixel across and down: xx, xy, yx, yy. */
  slope: readonly [number, number, number, number];
}

/**
 * Fit the motion at a place to the steps of the spots around it, the nearer the weightier, in three
 * rounds that silence spots which go their own way.
 * @param spread distance in pixels at which a spot's weight has fallen to a half
 * @returns undefined when fewer than six spots speak
 */
export function fitMotionAt(
  steps: readonly Step[],
  x0: number,
  y0: number,
  spread: number,
): AffineMotion | undefined {
  if (steps.length < 6) return undefined;
  const weights = steps.map(({ x, y }) => 1 / (1 + ((x - x0) ** 2 + (y - y0) ** 2) / spread ** 2));
  let motion: AffineMotion | undefined;
  for (let round = 0; round < 3; round++) {
    const sums = new Float64Array(12);
    steps.forEach(({ x, y, dx, dy }, i) => {
      let weight = weights[i]! ** 2;
      if (motion) {
        const missX = dx - (motion.dx + motion.slope[0] * (x - x0) + motion.slope[1] * (y - y0));
        const missY = dy - (motion.dy + motion.slope[2] * (x - x0) + motion.slope[3] * (y - y0));
        weight /= (1 + (missX * missX + missY * missY) / 0.09) ** 2;
      }
      // Hundreds of pixels, squared, beside ones: scaled, so that the sums stay of one size.
      addTerms(sums, weight, (x - x0) / spread, (y - y0) / spread, dx, dy);
    });
    motion = solve(sums, spread);
    if (!motion) return undefined;
  }
  return motion;
}

function addTerms(s: Float64Array, w: number, x: number, y: number, dx: number, dy: number): void {
  const terms = [1, x, y, x * x, x * y, y * y, dx, dx * x, dx * y, dy, dy * x, dy * y];
  for (let k = 0; k < 12; k++) s[k]! += w * terms[k]!;
}

function solve(s: Float64Array, spread: number): AffineMotion | undefined {
  const [n, x, y, xx, xy, yy] = s as unknown as [number, number, number, number, number, number];
  const c0 = xx * yy - xy * xy;
  const c1 = xy * y - x * yy;
  const c2 = x * xy - xx * y;
  const det = n * c0 + x * c1 + y * c2;
  if (!(Math.abs(det) > 1e-12)) return undefined;
  const d1 = n * yy - y * y;
  const d2 = x * y - n * xy;
  const d3 = n * xx - x * x;
  const along = (p: number, q: number, r: number) => [
    (c0 * p + c1 * q + c2 * r) / det,
    (c1 * p + d1 * q + d2 * r) / det / spread,
    (c2 * p + d2 * q + d3 * r) / det / spread,
  ];
  const [dx, sxx, sxy] = along(s[6]!, s[7]!, s[8]!) as [number, number, number];
  const [dy, syx, syy] = along(s[9]!, s[10]!, s[11]!) as [number, number, number];
  return { dx, dy, slope: [sxx, sxy, syx, syy] };
}
