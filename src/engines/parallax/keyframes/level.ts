import type { Picture } from '../../../media/picture.ts';

/**
 * One step of the pyramid that motion is searched on. Three channels per pixel, interleaved: the
 * luma with its local mean and contrast taken out, so that a relit scene still matches, and two
 * of colour, which tell apart what texture alone does not.
 */
export interface Level {
  width: number;
  height: number;
  /** normalised luma, red against blue, green against both */
  features: Float32Array;
  /** Plain luma, 0..1. */
  luma: Float32Array;
  /** 1 where there is enough contrast around to tell motion by, 0 in a clear sky. */
  texture: Float32Array;
}

/** Planes of mean luma and colour at a reduced size, 0..1. */
interface Reduced {
  width: number;
  height: number;
  red: Float32Array;
  green: Float32Array;
  blue: Float32Array;
}

const longSide = 480;

/** The size a picture is reduced to for the search. */
export function reducedSize(picture: Picture): { width: number; height: number } {
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}

/** The pyramid of a picture, finest first: at most 480 pixels long, then halves. */
export function buildLevels(picture: Picture, count: number): Level[] {
  const { width, height } = reducedSize(picture);
  let reduced = reduce(picture, width, height);
  const levels: Level[] = [];
  for (let index = 0; index < count; index++) {
    if (index > 0) reduced = halve(reduced);
    levels.push(describe(reduced));
  }
  return levels;
}

/** Average boxes with their exact, fractional borders: a shift of a tenth of a pixel must survive. */
function reduce(picture: Picture, width: number, height: number): Reduced {
  const planes = { red: 0, green: 1, blue: 2 };
  const rows = new Float32Array(width * 3);
  const made = {
    width,
    height,
    red: new Float32Array(width * height),
    green: new Float32Array(width * height),
    blue: new Float32Array(width * height),
  };
  const stepX = picture.width / width;
  const stepY = picture.height / height;
  for (let y = 0; y < height; y++) {
    rows.fill(0);
    const top = y * stepY;
    const bottom = Math.min(picture.height, top + stepY);
    for (let row = Math.floor(top); row < bottom; row++) {
      const tall = Math.min(row + 1, bottom) - Math.max(row, top);
      addRow(rows, picture, row, width, stepX, tall);
    }
    const scale = 1 / (255 * stepX * stepY);
    for (const plane of ['red', 'green', 'blue'] as const) {
      const to = made[plane];
      const from = planes[plane];
      for (let x = 0; x < width; x++) to[y * width + x] = rows[x * 3 + from]! * scale;
    }
  }
  return made;
}

function addRow(
  sums: Float32Array,
  picture: Picture,
  row: number,
  width: number,
  step: number,
  tall: number,
): void {
  const { data } = picture;
  const base = row * picture.width;
  for (let x = 0; x < width; x++) {
    const left = x * step;
    const right = Math.min(picture.width, left + step);
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let column = Math.floor(left); column < right; column++) {
      const wide = Math.min(column + 1, right) - Math.max(column, left);
      const i = (base + column) * 3;
      red += data[i]! * wide;
      green += data[i + 1]! * wide;
      blue += data[i + 2]! * wide;
    }
    sums[x * 3]! += red * tall;
    sums[x * 3 + 1]! += green * tall;
    sums[x * 3 + 2]! += blue * tall;
  }
}

function halve(from: Reduced): Reduced {
  const width = Math.ceil(from.width / 2);
  const height = Math.ceil(from.height / 2);
  const shrink = (plane: Float32Array) => {
    const made = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
      const row0 = y * 2 * from.width;
      const row1 = Math.min(from.height - 1, y * 2 + 1) * from.width;
      for (let x = 0; x < width; x++) {
        const x0 = x * 2;
        const x1 = Math.min(from.width - 1, x0 + 1);
        made[y * width + x] =
          (plane[row0 + x0]! + plane[row0 + x1]! + plane[row1 + x0]! + plane[row1 + x1]!) / 4;
      }
    }
    return made;
  };
  return {
    width,
    height,
    red: shrink(from.red),
    green: shrink(from.green),
    blue: shrink(from.blue),
  };
}

function describe({ width, height, red, green, blue }: Reduced): Level {
  const count = width * height;
  const luma = new Float32Array(count);
  for (let i = 0; i < count; i++) luma[i] = red[i]! * 0.3 + green[i]! * 0.59 + blue[i]! * 0.11;
  const mean = boxMean(luma, width, height, 5);
  const squares = luma.map((value, i) => (value - mean[i]!) ** 2);
  const variance = boxMean(squares, width, height, 5);
  const features = new Float32Array(count * 3);
  // Two to five grey levels of contrast.
  const texture = variance.map((v) =>
    Math.min(1, Math.max(0, (Math.sqrt(Math.max(0, v)) - 0.008) * 80)),
  );
  for (let i = 0; i < count; i++) {
    const sum = red[i]! + green[i]! + blue[i]! + 0.15;
    // A running sum may end a hair below zero in flat areas. 0.015 is about four grey levels: contrast below it is noise and must not be blown up.
    features[i * 3] = (luma[i]! - mean[i]!) / (Math.sqrt(Math.max(0, variance[i]!)) + 0.015);
    features[i * 3 + 1] = (4 * (red[i]! - blue[i]!)) / sum;
    features[i * 3 + 2] = (4 * (green[i]! - (red[i]! + blue[i]!) / 2)) / sum;
  }
  return { width, height, features, luma, texture };
}

/** Mean over a square window of `2 * radius + 1` pixels, cut at the borders. */
export function boxMean(
  plane: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  const across = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) {
    meanLine(plane, across, y * width, 1, width, radius);
  }
  const made = new Float32Array(plane.length);
  for (let x = 0; x < width; x++) meanLine(across, made, x, width, height, radius);
  return made;
}

function meanLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
  radius: number,
): void {
  let sum = 0;
  let held = 0;
  for (let i = 0; i < Math.min(count, radius); i++, held++) sum += from[start + i * step]!;
  for (let i = 0; i < count; i++) {
    const enters = i + radius;
    if (enters < count) {
      sum += from[start + enters * step]!;
      held++;
    }
    const leaves = i - radius - 1;
    if (leaves >= 0) {
      sum -= from[start + leaves * step]!;
      held--;
    }
    to[start + i * step] = sum / held;
  }
}
