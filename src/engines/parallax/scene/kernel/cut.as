// The loops of layers.ts. Places are those of planes at half the picture's size; what is worked out
// there is smooth, and only the share of what is in front is worked out pixel by pixel.

/** Bytes of a plane of places; planes of several values lie one after the other. */
let plane: i32 = 0;
let columns: i32 = 0;
let rows: i32 = 0;
let jump: f32 = 0;
/** Whether depth is exact: a place is cut or it is not, on the side that its own depth tells. */
let exact: bool = false;

/** Say how large the picture is, and from which step in depth it is cut. */
export function setCut(width: i32, height: i32, leastJump: f32): void {
  columns = (width + 1) >> 1;
  rows = (height + 1) >> 1;
  plane = columns * rows * 4;
  jump = leastJump;
  exact = false;
}

/** How much a step in depth is a cut: not at all at `jump`, wholly at twice as much. */
// @ts-ignore: decorator
@inline
function cutAt(step: f32): f32 {
  if (exact) return step > jump ? 1 : 0;
  const t = min<f32>(1, max<f32>(0, step / jump - 1));
  return t * t * (<f32>3 - <f32>2 * t);
}

// @ts-ignore: decorator
@inline
function clamp(value: f32): f32 {
  return min<f32>(1, max<f32>(0, value));
}

/** How far depth rises over two places: from the most and the least within one. */
export function measureRise(most: usize, least: usize, out: usize): void {
  for (let at = 0; at < plane; at += 4) {
    store<f32>(out + at, load<f32>(most + at) - load<f32>(least + at));
  }
}

/** A step rises within four places; what rises more slowly is a slope. */
// @ts-ignore: decorator
@inline
function stepOf(high: f32, low: f32, rise: f32): f32 {
  return min<f32>(high - low, <f32>2 * rise);
}

/** Whether depth has a step anywhere that is cut. */
export function hasCut(rise: usize): bool {
  for (let at = 0; at < plane; at += 4) {
    if (<f32>2 * load<f32>(rise + at) > jump) return true;
  }
  return false;
}

/** How steep depth is: its rise over two places, whatever the direction. */
export function measureSlope(depth: usize, out: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (row * columns + column) * 4;
      const left = column > 0 ? at - 4 : at;
      const right = column < columns - 1 ? at + 4 : at;
      const up = row > 0 ? at - columns * 4 : at;
      const down = row < rows - 1 ? at + columns * 4 : at;
      const across = load<f32>(depth + right) - load<f32>(depth + left);
      const along = load<f32>(depth + down) - load<f32>(depth + up);
      store<f32>(out + at, sqrt<f32>(across * across + along * along));
    }
  }
}

/** Take depth for exact from now on. */
export function trustDepth(): void {
  exact = true;
}

/**
 * Whether most places beside a cut see all of their step rise within two places.
 * @param most and `least` around every place, and `slope` the most that depth rises there.
 */
export function isSharp(most: usize, least: usize, slope: usize): bool {
  let cut = 0;
  let sharp = 0;
  for (let at = 0; at < plane; at += 4) {
    const step = load<f32>(most + at) - load<f32>(least + at);
    const steep = load<f32>(slope + at);
    if (stepOf(step, 0, steep) < jump) continue;
    cut++;
    if (steep > 0.9 * step) sharp++;
  }
  return sharp > <i32>(0.6 * <f64>cut);
}

/**
 * Make steps sharp: what is nearer than their middle comes up, the rest goes down.
 * @param most and `least` within the rim's distance, and `rise` the most that depth rises there.
 */
export function sharpenDepth(depth: usize, most: usize, least: usize, rise: usize, out: usize): void {
  for (let at = 0; at < plane; at += 4) {
    const own = load<f32>(depth + at);
    const high = load<f32>(most + at);
    const low = load<f32>(least + at);
    const side = own > 0.5 * (high + low) ? high : low;
    const cut = cutAt(stepOf(high, low, load<f32>(rise + at)));
    store<f32>(out + at, own + cut * (side - own));
  }
}

