/**
 * The foreground's outline, softly: pixels on an edge are part object and part background. How
 * much of each is read off their colour, between that of the object just inside and that of the
 * background just outside; the background's share is then taken out of their colour, so that the
 * outline carries no halo when it moves before something else.
 */
import type { Picture } from '../../../media/picture.ts';
import type { Layers } from './canvas.ts';
import type { Rim } from './rim.ts';

const directions = 8;

/** Rings of places to look at around a rim pixel, outside its blur: dx, dy, dx, dy, … */
function layRings(rim: number): Int8Array {
  return Int8Array.from(
    [rim, rim + 2, rim + 4].flatMap((radius) =>
      Array.from({ length: directions }, (_, i) => {
        const angle = ((i + (radius % 2) / 2) * 2 * Math.PI) / directions;
        return [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))];
      }).flat(),
    ),
  );
}

/** Squared colour distance of object and background below which colour cannot tell them apart. */
const indistinct = 24 * 24;

/** Squared distance from a mixture of object and background within which a pixel is one. */
const likeMixture = 12 * 12;
/** The alpha of the faintest mixture, over which the picture's own colour can still be told. */
const leastTrace = 0.03;

/**
 * Squared colour distance around a pixel up to which its background has no detail of its own: what
 * is neither object nor background there, such as the bright line of a sharpened edge, is the
 * edge's and goes with it. So does what is too thin to have an inside.
 */
const evenBackground = 14 * 14;

/** Levels by which a pixel may differ from the background that was made up in its place. */
const likeBackground = 9;
/** How far apart the channels' differences may be for it to be a difference in brightness alone. */
const sameHue = 16;

/**
 * Give the rim its alpha and its own colour.
 * @param options.jump the depth difference that parts object and background.
 * @param options.reach how many pixels outside the object may be part of it.
 */
export function matteRim(
  { width, height, data }: Picture,
  depth: Float32Array,
  { foreground, background }: Layers,
  rim: Rim,
  { jump, reach }: { jump: number; reach: number },
): void {
  const offsets = layRings(reach);
  for (let i = 0; i < rim.outside.length && rim.distance[i]! <= reach; i++) {
    const at = rim.outside[i]!;
    mattePixel(at, at % width, Math.floor(at / width), rim.depth[i]! - jump / 2, true);
  }
  for (const at of rim.inside) {
    mattePixel(at, at % width, Math.floor(at / width), depth[at]! - jump / 2, false);
  }

  function mattePixel(at: number, x: number, y: number, nearFrom: number, outside: boolean): void {
    let fr = 0;
    let fg = 0;
    let fb = 0;
    let near = 0;
    let uneven = 0;
    let far = 0;
    for (let i = 0; i < offsets.length; i += 2) {
      const px = x + offsets[i]!;
      const py = y + offsets[i + 1]!;
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      const p = py * width + px;
      if (depth[p]! < nearFrom) {
        uneven += squaredDifference(data, p * 3, background.rgb, at * 3);
        far++;
        continue;
      }
      // Not the outermost pixels of the object, which are mixed themselves.
      if (px > 0 && depth[p - 1]! < nearFrom) continue;
      if (px + 1 < width && depth[p + 1]! < nearFrom) continue;
      if (py > 0 && depth[p - width]! < nearFrom) continue;
      if (py + 1 < height && depth[p + width]! < nearFrom) continue;
      fr += data[p * 3]!;
      fg += data[p * 3 + 1]!;
      fb += data[p * 3 + 2]!;
      near++;
    }
    const c = at * 3;
    const geometric = outside ? 0 : 1;
    const even = uneven <= evenBackground * far;
    let alpha = geometric;
    if (near > 0) {
      fr /= near;
      fg /= near;
      fb /= near;
      const br = background.rgb[c]!;
      const bg = background.rgb[c + 1]!;
      const bb = background.rgb[c + 2]!;
      const dr = fr - br;
      const dg = fg - bg;
      const db = fb - bb;
      const apart = dr * dr + dg * dg + db * db;
      const along = (data[c]! - br) * dr + (data[c + 1]! - bg) * dg + (data[c + 2]! - bb) * db;
      const byColour = Math.min(1, Math.max(0, along / (apart + 1)));
      const trust = apart / (apart + indistinct);
      alpha += (byColour - geometric) * trust;
      if (alpha > 0.92) alpha = 1;
      const off =
        (data[c]! - br - byColour * dr) ** 2 +
        (data[c + 1]! - bg - byColour * dg) ** 2 +
        (data[c + 2]! - bb - byColour * db) ** 2;
      // A last trace of the object goes with it, too. Left behind, it would draw a faint outline of
      // what has moved away.
      if (alpha < 0.2 && off < likeMixture) alpha = Math.max(alpha, leastTrace);
      else if (alpha < 0.2) alpha = even || isGhost(data, background.rgb, c) ? 0.2 : 0;
    } else if (outside && even) alpha = 0.2;
    if (alpha === 0) {
      // Background after all: it stays where it is, in its own colour.
      foreground.alpha[at] = 0;
      copyPixel(data, background.rgb, c);
      return;
    }
    if (alpha < 1) alpha = Math.max(alpha, leastAlpha(data, background.rgb, c));
    const step = Math.min(255, Math.ceil(255 * alpha));
    foreground.alpha[at] = step;
    if (step === 255) return;
    for (let i = c; i < c + 3; i++) {
      foreground.rgb[i] = unmix(data[i]!, background.rgb[i]!, step / 255);
    }
  }
}

function squaredDifference(one: Uint8Array, i: number, other: Uint8Array, j: number): number {
  const r = one[i]! - other[j]!;
  const g = one[i + 1]! - other[j + 1]!;
  const b = one[i + 2]! - other[j + 2]!;
  return r * r + g * g + b * b;
}

/**
 * Whether a pixel is brighter or darker than its background, but of no other colour: sharpening
 * leaves such lines along edges. A different hue is detail of the background.
 */
function isGhost(own: Uint8Array, back: Uint8Array, at: number): boolean {
  const r = own[at]! - back[at]!;
  const g = own[at + 1]! - back[at + 1]!;
  const b = own[at + 2]! - back[at + 2]!;
  const most = Math.max(r, g, b);
  const least = Math.min(r, g, b);
  return most - least < sameHue && (least > likeBackground || most < -likeBackground);
}

function copyPixel(from: Uint8Array, to: Uint8Array, at: number): void {
  to[at] = from[at]!;
  to[at + 1] = from[at + 1]!;
  to[at + 2] = from[at + 2]!;
}

/** The least alpha with which some colour, laid over the background, gives the picture's own. */
function leastAlpha(mixed: Uint8Array, back: Uint8Array, at: number): number {
  let least = 0;
  for (let i = at; i < at + 3; i++) {
    const m = mixed[i]!;
    const b = back[i]!;
    const needed = m > b ? (m - b) / (255 - b) : m < b ? (b - m) / b : 0;
    if (needed > least) least = needed;
  }
  return least;
}

function unmix(mixed: number, back: number, alpha: number): number {
  const value = (mixed - (1 - alpha) * back) / alpha;
  return value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
}
