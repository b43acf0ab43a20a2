// The loops of rim.ts. Lists are of i32, with room for every pixel; what is not written to costs
// nothing.

/** How many pixels the lists hold. */
export let edgeCount: i32 = 0;
export let outsideCount: i32 = 0;
export let insideCount: i32 = 0;

/** Steps down from here on are looked at exactly. */
const nearlyJump: f32 = 0.999;

/**
 * List the pixels that are nearer than one of their four neighbours by more than a jump.
 * @param behind receives, for those, the farthest neighbour's depth.
 * @param marks room for a byte per pixel, all 0; 1 for those afterwards.
 */
export function findEdges(
  depth: usize, width: i32, height: i32, jump: f64, edges: usize, behind: usize, marks: usize,
): void {
  edgeCount = 0;
  const line = width * 4;
  const least = f32x4.splat(<f32>jump * nearlyJump);
  for (let y = 0; y < height; y++) {
    const below = y + 1 < height;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const from = depth + at * 4;
      // Four pixels at once, as long as nothing jumps.
      if (x + 5 <= width) {
        const own = v128.load(from);
        const right = f32x4.abs(f32x4.sub(own, v128.load(from, 4)));
        const down = f32x4.abs(f32x4.sub(own, v128.load(below ? from + line : from)));
        if (!v128.any_true(f32x4.ge(f32x4.max(right, down), least))) {
          x += 3;
          continue;
        }
      }
      if (x + 1 < width) compare(depth, at, at + 1, jump, edges, behind, marks);
      if (below) compare(depth, at, at + width, jump, edges, behind, marks);
    }
  }
}

function compare(
  depth: usize, one: i32, other: i32, jump: f64, edges: usize, behind: usize, marks: usize,
): void {
  const a = load<f32>(depth + one * 4);
  const b = load<f32>(depth + other * 4);
  const step = <f64>a - <f64>b;
  if (abs(step) <= jump) return;
  const near = step > 0 ? one : other;
  const far = min(a, b);
  if (load<u8>(marks + near) == 0) {
    store<u8>(marks + near, 1);
    store<i32>(edges + edgeCount++ * 4, near);
    store<f32>(behind + near * 4, far);
  } else if (far < load<f32>(behind + near * 4)) {
    store<f32>(behind + near * 4, far);
  }
}

/**
 * Grow outwards from the edges, ring by ring, over what is farther by more than a jump.
 * @param outside receives the pixels; `rings` (a byte per pixel, all 0) the ring of each, from 1;
 *   `carried` how near the foreground is that it belongs to.
 */
export function growOutside(
  depth: usize, width: i32, height: i32, jump: f64, outer: i32,
  edges: usize, outside: usize, rings: usize, carried: usize,
): void {
  outsideCount = 0;
  let front = edges;
  let length = edgeCount;
  for (let ring = 1; ring <= outer; ring++) {
    const next = outside + outsideCount * 4;
    const before = outsideCount;
    for (let i = 0; i < length; i++) {
      const from = load<i32>(front + i * 4);
      // An edge may by now lie in the rim of something nearer; its own rim is its own all the same.
      const near = load<f32>((ring == 1 ? depth : carried) + from * 4);
      const x = from % width;
      const y = from / width;
      for (let j = max(0, y - 1); j <= min(height - 1, y + 1); j++) {
        for (let k = max(0, x - 1); k <= min(width - 1, x + 1); k++) {
          const at = j * width + k;
          if (at == from || <f64>near - <f64>load<f32>(depth + at * 4) <= jump) continue;
          const found = load<u8>(rings + at);
          if (found == 0) {
            store<u8>(rings + at, <u8>ring);
            store<f32>(carried + at * 4, near);
            store<i32>(outside + outsideCount++ * 4, at);
          } else if (found == ring && load<f32>(carried + at * 4) < near) {
            store<f32>(carried + at * 4, near);
          }
        }
      }
    }
    front = next;
    length = outsideCount - before;
  }
}

/**
 * Grow inwards from the edges that are in nobody's rim, over the same surface.
 * @param inside receives the pixels.
 * @param marks room for a byte per pixel, all 0.
 */
export function growInside(
  depth: usize, width: i32, height: i32, jump: f64, inner: i32,
  edges: usize, rings: usize, inside: usize, marks: usize,
): void {
  insideCount = 0;
  for (let i = 0; i < edgeCount; i++) {
    const at = load<i32>(edges + i * 4);
    if (load<u8>(rings + at) != 0) continue;
    store<u8>(marks + at, 1);
    store<i32>(inside + insideCount++ * 4, at);
  }
  let start = 0;
  for (let ring = 0; ring < inner; ring++) {
    const end = insideCount;
    for (; start < end; start++) {
      const from = load<i32>(inside + start * 4);
      const own = <f64>load<f32>(depth + from * 4);
      const x = from % width;
      const y = from / width;
      for (let j = max(0, y - 1); j <= min(height - 1, y + 1); j++) {
        for (let k = max(0, x - 1); k <= min(width - 1, x + 1); k++) {
          const at = j * width + k;
          if (load<u8>(marks + at) == 1 || load<u8>(rings + at) != 0) continue;
          if (abs(<f64>load<f32>(depth + at * 4) - own) > jump) continue;
          store<u8>(marks + at, 1);
          store<i32>(inside + insideCount++ * 4, at);
        }
      }
    }
  }
}

/** What a plane of four bytes per pixel holds for the pixels of a list. */
export function gatherWords(plane: usize, list: usize, count: i32, out: usize): void {
  for (let i = 0; i < count * 4; i += 4) {
    store<u32>(out + i, load<u32>(plane + load<i32>(list + i) * 4));
  }
}

/** The same for a plane of bytes. */
export function gatherBytes(plane: usize, list: usize, count: i32, out: usize): void {
  for (let i = 0; i < count; i++) {
    store<u8>(out + i, load<u8>(plane + load<i32>(list + i * 4)));
  }
}
