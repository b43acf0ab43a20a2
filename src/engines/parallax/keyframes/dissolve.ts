import { smoothStep } from '../smooth-step.ts';
import type { BlendPlan, Grid } from './plan.ts';

/** How much larger the picture grows over a dissolve: a slow push-in, 4%. */
const growth = Math.log(1.04);

/**
 * A cross-fade for images that share nothing, under one slow push-in that neither stops nor turns:
 * the first image leaves enlarged, the last one arrives growing to its own size. The fade keeps to
 * the middle, where the last image, still slightly small, would show at most 1% of mirrored rim.
 * @returns plans a time 0..1
 */
export function createDissolve(
  { width, height }: { width: number; height: number },
  grid: Grid,
): (time: number) => BlendPlan {
  const cells = grid.width * grid.height;
  const ways = new Float32Array(cells * 4);
  const shares = new Float32Array(cells);
  const scaleX = (256 * width) / grid.width;
  const scaleY = (256 * height) / grid.height;
  return (time) => {
    const first = Math.exp(-growth * time) - 1;
    const last = Math.exp(growth * (1 - time)) - 1;
    shares.fill(256 * smoothStep(0.22, 0.78, time));
    for (let y = 0, at = 0; y < grid.height; y++) {
      const down = (y - (grid.height - 1) / 2) * scaleY;
      for (let x = 0; x < grid.width; x++, at += 4) {
        const across = (x - (grid.width - 1) / 2) * scaleX;
        ways[at] = across * first;
        ways[at + 1] = down * first;
        ways[at + 2] = across * last;
        ways[at + 3] = down * last;
      }
    }
    return { ways, shares };
  };
}
