import type { Blend } from './between.ts';

/** How much larger the picture grows over a dissolve: a slow push-in, 4%. */
const growth = Math.log(1.04);

/**
 * A cross-fade for images that share nothing, under one slow push-in that neither stops nor turns:
 * the first image leaves enlarged, the last one arrives growing to its own size. The fade keeps to
 * the middle, where the last image, still slightly small, would show at most 1% of mirrored rim.
 */
export function dissolveAt(time: number, into: Blend): void {
  const { width, height } = into;
  const shrinkFirst = Math.exp(-growth * time) - 1;
  const shrinkLast = Math.exp(growth * (1 - time)) - 1;
  const fade = Math.min(1, Math.max(0, (time - 0.22) / 0.56));
  into.share.fill(fade * fade * (3 - 2 * fade));
  for (let y = 0; y < height; y++) {
    const down = y - (height - 1) / 2;
    for (let x = 0; x < width; x++) {
      const across = x - (width - 1) / 2;
      const i = y * width + x;
      into.firstX[i] = across * shrinkFirst;
      into.firstY[i] = down * shrinkFirst;
      into.lastX[i] = across * shrinkLast;
      into.lastY[i] = down * shrinkLast;
    }
  }
}
