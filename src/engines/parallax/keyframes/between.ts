import { fitAffine } from './affine.ts';
import type { Field } from './field.ts';
import type { Flow } from './flow.ts';
import type { Kernel } from './kernel/instance.ts';
import { createPath } from './path.ts';
import type { BlendPlan } from './plan.ts';
import { rankPixels, type Standing } from './standing.ts';

/**
 * Trust below which a pixel still moves things, if nothing better lands on its cell. What is seen
 * in both images thus covers what only one of them shows, as an object covers its background.
 */
const faint = 0.01;
/** From this trust on a pixel counts as seen in both images. */
const wellSeen = 0.5;

/**
 * Plan frames between two images: follow their pixels to a time between and gather them on the
 * grid. One image lays down everything it has; the other adds only what the first one does not
 * show. A cell reached by pixels that one image alone shows is taken from that image alone.
 * @returns plans a time 0..1, by how far the last image has taken over
 */
export function createBetween(
  kernel: Kernel,
  flow: Flow,
): (time: number, fade: number) => BlendPlan {
  const { cells, buffer, ways } = kernel;
  const { width, height } = kernel.grid;
  const count = width * height;
  const common = fitAffine(flow.forward, flow.seenForward);
  const pathAt = createPath(common);
  const standing = rankPixels(flow, common);
  // The image in which things are larger has more pixels to lay down, and leaves no gaps.
  const lastIsLarger = common.xx + common.yy > 0;
  const first = { field: flow.forward, seen: flow.seenForward, standing: standing.first };
  const last = { field: flow.backward, seen: flow.seenBackward, standing: standing.last };
  writePlanes(kernel, kernel.firstPlanes, first, last.standing, !lastIsLarger);
  writePlanes(kernel, kernel.lastPlanes, last, first.standing, lastIsLarger);
  const scaleX = (256 * kernel.width) / width;
  const scaleY = (256 * kernel.height) / height;
  const plan: BlendPlan = {
    ways: new Float32Array(buffer, ways, count * 4),
    shares: new Float32Array(buffer, ways + count * 16, count),
  };

  return (time, fade) => {
    kernel.setPath(...pathAt(time));
    kernel.clearCells(cells, count);
    kernel.gatherPixels(kernel.firstPlanes, true, cells, width, height);
    kernel.gatherPixels(kernel.lastPlanes, false, cells, width, height);
    kernel.fillHoles(cells, width, height);
    kernel.resolveCells(cells, ways, width, height, scaleX, scaleY, fade);
    return plan;
  };
}

interface Side {
  field: Field;
  seen: Float32Array;
  standing: Standing;
}

/** What the kernel gathers from: the field, and each pixel's weight and worth in either image. */
function writePlanes(
  kernel: Kernel,
  address: number,
  { field, seen, standing }: Side,
  other: Standing,
  laysEverything: boolean,
): void {
  const { width, height } = field;
  const count = width * height;
  const planes = new Float32Array(kernel.buffer, address, count * 5);
  planes.set(field.x);
  planes.set(field.y, count);
  for (let i = 0; i < count; i++) {
    const trust = seen[i]!;
    const rank = standing.rank[i]!;
    let weight = 0;
    let others = 0;
    if (laysEverything) {
      weight = (faint + trust * trust) * rank;
      if (trust > 0.05) {
        const toX = Math.round((i % width) + field.x[i]!);
        const toY = Math.round(Math.floor(i / width) + field.y[i]!);
        others = trust * trust * rank * other.clean[toY * width + toX]!;
      }
    } else if (trust <= wellSeen) {
      weight = faint * rank;
    }
    planes[count * 2 + i] = weight;
    planes[count * 3 + i] = weight * standing.clean[i]!;
    planes[count * 4 + i] = others;
  }
}
