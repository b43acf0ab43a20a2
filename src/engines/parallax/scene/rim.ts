/**
 * The rim of the foreground: the pixels around every jump in depth, counted outwards and inwards
 * from it. Found by growing from the jumps themselves, so that the cost is that of the rims and
 * not of the picture.
 */

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
  const { edges, behind } = findEdges(depth, width, height, jump);
  const outside: number[] = [];
  const distance: number[] = [];
  const nearness: number[] = [];
  const found = new Uint8Array(depth.length);
  const carried = new Float32Array(depth.length);
  let front = edges;
  for (let ring = 1; ring <= outer; ring++) {
    const next: number[] = [];
    for (const from of front) {
      // An edge may by now lie in the rim of something nearer; its own rim is its own all the same.
      const near = ring === 1 ? depth[from]! : carried[from]!;
      visitNeighbours(from, width, height, (at) => {
        if (near - depth[at]! <= jump) return;
        if (found[at] === 0) {
          found[at] = ring;
          carried[at] = near;
          next.push(at);
        } else if (found[at] === ring && carried[at]! < near) carried[at] = near;
      });
    }
    for (const at of next) {
      outside.push(at);
      distance.push(ring);
      nearness.push(carried[at]!);
    }
    front = next;
  }
  return {
    outside: Int32Array.from(outside),
    distance: Uint8Array.from(distance),
    depth: Float32Array.from(nearness),
    edge: Int32Array.from(edges),
    behind: Float32Array.from(edges, (at) => behind[at]!),
    inside: growInside(depth, width, height, jump, edges, inner, found),
  };
}

/** Pixels that are nearer than one of their four neighbours by more than a jump. */
function findEdges(depth: Float32Array, width: number, height: number, jump: number) {
  const edges: number[] = [];
  const behind = new Float32Array(depth.length).fill(2);
  const compare = (one: number, other: number) => {
    const step = depth[one]! - depth[other]!;
    if (step <= jump && step >= -jump) return;
    const near = step > 0 ? one : other;
    const far = step > 0 ? other : one;
    if (behind[near] === 2) edges.push(near);
    if (depth[far]! < behind[near]!) behind[near] = depth[far]!;
  };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (x + 1 < width) compare(at, at + 1);
      if (y + 1 < height) compare(at, at + width);
    }
  }
  return { edges, behind };
}

function growInside(
  depth: Float32Array,
  width: number,
  height: number,
  jump: number,
  edges: readonly number[],
  inner: number,
  outside: Uint8Array,
): Int32Array {
  const inside = edges.filter((at) => outside[at] === 0);
  const found = new Uint8Array(depth.length);
  for (const at of inside) found[at] = 1;
  let start = 0;
  for (let ring = 0; ring < inner; ring++) {
    const end = inside.length;
    for (; start < end; start++) {
      const from = inside[start]!;
      visitNeighbours(from, width, height, (at) => {
        if (found[at] === 1 || outside[at] !== 0) return;
        if (Math.abs(depth[at]! - depth[from]!) > jump) return;
        found[at] = 1;
        inside.push(at);
      });
    }
  }
  return Int32Array.from(inside);
}

function visitNeighbours(
  at: number,
  width: number,
  height: number,
  visit: (neighbour: number) => void,
): void {
  const x = at % width;
  const y = (at - x) / width;
  const left = x > 0 ? -1 : 0;
  const right = x + 1 < width ? 1 : 0;
  for (let j = y > 0 ? -1 : 0; j <= (y + 1 < height ? 1 : 0); j++) {
    for (let i = left; i <= right; i++) if (i !== 0 || j !== 0) visit(at + j * width + i);
  }
}
