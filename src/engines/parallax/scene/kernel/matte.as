// The loops of matte.ts.
import {
  alpha,
  backColours,
  copyPixel,
  depth,
  frontColours,
  height,
  picture,
  width,
} from './layers';

/** Squared colour distance of object and background below which colour cannot tell them apart. */
const indistinct: f64 = 24 * 24;

/** Squared distance from a mixture of object and background within which a pixel is one. */
const likeMixture: f64 = 12 * 12;
/** The alpha of the faintest mixture, over which the picture's own colour can still be told. */
const leastTrace: f64 = 0.03;

/**
 * Squared colour distance around a pixel up to which its background has no detail of its own: what
 * is neither object nor background there, such as the bright line of a sharpened edge, is the
 * edge's and goes with it. So does what is too thin to have an inside.
 */
const evenBackground: i32 = 14 * 14;

/**
 * The same before a background with detail, for what differs from it by so much, and so many times
 * as much as the background around does (both squared): a thing's dark line against grass.
 */
const odd: i32 = 30 * 30;
const oddness: i32 = 6;

/** Levels by which a pixel may differ from the background that was made up in its place. */
const likeBackground: i32 = 9;
/** How far apart the channels' differences may be for it to be a difference in brightness alone. */
const sameHue: i32 = 16;

/**
 * Give the pixels outside the object, up to `reach` from it, and those inside their alpha and their
 * own colour.
 * @param outside see `cutRim`.
 * @param inside more pixels.
 * @param offsets of `places` places to look at, two i32 each.
 * @param half of the depth difference that parts object and background.
 */
export function matteRim(
  outside: usize, distances: usize, depths: usize, count: i32, reach: i32,
  inside: usize, insideCount: i32, offsets: usize, places: i32, half: f64,
): void {
  for (let i = 0; i < count && <i32>load<u8>(distances + i) <= reach; i++) {
    const nearFrom = <f64>load<f32>(depths + i * 4) - half;
    mattePixel(load<i32>(outside + i * 4), nearFrom, true, offsets, places);
  }
  for (let i = 0; i < insideCount; i++) {
    const at = load<i32>(inside + i * 4);
    const nearFrom = <f64>load<f32>(depth + at * 4) - half;
    mattePixel(at, nearFrom, false, offsets, places);
  }
}

function mattePixel(at: i32, nearFrom: f64, outside: bool, offsets: usize, places: i32): void {
  const own = picture + at * 3;
  const back = backColours + at * 3;
  lookAround(at, nearFrom, offsets, places);
  let share = judgeShare(own, back, outside);
  if (share == 0) {
    // Background after all: it stays where it is, in its own colour.
    store<u8>(alpha + at, 0);
    copyPixel(own, back);
    return;
  }
  if (share < 1) share = max(share, leastAlpha(own, back));
  const step = min(255, <i32>ceil(255 * share));
  store<u8>(alpha + at, <u8>step);
  if (step == 255) return;
  const part = <f64>step / 255;
  const to = frontColours + at * 3;
  store<u8>(to, unmix(own, back, part));
  store<u8>(to, unmix(own + 1, back + 1, part), 1);
  store<u8>(to, unmix(own + 2, back + 2, part), 2);
}

// What is seen around a pixel. Of the object: the sums of its colours over so many places.
let red: i32 = 0;
let green: i32 = 0;
let blue: i32 = 0;
let near: i32 = 0;
// Of the background: how far it is from the one made up for the pixel (squared), over so many places.
let uneven: i32 = 0;
let far: i32 = 0;
// The same where the picture is not rather like the pixel itself.
let unlike: i32 = 0;
let others: i32 = 0;

/** Look around a pixel, outside its blur. */
function lookAround(at: i32, nearFrom: f64, offsets: usize, places: i32): void {
  const x = at % width;
  const y = at / width;
  const own = picture + at * 3;
  const back = backColours + at * 3;
  red = 0;
  green = 0;
  blue = 0;
  near = 0;
  uneven = 0;
  far = 0;
  unlike = 0;
  others = 0;
  for (let i = 0; i < places * 8; i += 8) {
    const px = x + load<i32>(offsets + i);
    const py = y + load<i32>(offsets + i, 4);
    if (px < 0 || py < 0 || px >= width || py >= height) continue;
    const p = py * width + px;
    const colour = picture + p * 3;
    if (isFar(p, nearFrom)) {
      const off = squaredDifference(colour, back);
      uneven += off;
      far++;
      if (off <= squaredDifference(colour, own)) {
        unlike += off;
        others++;
      }
      continue;
    }
    // Not the outermost pixels of the object, which are mixed themselves.
    if (px > 0 && isFar(p - 1, nearFrom)) continue;
    if (px + 1 < width && isFar(p + 1, nearFrom)) continue;
    if (py > 0 && isFar(p - width, nearFrom)) continue;
    if (py + 1 < height && isFar(p + width, nearFrom)) continue;
    red += load<u8>(colour);
    green += load<u8>(colour, 1);
    blue += load<u8>(colour, 2);
    near++;
  }
}

