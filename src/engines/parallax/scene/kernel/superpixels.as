// The loops of superpixels.ts.

/**
 * Give every pixel the number of the centre that it is nearest to in colour and place.
 * @param centres five f32 each: L, a, b, x, y.
 * @param spatial what a squared pixel of distance counts, in squared units of Lab.
 * @param best room for a plane.
 */
export function assignPixels(
  l: usize, a: usize, b: usize, width: i32, height: i32,
  centres: usize, count: i32, spatial: f64, reach: i32, labels: usize, best: usize,
): void {
  for (let i = 0; i < width * height; i++) store<f32>(best + i * 4, Infinity);
  for (let k = 0; k < count; k++) {
    const centre = centres + k * 20;
    const cl = <f64>load<f32>(centre);
    const ca = <f64>load<f32>(centre, 4);
    const cb = <f64>load<f32>(centre, 8);
    const cx = <f64>load<f32>(centre, 12);
    const cy = <f64>load<f32>(centre, 16);
    const middleX = <i32>floor(cx + 0.5);
    const middleY = <i32>floor(cy + 0.5);
    const left = max(0, middleX - reach);
    const right = min(width - 1, middleX + reach);
    for (let y = max(0, middleY - reach); y <= min(height - 1, middleY + reach); y++) {
      const away = <f64>y - cy;
      const dy = away * away * spatial;
      let x = left;
      for (; x < right; x += 2) {
        const at = (y * width + x) * 4;
        const dl = f64x2.sub(loadTwo(l + at), f64x2.splat(cl));
        const da = f64x2.sub(loadTwo(a + at), f64x2.splat(ca));
        const db = f64x2.sub(loadTwo(b + at), f64x2.splat(cb));
        const places = f64x2.replace_lane(f64x2.splat(<f64>x), 1, <f64>(x + 1));
        const dx = f64x2.sub(places, f64x2.splat(cx));
        const colour = f64x2.add(f64x2.add(f64x2.mul(dl, dl), f64x2.mul(da, da)), f64x2.mul(db, db));
        const place = f64x2.mul(f64x2.mul(dx, dx), f64x2.splat(spatial));
        const distance = f64x2.add(f64x2.add(colour, place), f64x2.splat(dy));
        const nearer = f64x2.lt(distance, loadTwo(best + at));
        if (!v128.any_true(nearer)) continue;
        take(at, k, f64x2.extract_lane(distance, 0), labels, best);
        take(at + 4, k, f64x2.extract_lane(distance, 1), labels, best);
      }
      if (x > right) continue;
      const at = (y * width + x) * 4;
      const dl = <f64>load<f32>(l + at) - cl;
      const da = <f64>load<f32>(a + at) - ca;
      const db = <f64>load<f32>(b + at) - cb;
      const dx = <f64>x - cx;
      take(at, k, dl * dl + da * da + db * db + dx * dx * spatial + dy, labels, best);
    }
  }
}

// @ts-ignore: decorator
@inline
function loadTwo(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

// @ts-ignore: decorator
@inline
function take(at: usize, k: i32, distance: f64, labels: usize, best: usize): void {
  if (!(distance < <f64>load<f32>(best + at))) return;
  store<f32>(best + at, <f32>distance);
  store<i32>(labels + at, k);
}

/**
 * Move every centre to the middle of its pixels.
 * @param sums room for six f32 for each.
 */
export function moveCentres(
  l: usize, a: usize, b: usize, width: i32, height: i32,
  centres: usize, count: i32, labels: usize, sums: usize,
): void {
  memory.fill(sums, 0, count * 24);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const sum = sums + load<i32>(labels + at) * 24;
      store<f32>(sum, load<f32>(sum) + load<f32>(l + at));
      store<f32>(sum, load<f32>(sum, 4) + load<f32>(a + at), 4);
      store<f32>(sum, load<f32>(sum, 8) + load<f32>(b + at), 8);
      store<f32>(sum, load<f32>(sum, 12) + <f32>x, 12);
      store<f32>(sum, load<f32>(sum, 16) + <f32>y, 16);
      store<f32>(sum, load<f32>(sum, 20) + 1, 20);
    }
  }
  for (let k = 0; k < count; k++) {
    const sum = sums + k * 24;
    const pixels = load<f32>(sum, 20);
    if (pixels == 0) continue;
    for (let c = 0; c < 20; c += 4) store<f32>(centres + k * 20 + c, load<f32>(sum + c) / pixels);
  }
}

/**
 * Number the connected pieces afresh; a piece under `smallest` pixels joins one beside it.
 * @param joined receives the numbers.
 * @param queue room for a plane.
 * @returns how many there are.
 */
export function joinFragments(
  labels: usize, width: i32, height: i32, smallest: f64, joined: usize, queue: usize,
): i32 {
  const size = width * height;
  memory.fill(joined, 0xff, size * 4);
  let count = 0;
  for (let seed = 0; seed < size; seed++) {
    if (load<i32>(joined + seed * 4) != -1) continue;
    // Pixels come in reading order, so the one to the left or above is already numbered.
    let beside = -1;
    if (seed % width > 0) beside = load<i32>(joined + seed * 4 - 4);
    else if (seed >= width) beside = load<i32>(joined + (seed - width) * 4);
    const pixels = flood(labels, width, size, seed, count, joined, queue);
    if (<f64>pixels < smallest && beside != -1) {
      for (let i = 0; i < pixels; i++) {
        store<i32>(joined + load<i32>(queue + i * 4) * 4, beside);
      }
    } else {
      count++;
    }
  }
  return count;
}

let waiting: i32 = 0;

/** Number what hangs together with a pixel; tells how many pixels that is, and lists them. */
function flood(
  labels: usize, width: i32, size: i32, seed: i32, number: i32, joined: usize, queue: usize,
): i32 {
  const own = load<i32>(labels + seed * 4);
  store<i32>(queue, seed);
  store<i32>(joined + seed * 4, number);
  waiting = 1;
  for (let head = 0; head < waiting; head++) {
    const at = load<i32>(queue + head * 4);
    const x = at % width;
    if (x > 0) visit(at - 1, own, number, labels, joined, queue);
    if (x + 1 < width) visit(at + 1, own, number, labels, joined, queue);
    if (at >= width) visit(at - width, own, number, labels, joined, queue);
    if (at + width < size) visit(at + width, own, number, labels, joined, queue);
  }
  return waiting;
}

// @ts-ignore: decorator
@inline
function visit(
  at: i32, own: i32, number: i32, labels: usize, joined: usize, queue: usize,
): void {
  if (load<i32>(joined + at * 4) != -1 || load<i32>(labels + at * 4) != own) return;
  store<i32>(joined + at * 4, number);
  store<i32>(queue + waiting * 4, at);
  waiting++;
}