/** On which side of the step around it a place lies: 0 behind, 1 in front. Where there is none, 1. */
export function judgeSides(depth: usize, most: usize, least: usize, out: usize): void {
  for (let at = 0; at < plane; at += 4) {
    const high = load<f32>(most + at);
    const low = load<f32>(least + at);
    const step = high - low;
    const share: f32 = (load<f32>(depth + at) - <f32>0.5 * (high + low)) * <f32>2 / step + <f32>0.5;
    store<f32>(out + at, step < jump ? <f32>1 : clamp(share));
  }
}

/** Draw shares away from a half. */
export function steepen(shares: usize, by: f32): void {
  for (let at = 0; at < plane; at += 4) {
    store<f32>(shares + at, clamp((load<f32>(shares + at) - 0.5) * by + 0.5));
  }
}

/**
 * Measure the cut at every place.
 * @param depth with its steps made sharp; `near` and `far` the most and the least around it.
 * @param inner the most within a smaller distance: beyond it, the front is kept clear.
 * @param shares how much of a place is in front, by its colours.
 * @param strength receives how much is cut there, 0..1; `clear` how much of the front may show there;
 *   `front` the share of the front; `touched` 1 where a trace of the front may be seen.
 */
export function measureCut(
  depth: usize, near: usize, far: usize, rise: usize, inner: usize, shares: usize,
  strength: usize, clear: usize, front: usize, touched: usize,
): void {
  for (let at = 0; at < plane; at += 4) {
    const high = load<f32>(near + at);
    const low = load<f32>(far + at);
    const step = high - low;
    const cut = cutAt(stepOf(high, low, load<f32>(rise + at)));
    let open: f32 = 1;
    if (cut > 0 && load<f32>(depth + at) < 0.5 * (high + low)) {
      open = clamp(<f32>4 * ((load<f32>(inner + at) - low) / step - 0.5));
    }
    const share = open * clamp((load<f32>(shares + at) - 0.5) * contrast + 0.5);
    store<f32>(strength + at, cut);
    store<f32>(clear + at, open);
    store<f32>(front + at, 1 - cut * (1 - share));
    store<f32>(touched + at, cut > 0 && share > trace ? 1 : 0);
  }
}

/** The guided filter leaves its shares short of 0 and 1. */
const contrast: f32 = 1.6;
/** A smaller share of the front is not seen. */
const trace: f32 = 0.02;

/**
 * Choose what the background is made up from: what lies beside the front, clean of it.
 * @param near2 and `far2`: the most and the least within twice the distance; `rise2` likewise.
 * @param dirty how much of the front may be mixed in, 0..1.
 * @param known receives the weight of each place; `behind` the depth of the background there, and
 *   `places` where it lies, across and down.
 */
export function chooseSources(
  depth: usize, far: usize, near2: usize, far2: usize, rise2: usize, strength: usize, front: usize, dirty: usize,
  known: usize, behind: usize, places: usize,
): void {
  for (let at = 0; at < plane; at += 4) {
    store<f32>(places + at, <f32>((at >> 2) % columns));
    store<f32>(places + plane + at, <f32>((at >> 2) / columns));
    const cut = load<f32>(strength + at) > 0;
    const own = cut ? load<f32>(far + at) : load<f32>(depth + at);
    const high = load<f32>(near2 + at);
    // What lies behind a high step counts more: a low one may be a dent in what is in front of it.
    const step = stepOf(high, own, load<f32>(rise2 + at));
    let weight = cutAt(step) * min<f32>(1, 3 * step) * (1 - load<f32>(dirty + at));
    if (cut && load<f32>(front + at) == 1) weight = 0;
    if (!cut && own > 0.5 * (high + load<f32>(far2 + at))) weight = 0;
    store<f32>(known + at, weight);
    store<f32>(behind + at, own);
  }
}

/** How far `smoothAlike` looks to every side, in places, every other one. */
const around: i32 = 6;

/**
 * The mean colour around each place of what lies at its own depth and is clean.
 * @param colours three planes; `zone` is 0 where nobody asks.
 */