/** How much of the pixel looked around is the object's; 0 when it is background after all. */
function judgeShare(own: usize, back: usize, outside: bool): f64 {
  const geometric: f64 = outside ? 0 : 1;
  if (near == 0) return outside && isEven() ? 0.2 : geometric;
  const dr = <f64>red / <f64>near - <f64>load<u8>(back);
  const dg = <f64>green / <f64>near - <f64>load<u8>(back, 1);
  const db = <f64>blue / <f64>near - <f64>load<u8>(back, 2);
  const apart = dr * dr + dg * dg + db * db;
  const r = difference(own, back);
  const g = difference(own + 1, back + 1);
  const b = difference(own + 2, back + 2);
  const byColour = min(1.0, max(0.0, (r * dr + g * dg + b * db) / (apart + 1)));
  const share = geometric + (byColour - geometric) * (apart / (apart + indistinct));
  if (share > 0.92) return 1;
  if (share >= 0.2) return share;
  const offRed = r - byColour * dr;
  const offGreen = g - byColour * dg;
  const offBlue = b - byColour * db;
  const off = offRed * offRed + offGreen * offGreen + offBlue * offBlue;
  // A last trace of the object goes with it, too. Left behind, it would draw a faint outline of
  // what has moved away.
  if (off < likeMixture) return max(share, leastTrace);
  return isEven() || isOdd(own, back) || isGhost(own, back) ? 0.2 : 0;
}

function isEven(): bool {
  return uneven <= evenBackground * far;
}

// @ts-ignore: decorator
@inline
function isFar(pixel: i32, nearFrom: f64): bool {
  return <f64>load<f32>(depth + pixel * 4) < nearFrom;
}

// @ts-ignore: decorator
@inline
function difference(one: usize, other: usize): f64 {
  return <f64>(<i32>load<u8>(one) - <i32>load<u8>(other));
}

function squaredDifference(one: usize, other: usize): i32 {
  const r = <i32>load<u8>(one) - <i32>load<u8>(other);
  const g = <i32>load<u8>(one, 1) - <i32>load<u8>(other, 1);
  const b = <i32>load<u8>(one, 2) - <i32>load<u8>(other, 2);
  return r * r + g * g + b * b;
}

/** Whether a pixel stands out from its background farther than the background does by itself. */
function isOdd(own: usize, back: usize): bool {
  const off = squaredDifference(own, back);
  return 5 * others > 2 * far && off > odd && off * others > oddness * unlike;
}

/**
 * Whether a pixel is brighter or darker than its background, but of no other colour: sharpening
 * leaves such lines along edges. A different hue is detail of the background.
 */
function isGhost(own: usize, back: usize): bool {
  const r = <i32>load<u8>(own) - <i32>load<u8>(back);
  const g = <i32>load<u8>(own, 1) - <i32>load<u8>(back, 1);
  const b = <i32>load<u8>(own, 2) - <i32>load<u8>(back, 2);
  const most = max(r, max(g, b));
  const least = min(r, min(g, b));
  return most - least < sameHue && (least > likeBackground || most < -likeBackground);
}

/** The least alpha with which some colour, laid over the background, gives the picture's own. */
function leastAlpha(mixed: usize, back: usize): f64 {
  let least: f64 = 0;
  for (let i = 0; i < 3; i++) {
    const m = <f64>load<u8>(mixed + i);
    const b = <f64>load<u8>(back + i);
    if (m > b) least = max(least, (m - b) / (255 - b));
    else if (m < b) least = max(least, (b - m) / b);
  }
  return least;
}

function unmix(mixed: usize, back: usize, share: f64): u8 {
  const value = (<f64>load<u8>(mixed) - (1 - share) * <f64>load<u8>(back)) / share;
  return value < 0 ? 0 : value > 255 ? 255 : <u8>(value + 0.5);
}
