// The loops of enclosed.ts.

/** Give every value of a line the greatest within `reach` of it; the others lie `step` bytes apart. */
function spreadAlong(line: usize, step: i32, length: i32, reach: i32, before: usize): void {
  for (let i = 0; i < length; i++) store<f32>(before + i * 4, load<f32>(line + i * step));
  for (let i = 0; i < length; i++) {
    let most = load<f32>(before + i * 4);
    const last = min(length - 1, i + reach);
    for (let k = max(0, i - reach); k <= last; k++) most = max(most, load<f32>(before + k * 4));
    store<f32>(line + i * step, most);
  }
}

/**
 * Every pixel takes the greatest value within `reach` pixels, across and then down; in place.
 * @param before room for a line either way.
 */
export function spreadNearest(
  data: usize, width: i32, height: i32, reach: i32, before: usize,
): void {
  for (let y = 0; y < height; y++) spreadAlong(data + y * width * 4, 4, width, reach, before);
  for (let x = 0; x < width; x++) spreadAlong(data + x * 4, width * 4, height, reach, before);
}

export function negate(data: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<f32>(data + i * 4, -load<f32>(data + i * 4));
}

/** Bits of a float sorted by at once. */
const digit: i32 = 11;
const digits: i32 = 1 << digit;

/** The bits of a float, as numbers of the same order. */
// @ts-ignore: decorator
@inline
function rankOf(value: f32): u32 {
  // Both zeros are one.
  const bits = reinterpret<u32>(value + 0);
  return bits >> 31 == 0 ? bits | 0x80000000 : ~bits;
}

/**
 * List all pixels, the farthest first, equal ones in rows.
 * @param counts room for `digits` numbers.
 * @param from and `to`: room for eight bytes per pixel; the list is what `from` holds, in the lower
 *   halves.
 */
function orderPixels(data: usize, count: i32, counts: usize, from: usize, to: usize): void {
  for (let at = 0; at < count; at++) {
    store<u64>(to + at * 8, (<u64>rankOf(load<f32>(data + at * 4)) << 32) | <u64>at);
  }
  for (let shift = 32; shift < 64; shift += digit) {
    const source = to;
    memory.fill(counts, 0, digits * 4);
    for (let n = 0; n < count; n++) {
      const at = counts + bucketOf(source + n * 8, shift);
      store<u32>(at, load<u32>(at) + 1);
    }
    let first: u32 = 0;
    for (let i = 0; i < digits * 4; i += 4) {
      const here = load<u32>(counts + i);
      store<u32>(counts + i, first);
      first += here;
    }
    for (let n = 0; n < count; n++) {
      const at = counts + bucketOf(source + n * 8, shift);
      const place = load<u32>(at);
      store<u32>(at, place + 1);
      store<u64>(from + place * 8, load<u64>(source + n * 8));
    }
    to = from;
    from = source;
  }
}

// @ts-ignore: decorator
@inline
function bucketOf(key: usize, shift: i32): usize {
  return <usize>((load<u64>(key) >> shift) & (digits - 1)) << 2;
}

/** The highest pixel so far of what each hangs together with, -1 before it is reached. */
let parent: usize = 0;
let area: usize = 0;
let level: usize = 0;
let enough: i32 = 0;

/**
 * Raise every connected patch of fewer than `least` pixels to the lowest way out of it.
 * @param scratch room for 24 bytes per pixel and 8 KB.
 */
export function closeArea(data: usize, width: i32, count: i32, least: i32, scratch: usize): void {
  const order = scratch;
  parent = scratch + count * 8;
  area = parent + count * 4;
  // Sorting is done before patches are joined: it may use their room.
  orderPixels(data, count, parent + count * 16, order, parent);
  level = data;
  enough = least;
  memory.fill(parent, 0xff, count * 4);
  for (let n = 0; n < count; n++) {
    const at = load<i32>(order + n * 8);
    store<i32>(parent + at * 4, at);
    store<i32>(area + at * 4, 1);
    const x = at % width;
    if (x > 0) join(at, at - 1);
    if (x + 1 < width) join(at, at + 1);
    if (at >= width) join(at, at - width);
    if (at + width < count) join(at, at + width);
  }
  const before = area + count * 4;
  memory.copy(before, data, count * 4);
  for (let i = 0; i < count; i++) {
    store<f32>(data + i * 4, load<f32>(before + rootOf(i) * 4));
  }
}

function rootOf(at: i32): i32 {
  let root = at;
  let next = load<i32>(parent + root * 4);
  while (next != root) {
    root = next;
    next = load<i32>(parent + root * 4);
  }
  while ((next = load<i32>(parent + at * 4)) != root) {
    store<i32>(parent + at * 4, root);
    at = next;
  }
  return root;
}

/**
 * A patch that is large enough is never joined to a higher one: it keeps its level, and so does
 * whatever the water has reached by then.
 */
function join(at: i32, neighbour: i32): void {
  if (load<i32>(parent + neighbour * 4) == -1) return;
  const root = rootOf(neighbour);
  if (root == at) return;
  const own = area + at * 4;
  const joined = load<i32>(area + root * 4);
  if (joined < enough || load<f32>(level + root * 4) == load<f32>(level + at * 4)) {
    store<i32>(parent + root * 4, at);
    store<i32>(own, load<i32>(own) + joined);
  } else {
    store<i32>(own, enough);
  }
}