export function smoothAlike(colours: usize, depth: usize, dirty: usize, zone: usize, out: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (row * columns + column) * 4;
      if (load<f32>(zone + at) == 0) continue;
      const own = load<f32>(depth + at);
      let red: f32 = 0;
      let green: f32 = 0;
      let blue: f32 = 0;
      let sum: f32 = 0.001;
      for (let j = max(row & 1, row - around); j <= min(rows - 1, row + around); j += 2) {
        for (let i = max(column & 1, column - around); i <= min(columns - 1, column + around); i += 2) {
          const other = (j * columns + i) * 4;
          if (abs<f32>(load<f32>(depth + other) - own) > jump) continue;
          const weight = <f32>1 - load<f32>(dirty + other);
          sum += weight;
          red += weight * load<f32>(colours + other);
          green += weight * load<f32>(colours + plane + other);
          blue += weight * load<f32>(colours + 2 * plane + other);
        }
      }
      store<f32>(out + at, red / sum);
      store<f32>(out + plane + at, green / sum);
      store<f32>(out + 2 * plane + at, blue / sum);
    }
  }
}

/** Multiply a plane by another. */
export function multiplyPlane(plane1: usize, by: usize, out: usize): void {
  for (let at = 0; at < plane; at += 4) {
    store<f32>(out + at, load<f32>(plane1 + at) * load<f32>(by + at));
  }
}

// Between the places around a pixel: where they lie, and how much each weighs.
let first: usize = 0;
let right: usize = 0;
let down: usize = 0;
let shareX: f32 = 0;
let shareY: f32 = 0;

function lookAt(x: i32, y: i32): void {
  const u = max<f32>(0, (<f32>x + 0.5) * 0.5 - 0.5);
  const v = max<f32>(0, (<f32>y + 0.5) * 0.5 - 0.5);
  const column = min(columns - 1, <i32>u);
  const row = min(rows - 1, <i32>v);
  first = (row * columns + column) * 4;
  right = (min(columns - 1, column + 1) - column) * 4;
  down = (min(rows - 1, row + 1) - row) * columns * 4;
  shareX = u - <f32>column;
  shareY = v - <f32>row;
}

// @ts-ignore: decorator
@inline
function valueOf(values: usize): f32 {
  const at = values + first;
  const upper = load<f32>(at) + shareX * (load<f32>(at + right) - load<f32>(at));
  const lower = load<f32>(at + down) + shareX * (load<f32>(at + down + right) - load<f32>(at + down));
  return upper + shareY * (lower - upper);
}

/**
 * Cut the picture into its two layers, which hold the picture when this begins.
 * @param near and the other planes: as above. `fit` is what tells shares by colours, `zone` is 1 where
 *   the background may be uncovered, `fill` four planes: the background made up, and its depth.
 * @param frontMean four planes: the front's mean colours, each multiplied by its share, and the share.
 * @param frontRgb and the other layers: of the picture's size.
 */
