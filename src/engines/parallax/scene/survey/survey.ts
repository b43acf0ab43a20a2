/** The picture at working size, cut into patches and measured: what every depth cue looks at. */

import type { Picture } from '../../../../media/picture.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';
import { type LabPlanes, toLab } from '../lab.ts';
import { listNeighbours, type Neighbours } from './paths.ts';
import { describeRegions, type RegionGraph } from './region-graph.ts';
import { cutSuperpixels, type Superpixels } from './superpixels.ts';
import { measureTexture } from './texture.ts';

export interface Survey {
  width: number;
  height: number;
  picture: Picture;
  lab: LabPlanes;
  superpixels: Superpixels;
  graph: RegionGraph;
  neighbours: Neighbours;
  /** Per patch, how busy it is. */
  fine: Float32Array;
}

/** About this many patches: objects down to 3% of the picture's width keep patches of their own. */
const patchCount = 600;

/** Prepare a picture of working size (some 320 pixels on its long side). */
export function surveyPicture(picture: Picture): Survey {
  const lab = toLab(picture);
  const superpixels = cutSuperpixels(lab, patchCount);
  const graph = describeRegions(superpixels, lab);
  return {
    width: lab.width,
    height: lab.height,
    picture,
    lab,
    superpixels,
    graph,
    neighbours: listNeighbours(graph.links, graph.count),
    fine: meanPerPatch(superpixels, graph.area, measureTexture(lab.l, lab.width, lab.height)),
  };
}

/** Average a plane over every patch. */
export function meanPerPatch(
  { labels, count }: Superpixels,
  area: Float32Array,
  plane: Float32Array,
): Float32Array {
  const room = openRoom();
  const sums = room.takeClear(count * 4);
  kernel.sumPatches(room.put(labels), labels.length, room.put(plane), sums);
  return room.read(sums, new Float32Array(count)).map((sum, k) => sum / area[k]!);
}

/** Give every pixel its patch's value. */
export function spreadOverPatches({ labels }: Superpixels, values: Float32Array): Float32Array {
  const room = openRoom();
  const out = room.take(labels.byteLength);
  kernel.spreadPatches(room.put(labels), labels.length, room.put(values), out);
  return room.read(out, new Float32Array(labels.length));
}
