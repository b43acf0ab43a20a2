// The loops of merge.ts: a full matrix of costs and, for every patch, its likest neighbour.

/** Lightness counts less than hue: a shadow is not an outline. */
const lightness: f64 = 0.7;

/** Texture (mean lightness step) at which a difference in colour counts for half. */
const leafiness: f64 = 7;

let count: i32 = 0;
let left: i32 = 0;
let whole: f64 = 0;
/** Six f32 per patch: area, L, a, b, texture, nothing. */
let patches: usize = 0;
/** Per patch, what it was joined to, or itself; and its likest neighbour, or -1. */
let parent: usize = 0;
let likest: usize = 0;
/** Per pair of patches: pixels of common border, the mean step across it, what joining them costs. */
let lengths: usize = 0;
let steps: usize = 0;
let costs: usize = 0;

// @ts-ignore: decorator
@inline
function pair(k: i32, m: i32): usize {
  return (k * count + m) << 2;
}

// @ts-ignore: decorator
@inline
function isAlive(k: i32): bool {
  return load<i32>(parent + k * 4) == k;
}

/**
 * Begin with every patch by itself.
 * @param measures the patches; they change as patches are joined.
 * @param area of all of them.
 * @param links per link two i32, the patches, and two f32, length and step.
 * @param joined receives, per patch, what it was joined to, or itself.
 * @param scratch room for 4 bytes per patch, and 12 per pair of patches, all 0.
 */
export function beginMerge(
  number: i32, measures: usize, area: f64, links: usize, linkCount: i32, joined: usize,
  scratch: usize,
): void {
  count = number;
  left = number;
  patches = measures;
  whole = area;
  parent = joined;
  lengths = scratch;
  steps = lengths + pair(count, 0);
  costs = steps + pair(count, 0);
  likest = costs + pair(count, 0);
  for (let i = 0; i < count * count; i++) store<f32>(costs + i * 4, Infinity);
  for (let k = 0; k < count; k++) store<i32>(parent + k * 4, k);
  for (let i = 0; i < linkCount; i++, links += 16) {
    const k = load<i32>(links);
    const m = load<i32>(links, 4);
    setPair(k, m, load<f32>(links, 8), load<f32>(links, 12));
    setCost(k, m, measure(k, m));
  }
  for (let k = 0; k < count; k++) findLikest(k);
}

/**
 * Join the two most alike, again and again, while they differ by no more than `outline` and more
 * than `fewest` are left.
 */
export function mergeUpTo(outline: f64, fewest: i32): void {
  while (left > fewest) {
    let from = -1;
    let least: f64 = Infinity;
    for (let k = 0; k < count; k++) {
      const best = load<i32>(likest + k * 4);
      if (!isAlive(k) || best < 0) continue;
      const cost = <f64>load<f32>(costs + pair(k, best));
      if (cost < least) {
        least = cost;
        from = k;
      }
    }
    if (from < 0 || least > outline) return;
    const to = load<i32>(likest + from * 4);
    absorb(min(from, to), max(from, to));
  }
}

// @ts-ignore: decorator
@inline
function valueOf(k: i32, place: usize): f64 {
  return <f64>load<f32>(patches + k * 24 + place);
}

function measure(k: i32, m: i32): f64 {
  const dl = lightness * (valueOf(k, 4) - valueOf(m, 4));
  const da = valueOf(k, 8) - valueOf(m, 8);
  const db = valueOf(k, 12) - valueOf(m, 12);
  const between = sqrt(dl * dl + da * da + db * db);
  const rougher = 1.5 * abs(valueOf(k, 16) - valueOf(m, 16));
  // Small pieces join early, large ones only when they are truly alike.
  const smaller = min(valueOf(k, 0), valueOf(m, 0)) / whole;
  const size = min(1.25, 0.35 + 0.9 * sqrt(smaller / 0.01));
  // Among leaves, colours differ from patch to patch without meaning anything.
  const leafy = min(valueOf(k, 16), valueOf(m, 16)) / leafiness;
  const step = <f64>load<f32>(steps + pair(k, m));
  const differ = (0.65 * between + 0.35 * step) / (1 + leafy * leafy);
  return (differ + rougher) * size;
}

function setPair(k: i32, m: i32, length: f32, step: f32): void {
  store<f32>(lengths + pair(k, m), length);
  store<f32>(lengths + pair(m, k), length);
  store<f32>(steps + pair(k, m), step);
  store<f32>(steps + pair(m, k), step);
}

function setCost(k: i32, m: i32, cost: f64): void {
  store<f32>(costs + pair(k, m), <f32>cost);
  store<f32>(costs + pair(m, k), <f32>cost);
}

function findLikest(k: i32): void {
  let best = -1;
  let least: f32 = Infinity;
  const row = costs + pair(k, 0);
  for (let m = 0; m < count; m++) {
    const cost = load<f32>(row + m * 4);
    if (cost < least) {
      least = cost;
      best = m;
    }
  }
  store<i32>(likest + k * 4, best);
}

function absorb(keep: i32, drop: i32): void {
  const area = valueOf(keep, 0) + valueOf(drop, 0);
  const share = valueOf(drop, 0) / area;
  for (let place: usize = 4; place < 20; place += 4) {
    const own = valueOf(keep, place);
    const mean = own + (valueOf(drop, place) - own) * share;
    store<f32>(patches + keep * 24 + place, <f32>mean);
  }
  store<f32>(patches + keep * 24, <f32>area);
  store<i32>(parent + drop * 4, keep);
  left--;
  setCost(keep, drop, Infinity);
  for (let m = 0; m < count; m++) {
    if (m == keep || !isAlive(m)) continue;
    const added = <f64>load<f32>(lengths + pair(drop, m));
    if (added > 0) {
      const had = <f64>load<f32>(lengths + pair(keep, m));
      const sum =
        had * <f64>load<f32>(steps + pair(keep, m)) +
        added * <f64>load<f32>(steps + pair(drop, m));
      setPair(keep, m, <f32>(had + added), <f32>(sum / (had + added)));
      setCost(drop, m, Infinity);
    }
    if (load<f32>(lengths + pair(keep, m)) == 0) continue;
    const cost = measure(keep, m);
    setCost(keep, m, cost);
    const best = load<i32>(likest + m * 4);
    if (best == keep || best == drop) findLikest(m);
    else if (cost < <f64>load<f32>(costs + pair(m, best))) store<i32>(likest + m * 4, keep);
  }
  findLikest(keep);
}