export function cutLayers(
  rgb: usize, width: i32, height: i32, strength: usize, clear: usize, near: usize, far: usize,
  fit: usize, dirty: usize, known: usize, zone: usize, fill: usize, frontMean: usize,
  depth: usize, smooth: usize, frontRgb: usize, alpha: usize, frontDepth: usize, backRgb: usize, backDepth: usize,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = ((y >> 1) * columns + (x >> 1)) * 4;
      const cut = load<f32>(strength + place);
      if (cut == 0 && load<f32>(zone + place) == 0) continue;
      const pixel = y * width + x;
      const own = load<f32>(frontDepth + pixel * 4);
      const from = rgb + pixel * 3;
      const back = backRgb + pixel * 3;
      lookAt(x, y);
      const behind = valueOf(fill + 3 * plane);
      if (cut == 0) {
        if (load<f32>(known + place) > 0.5 || own - behind < 0.5 * jump) continue;
        store<f32>(backDepth + pixel * 4, behind);
        findDetail(x, y, width, height, behind, depth, dirty, fill);
        for (let i = 0; i < 3; i++) store<u8>(back + i, toByte(makeUp(rgb, width, i, fill, smooth)));
        continue;
      }
      const share = exact ? sideOf(own, near + place, far + place) : shareOf(from, fit) * load<f32>(clear + place);
      const opaque = toByte(255 * (1 - cut * (1 - share)));
      store<u8>(alpha + pixel, opaque);
      store<f32>(frontDepth + pixel * 4, own + cut * (load<f32>(near + place) - own));
      const whole = opaque == 255;
      const deep = whole ? behind : own + cut * (load<f32>(far + place) - own);
      store<f32>(backDepth + pixel * 4, min(own, deep));
      const made: f32 = whole ? 1 : valueOf(dirty);
      if (made > 0) findDetail(x, y, width, height, behind, depth, dirty, fill);
      const part = <f32>opaque / 255;
      const weight = max<f32>(0.001, valueOf(frontMean + 3 * plane));
      for (let i = 0; i < 3; i++) {
        const mixed = <f32>load<u8>(from + i);
        const hidden = made > 0 ? mixed + made * (makeUp(rgb, width, i, fill, smooth) - mixed) : mixed;
        store<u8>(back + i, toByte(hidden));
        if (whole) continue;
        const mean = valueOf(frontMean + i * plane) / weight;
        const unmixed = opaque > 0 ? (mixed - (1 - part) * hidden) / part : mean;
        const kept = min<f32>(mean + spread, max<f32>(mean - spread, unmixed));
        store<u8>(frontRgb + pixel * 3 + i, toByte(kept));
      }
    }
  }
}

// Detail for what is made up: the pixel that lies as far on the other side of the background beside it,
// and how much of its detail is taken. Lines that run into the cut go on straight that way.
let detailX: i32 = 0;
let detailY: i32 = 0;
let detailPlace: i32 = 0;
let detailShare: f32 = 0;

function findDetail(
  x: i32, y: i32, width: i32, height: i32, behind: f32, depth: usize, dirty: usize, fill: usize,
): void {
  const acrossTo = <f32>4 * valueOf(fill + 4 * plane) + <f32>1 - <f32>x;
  const downTo = <f32>4 * valueOf(fill + 5 * plane) + <f32>1 - <f32>y;
  detailX = min(width - 1, max(0, <i32>nearest<f32>(acrossTo)));
  detailY = min(height - 1, max(0, <i32>nearest<f32>(downTo)));
  detailPlace = ((detailY >> 1) * columns + (detailX >> 1)) * 4;
  const nearer = (load<f32>(depth + detailPlace) - behind) / jump;
  detailShare = clamp(2 - 2 * nearer) * clamp(1 - 4 * load<f32>(dirty + detailPlace));
}

/** A channel of the background that is made up at a pixel. */
// @ts-ignore: decorator
@inline
function makeUp(rgb: usize, width: i32, channel: i32, fill: usize, smooth: usize): f32 {
  const shown = <f32>load<u8>(rgb + (detailY * width + detailX) * 3 + channel);
  const detail = shown - load<f32>(smooth + channel * plane + detailPlace);
  return valueOf(fill + channel * plane) + detailShare * detail;
}

/** Levels by which a mixed pixel's own colour may differ from the front around it. */
const spread: f32 = 40;

/** How much of a pixel is in front, by its colour. */
// @ts-ignore: decorator
@inline
function shareOf(rgb: usize, fit: usize): f32 {
  const value = valueOf(fit) * <f32>load<u8>(rgb) + valueOf(fit + plane) * <f32>load<u8>(rgb, 1)
    + valueOf(fit + 2 * plane) * <f32>load<u8>(rgb, 2) + valueOf(fit + 3 * plane);
  return clamp((value - 0.5) * contrast + 0.5);
}

/** Whether a pixel of this depth is in front of the middle of its step: 1, or 0. */
// @ts-ignore: decorator
@inline
function sideOf(own: f32, near: usize, far: usize): f32 {
  return own > 0.5 * (load<f32>(near) + load<f32>(far)) ? 1 : 0;
}

// @ts-ignore: decorator
@inline
function toByte(value: f32): u8 {
  return <u8>(min<f32>(255, max<f32>(0, value)) + 0.5);
}
