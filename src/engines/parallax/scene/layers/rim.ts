/**
 * The rim of the foreground: the pixels around every jump in depth, counted outwards and inwards
 * from it. Found by growing from the jumps themselves, so that the cost is that of the rims and
 * not of the picture.
 */
import { kernel, openRoom } from '../kernel/kernel.ts';

export interface Rim {
  /** Pixels outside the foreground, nearest to it first. */
  outside: Int32Array;
  /** For each of them, how many pixels from the foreground it is, from 1, and how near that is. */
  distance: Uint8Array;
  depth: Float32Array;
  /** Foreground pixels next to the background, and the depth of what is behind them. */
  edge: Int32Array;
  behind: Float32Array;
  /** Foreground pixels, those of the edge among them, at most `inner` pixels from it. */
  inside: Int32Array;
}

/**
 * Find the rims.
 * @param jump depth difference between neighbours from which the picture is cut.
 * @param outer how many pixels to go out from the foreground.
 * @param inner how many to go in.
 */
export function findRim(
  depth: Float32Array,
  width: number,
  height: number,
  jump: number,
  outer: number,
  inner: number,
): Rim {
  const pixels = width * height;
  const room = openRoom();
  const plane = room.put(depth);
  const [edge, behind] = [room.take(pixels * 4), room.take(pixels * 4)];
  kernel.findEdges(plane, width, height, jump, edge, behind, room.takeClear(pixels));
  const [outside, carried] = [room.take(pixels * 4), room.take(pixels * 4)];
  const rings = room.takeClear(pixels);
  kernel.growOutside(plane, width, height, jump, outer, edge, outside, rings, carried);
  const inside = room.take(pixels * 4);
  const marks = room.takeClear(pixels);
  kernel.growInside(plane, width, height, jump, inner, edge, rings, inside, marks);
  const [edges, rim] = [kernel.edgeCount.value, kernel.outsideCount.value];
  const readList = (list: number, count: number) => room.read(list, new Int32Array(count));
  const depthsOf = (plane: number, list: number, count: number): Float32Array => {
    const out = room.take(count * 4);
    kernel.gatherWords(plane, list, count, out);
    return room.read(out, new Float32Array(count));
  };
  const distance = room.take(rim);
  kernel.gatherBytes(rings, outside, rim, distance);
  return {
    outside: readList(outside, rim),
    distance: room.read(distance, new Uint8Array(rim)),
    depth: depthsOf(carried, outside, rim),
    edge: readList(edge, edges),
    behind: depthsOf(behind, edge, edges),
    inside: readList(inside, kernel.insideCount.value),
  };
}
