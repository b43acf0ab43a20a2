/** How wide the picture's edges are: an enlarged or soft picture keeps more of a rim around things. */
import type { Picture } from '../../../../media/picture.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { Rectangle } from './canvas.ts';

/** Steps of green over two pixels below this are shading, not edges. */
const leastStep = 24;

/** Widths beyond this are blur for its own sake: a soft shadow, a defocused background. */
const widest = 16;

/** Rows from one that is looked at to the next. */
const every = 6;

/**
 * Pixels over which the sharpest quarter of the picture's edges rises, 2 for a crisp picture, 5
 * and more for one that was enlarged 2.5 times. Measured along every sixth row.
 */
export function measureEdgeWidth({ width, data }: Picture, part: Rectangle): number {
  const room = openRoom();
  const first = room.put(data) + (part.top * width + part.left) * 3;
  const at = room.takeClear((widest + 1) * 4);
  const lines = [part.width, part.height, every] as const;
  const edges = kernel.countEdges(first, width * 3, ...lines, leastStep, widest, at);
  const counts = room.read(at, new Int32Array(widest + 1));
  let sum = 0;
  for (let w = 1; w <= widest && edges > 40; w++) {
    sum += counts[w]!;
    if (sum >= edges / 4) return w;
  }
  return 2;
}
