/**
 * How the lines of a picture go on beyond its border: each as its own mirror image, or as the
 * picture goes on at a place inside that looks like the border. Found for all lines of cells at
 * once, since a line may only differ from its neighbour where nobody sees it.
 */
import type { Picture } from '../../../../media/picture.ts';
import { smoothStep } from '../../smooth-step.ts';
import { kernel, type Room } from '../kernel/kernel.ts';

/** Cells beside the border that have to look alike. */
export const seam = 4;

/** Places considered inwards, besides one for every cell that is missing. */
export const choices = 16;

/**
 * Lines by which a place may lie aside, to either side: what crosses the border aslant, a plank or
 * a kerb, goes on only there.
 */
const mostAside = 40;
const asideStep = 4;

// Costs, all in squared colour steps (RGB 0..255) per cell.
/** A mirror image is taken unless something fits better than by this much … */
const recognised = 160;
/** … and by this for every squared step aslant: grain that turns back at a fold is seen at once. */
const folded = 12;
/** Changing one's mind, and how dear it is by how much the two continuations differ. */
const change = 4000;
const changeInSight = 30;

/** Where the outer side of a place lies that goes on as the border does, in cells. */
export interface Continuation {
  /** How far inwards; 0: the line goes on as its own mirror image. */
  shift: number;
  /** How many lines further on. */
  aside: number;
}

/**
 * The continuation of every line of cells. The cheapest way through all lines, kept cheap to find:
 * a change of mind is only considered from the best continuation of the line before.
 */
export function chooseContinuations(room: Room, strip: Picture, missing: number): Continuation[] {
  const { width, height: lines } = strip;
  const options = listOptions(strip, missing);
  const count = options.length;
  const cells = room.put(strip.data);
  const places = room.put(Int32Array.from(options.flatMap(({ shift, aside }) => [shift, aside])));
  const folds = room.put(measureFolds(strip));
  const [best, previous] = [room.take(lines * count * 4), room.take(lines * count * 4)];
  const chosen = room.take(lines * 4);
  const scratch = room.take((width + missing + 1) * 4);
  const costs = [change, changeInSight, best, previous, scratch, chosen] as const;
  kernel.chooseOptions(cells, width, lines, missing, places, count, folds, ...costs);
  return Array.from(room.read(chosen, new Int32Array(lines)), (option) => options[option]!);
}

function listOptions(strip: Picture, missing: number): Continuation[] {
  const mirror = { shift: 0, aside: 0 };
  const options = [mirror];
  const farthest = Math.min(strip.width - seam - 1, 2 * missing + choices - 1);
  for (let aside = -mostAside; aside <= mostAside; aside += asideStep) {
    const step = aside === 0 ? 1 : 2;
    for (let shift = missing; shift <= farthest; shift += step) options.push({ shift, aside });
  }
  return options;
}

/** Cells around a line's end by which it is judged whether the picture crosses the border aslant. */
const across = 8;
const along = 5;

/** Share of aligned steps, 0..1, from which a picture has a grain, and from which it has no other. */
const someGrain = 0.25;
const allGrain = 0.5;

/**
 * What mirroring costs on each line. Straight across or along the border a picture folds unseen,
 * and so do leaves and gravel, which lie every way; the structure tensor tells these from planks.
 */
function measureFolds({ width, height, data }: Picture): Float32Array {
  const reach = Math.min(across, width - 1);
  const mixed = new Float32Array(height);
  const all = new Float32Array(height);
  for (let n = 0; n + 1 < height; n++) {
    for (let k = 0; k < reach; k++) {
      for (let c = 0; c < 3; c++) {
        const at = (n * width + k) * 3 + c;
        const inwards = data[at + 3]! - data[at]!;
        const onwards = data[at + width * 3]! - data[at]!;
        mixed[n]! += inwards * onwards;
        all[n]! += (inwards * inwards + onwards * onwards) / 2;
      }
    }
  }
  return mixed.map((_, n) => {
    let aslant = 0;
    let steps = 1e-6;
    for (let m = Math.max(0, n - along); m <= Math.min(height - 1, n + along); m++) {
      aslant += mixed[m]!;
      steps += all[m]!;
    }
    aslant = Math.abs(aslant);
    const grain = smoothStep(someGrain, allGrain, aslant / steps);
    return recognised + (folded * grain * aslant) / (reach * (2 * along + 1));
  });
}
