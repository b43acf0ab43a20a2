import type { Affine } from './affine.ts';

/** Where a pixel is at a time between, given where it starts and ends. Pixels of the grid. */
export type Path = (x0: number, y0: number, x1: number, y1: number) => void;

/**
 * The way pixels go from the first image to the last: what the whole picture does is made as a
 * camera would make it, turns along arcs and zooms at a constant rate (in log space); what departs
 * from it goes straight.
 */
export interface Paths {
  /** Prepare for a time 0..1; `at` then writes its answer to `x` and `y`. */
  setTime(time: number): void;
  at: Path;
  readonly x: number;
  readonly y: number;
}

/** Paths around the common motion of a flow. Only its similar part is curved, the rest is straight. */
export function createPaths(common: Affine): Paths {
  // z' = alpha z + beta over the complex plane.
  const alphaRe = 1 + (common.xx + common.yy) / 2;
  const alphaIm = (common.yx - common.xy) / 2;
  const logScale = Math.log(Math.hypot(alphaRe, alphaIm));
  const angle = Math.atan2(alphaIm, alphaRe);
  const betaRe = common.x0;
  const betaIm = common.y0;
  const still = Math.hypot(alphaRe - 1, alphaIm) < 1e-5;
  let time = 0;
  let re = 1;
  let im = 0;
  let shiftX = 0;
  let shiftY = 0;
  const paths = {
    x: 0,
    y: 0,
    setTime(next: number) {
      time = next;
      const scale = Math.exp(logScale * time);
      re = scale * Math.cos(angle * time);
      im = scale * Math.sin(angle * time);
      // beta (alpha^t - 1) / (alpha - 1), which is beta t where alpha is 1.
      let factorRe = time;
      let factorIm = 0;
      if (!still) {
        const dr = alphaRe - 1;
        const norm = dr * dr + alphaIm * alphaIm;
        factorRe = ((re - 1) * dr + im * alphaIm) / norm;
        factorIm = (im * dr - (re - 1) * alphaIm) / norm;
      }
      shiftX = betaRe * factorRe - betaIm * factorIm;
      shiftY = betaRe * factorIm + betaIm * factorRe;
    },
    at(x0: number, y0: number, x1: number, y1: number) {
      const leftX = x1 - (alphaRe * x0 - alphaIm * y0 + betaRe);
      const leftY = y1 - (alphaIm * x0 + alphaRe * y0 + betaIm);
      paths.x = re * x0 - im * y0 + shiftX + leftX * time;
      paths.y = im * x0 + re * y0 + shiftY + leftY * time;
    },
  };
  return paths;
}
