import type { Affine } from './affine.ts';
import type { PathNumbers } from './kernel/instance.ts';

/**
 * The way pixels go from the first image to the last: what the whole picture does is made as a
 * camera would make it, turns along arcs and zooms at a constant rate (in log space); what departs
 * from it goes straight. Only the common motion's similar part is curved.
 * @returns for a time 0..1, the numbers that place any pixel
 */
export function createPath(common: Affine): (time: number) => PathNumbers {
  // z' = alpha z + beta over the complex plane.
  const alphaRe = 1 + (common.xx + common.yy) / 2;
  const alphaIm = (common.yx - common.xy) / 2;
  const logScale = Math.log(Math.hypot(alphaRe, alphaIm));
  const angle = Math.atan2(alphaIm, alphaRe);
  const betaRe = common.x0;
  const betaIm = common.y0;
  const still = Math.hypot(alphaRe - 1, alphaIm) < 1e-5;
  return (time) => {
    const scale = Math.exp(logScale * time);
    const re = scale * Math.cos(angle * time);
    const im = scale * Math.sin(angle * time);
    // beta (alpha^t - 1) / (alpha - 1), which is beta t where alpha is 1.
    let factorRe = time;
    let factorIm = 0;
    if (!still) {
      const dr = alphaRe - 1;
      const norm = dr * dr + alphaIm * alphaIm;
      factorRe = ((re - 1) * dr + im * alphaIm) / norm;
      factorIm = (im * dr - (re - 1) * alphaIm) / norm;
    }
    const shiftRe = betaRe * factorRe - betaIm * factorIm;
    const shiftIm = betaRe * factorIm + betaIm * factorRe;
    return [alphaRe, alphaIm, betaRe, betaIm, re, im, shiftRe, shiftIm, time];
  };
}
