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

/** Limited-range black is 16; the encoder adds a step or so. */
const blackUpTo = 17;
/** How deep from each border repeated lines are looked for, as a share of the side. */
const rimShare = 0.2;
/** Two neighbouring lines are the same line drawn twice when they differ by less, mean of levels. */
const sameLineBelow = 0.3;

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
    let sum = 0;
    for (let at = 0; at < length; at += 2) {
      sum += Math.abs(read(line, at) - read(line + inward, at));
    }
    return sum / (length / 2) < sameLineBelow;
  };
  let count = 0;
  for (let line = 0; line < depth && repeats(line, 1); line++) count++;
  for (let line = lines - 1; line >= lines - depth && repeats(line, -1); line--) count++;
  return count;
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
