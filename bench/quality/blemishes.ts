/** A luma plane of a decoded frame, limited range. */
interface Plane {
  width: number;
  height: number;
  luma: Uint8Array;
  stride: number;
}

/** What should not be seen in a frame: counts that a clean picture may have too. */
export interface Blemishes {
  /** Pixels of video black inside black 3x3 neighbourhoods. */
  black: number;
  /** Pixels in rows and columns at the border that only repeat the one further in. */
  smeared: number;
}

/** Limited-range black. Shadows in pictures seldom reach it; what was never painted does. */
const blackUpTo = 16;
/** How deep from each border repeated lines are looked for, as a share of the side. */
const rimShare = 0.2;
/** A line is its neighbour drawn again when they differ by this share of what varies along it... */
const sameLineShare = 0.08;
/** ...and something does vary along it: this share of neighbouring pixels differ by over a level. */
const variedShare = 0.15;
/** Fewer lines than this are no stretched border: a picture may well end in two alike. */
const fewestLines = 4;

/**
 * Count what a hole, a missing border or a stretched one leaves behind: black pixels, and lines at
 * the rim that repeat their neighbour. Pictures have both of their own: compare with frame 0.
 */
export function countBlemishes(plane: Plane): Blemishes {
  return { black: countBlack(plane), smeared: countSmeared(plane) };
}

/** How many more a frame has than the first one, with room for what the move brings into view. */
export function excessBlemishes(frame: Blemishes, first: Blemishes, pixels: number): number {
  const black = frame.black - first.black * 1.6 - pixels * 1e-4;
  const smeared = frame.smeared - first.smeared * 1.6 - pixels * 1e-3;
  return Math.round(Math.max(0, black) + Math.max(0, smeared));
}

function countBlack({ width, height, luma, stride }: Plane): number {
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * stride + x;
      if (luma[i]! > blackUpTo) continue;
      let black = true;
      for (let dy = -1; dy <= 1 && black; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          if (luma[i + dy * stride + dx]! > blackUpTo) black = false;
        }
      }
      if (black) count++;
    }
  }
  return count;
}

function countSmeared({ width, height, luma, stride }: Plane): number {
  const rows = countRim(height, width, (line, at) => luma[line * stride + at]!);
  const columns = countRim(width, height, (line, at) => luma[at * stride + line]!);
  return rows * width + columns * height;
}

/** Lines at either end that repeat the next one further in, counted until one does not. */
function countRim(lines: number, length: number, read: (line: number, at: number) => number) {
  const depth = Math.round(lines * rimShare);
  const repeats = (line: number, inward: number) => {
    let across = 0;
    let along = 0;
    let varied = 0;
    for (let at = 0; at + 1 < length; at += 2) {
      const here = read(line, at);
      across += Math.abs(here - read(line + inward, at));
      const beside = Math.abs(here - read(line, at + 1));
      along += beside;
      if (beside > 1) varied++;
    }
    return varied > (variedShare * length) / 2 && across < along * sameLineShare;
  };
  let near = 0;
  while (near < depth && repeats(near, 1)) near++;
  let far = 0;
  while (far < depth && repeats(lines - 1 - far, -1)) far++;
  return (near >= fewestLines ? near : 0) + (far >= fewestLines ? far : 0);
}

/** Stretches that each border is looked at in: a fold shows where there is something to be doubled. */
const stretches = 6;

/**
 * The share of a frame that is a mirror image, at a border, of what lies next to it: a border filled
 * by folding the picture over, and whatever crosses it shown twice. Looked for at a quarter of the
 * size, as deep as a fifth of a side, in stretches of each border.
 */
export function measureTwins(plane: Plane): number {
  const { width, height, luma } = quarter(plane);
  const columns = measureFolds(width, height, (depth, at) => luma[at * width + depth]!);
  const rows = measureFolds(height, width, (depth, at) => luma[depth * width + at]!);
  return columns + rows - columns * rows;
}

/** The share that is folded in from the first and from the last line. */
function measureFolds(lines: number, length: number, read: (depth: number, at: number) => number) {
  const stretch = Math.floor(length / stretches);
  let depths = 0;
  for (let start = 0; start + stretch <= length; start += stretch) {
    depths += foldDepth(lines, stretch, (depth, at) => read(depth, start + at));
    depths += foldDepth(lines, stretch, (depth, at) => read(lines - 1 - depth, start + at));
  }
  return depths / stretches / lines;
}

/** How alike both sides of a fold have to be: correlation of the strips. */
const foldLikeness = 0.7;
/** Two levels of structure: a clear sky is its own mirror image anywhere. */
const foldStructure = 4;
/** Narrower folds are not told from chance: 24 pixels at a quarter of the size. */
const leastFold = 6;

/** The deepest fold line: the strip up to it is the mirror image of the strip as wide behind it. */
function foldDepth(lines: number, length: number, read: (depth: number, at: number) => number) {
  let found = 0;
  for (let fold = leastFold; fold <= lines * rimShare; fold++) {
    // The line may run between two pixels or through one.
    if (isFolded(fold, 0, length, read) || isFolded(fold, 1, length, read)) found = fold;
  }
  return found;
}

/**
 * Whether two strips mirror each other in what changes with depth: a horizon or a shelf that runs
 * straight across the border is its own mirror image at any line, and is left out.
 */
function isFolded(
  fold: number,
  through: 0 | 1,
  length: number,
  read: (depth: number, at: number) => number,
): boolean {
  // Lightness changes slowly; what is compared is structure along the lines.
  const slope = (depth: number, at: number) => read(depth, at + 1) - read(depth, at - 1);
  let squaresA = 0;
  let squaresB = 0;
  let product = 0;
  for (let at = 1; at < length - 1; at++) {
    let sumA = 0;
    let sumB = 0;
    for (let k = 0; k < fold; k++) {
      const a = slope(fold - 1 - k, at);
      const b = slope(fold + k + through, at);
      sumA += a;
      sumB += b;
      squaresA += a * a;
      squaresB += b * b;
      product += a * b;
    }
    squaresA -= (sumA * sumA) / fold;
    squaresB -= (sumB * sumB) / fold;
    product -= (sumA * sumB) / fold;
  }
  const structured = squaresA > foldStructure * fold * length;
  return structured && product > foldLikeness * Math.sqrt(squaresA * squaresB);
}

function quarter({ width, height, luma, stride }: Plane) {
  const small = { width: width >> 2, height: height >> 2 };
  const made = new Float32Array(small.width * small.height);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      let sum = 0;
      for (let v = 0; v < 4; v++) {
        for (let u = 0; u < 4; u++) sum += luma[(y * 4 + v) * stride + x * 4 + u]!;
      }
      made[y * small.width + x] = sum / 16;
    }
  }
  return { ...small, luma: made };
}

/** Energy of the Laplacian: how much fine detail a frame has. Only its ratio between frames says anything. */
export function measureSharpness({ width, height, luma, stride }: Plane): number {
  let sum = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * stride + x;
      const around = luma[i - 1]! + luma[i + 1]! + luma[i - stride]! + luma[i + stride]!;
      const bend = around - 4 * luma[i]!;
      sum += bend * bend;
    }
  }
  return sum / ((width - 2) * (height - 2));
}
