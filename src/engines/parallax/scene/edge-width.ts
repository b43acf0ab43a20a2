/** How wide the picture's edges are: an enlarged or soft picture keeps more of a rim around things. */
import type { Picture } from '../../../media/picture.ts';
import type { Rectangle } from './canvas.ts';

/** Steps of green over two pixels below this are shading, not edges. */
const leastStep = 24;

/** Widths beyond this are blur for its own sake: a soft shadow, a defocused background. */
const widest = 16;

/**
 * Pixels over which the sharpest quarter of the picture's edges rises, 2 for a crisp picture, 5
 * and more for one that was enlarged 2.5 times. Measured along every sixth row.
 */
export function measureEdgeWidth({ width, data }: Picture, part: Rectangle): number {
  const counts = new Int32Array(widest + 1);
  let edges = 0;
  for (let y = part.top; y < part.top + part.height; y += 6) {
    const row = y * width;
    const step = (x: number) => data[(row + x + 1) * 3 + 1]! - data[(row + x - 1) * 3 + 1]!;
    let before = 0;
    for (let x = part.left + 2; x < part.left + part.width - 2; x++) {
      const own = step(x);
      const crest = Math.abs(own) >= leastStep && Math.abs(own) >= Math.abs(before);
      before = own;
      if (!crest || Math.abs(step(x + 1)) > Math.abs(own)) continue;
      const half = own / 2;
      const reaches = (at: number) => (half > 0 ? step(at) >= half : step(at) <= half);
      let first = x;
      let last = x;
      while (first - 1 > part.left && x - first < widest && reaches(first - 1)) first--;
      while (last + 2 < part.left + part.width && last - x < widest && reaches(last + 1)) last++;
      counts[Math.min(widest, last - first + 1)]!++;
      edges++;
      x = last;
    }
  }
  let sum = 0;
  for (let w = 1; w <= widest && edges > 40; w++) {
    sum += counts[w]!;
    if (sum >= edges / 4) return w;
  }
  return 2;
}
