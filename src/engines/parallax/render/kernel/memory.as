// Where everything lies in the kernel's memory: one scene, laid out once per clip, and two frames, of
// which one can be begun while the other is finished.

/** Output pixels from grid node to grid node. */
export const cellShift: i32 = 3;
export const cellSize: i32 = 1 << cellShift;
/** Canvas pixels per tile, and tiles per block. */
export const tileShift: i32 = 2;
export const blockShift: i32 = 3;
/** Canvas pixels around a block of tiles whose depths it knows: one block. */
export const blockReach: f32 = 32;
/** Sub-pixel positions of the sampling tables. */
const phaseBits: i32 = 8;
export const phaseCount: i32 = 1 << phaseBits;
/** Samples of a cell: 8 x 8 of luma, then 4 x 4 of chroma. */
const cellSamples: i32 = 80;

export let canvasWidth: i32 = 0;
export let canvasHeight: i32 = 0;
export let frameWidth: i32 = 0;
export let frameHeight: i32 = 0;
export let gridColumns: i32 = 0;
export let gridRows: i32 = 0;
export let tileColumns: i32 = 0;
export let tileRows: i32 = 0;

export let lifeColumns: i32 = 0;
export let lifeRows: i32 = 0;
/** RGB of a layer on its way in, and a byte plane while it is packed. */
export let rgb: usize = 0;
export let plane: usize = 0;
/** Four bytes per canvas pixel: the luma of rows y-1, y, y+1, y+2, less 128. */
export let frontLuma: usize = 0;
export let backLuma: usize = 0;
/** Four bytes per canvas pixel: U of rows y and y+1, V of rows y and y+1, less 128. */
export let frontChroma: usize = 0;
export let backChroma: usize = 0;
/** f32 per canvas pixel, 0 far .. 1 near. */
export let frontDepth: usize = 0;
export let backDepth: usize = 0;
/** A byte per canvas pixel. */
export let alpha: usize = 0;
/** A byte per canvas pixel: the nearest depth around, rounded towards the camera, in 255ths. */
export let frontReach: usize = 0;
export let backReach: usize = 0;
/**
 * Four f32 per tile and layer: the depth farthest away, negative; the nearest; the foreground's bend;
 * 1 where the foreground is cut and 0 where not. So the most of each says all of several tiles.
 */
export let frontTiles: usize = 0;
export let backTiles: usize = 0;
/** What a tile or a block has of its own, before it takes over what is around it. */
export let tileBend: usize = 0;
export let blockOwn: usize = 0;
/**
 * The same per block of 8 x 8 tiles, of both layers and all within `blockReach` of it. Where it is
 * cut, the bend is infinite: no slide, not even 0, makes that small.
 */
export let blocks: usize = 0;
export let blockColumns: i32 = 0;
export let blockRows: i32 = 0;
/** Per sample of the cell at hand: i32 positions, a byte of alpha; per chroma sample, the depth seen. */
export let sampleFrontX: usize = 0;
export let sampleFrontY: usize = 0;
export let sampleBackX: usize = 0;
export let sampleBackY: usize = 0;
export let sampleAlpha: usize = 0;
export let sampleSeen: usize = 0;
/** f32 per luma sample: the depth it met. */
export let edgeDepth: usize = 0;
/** The part of the blend's grid that a row of samples needs: up to sixteen cells. */
export let blendLine: usize = 0;

/** Cells of a blend's grid; none where frames are views of a scene. */
export let blendColumns: i32 = 0;
export let blendRows: i32 = 0;

// From here on, what belongs to the frame that was chosen last.

/**
 * Four f32 per cell of a blend's grid: how far away a sample is read in the first image, across and
 * down, and in the last one, in 256ths of a pixel. Beside it an f32: the last one's share, 0..256.
 */
export let blendWays: usize = 0;
export let blendShares: usize = 0;
/** Tables of 256 bytes, if the i32 before them is not 0: the first image's Y, U, V and the last's. */
export let blendToned: usize = 0;
export let blendTones: usize = 0;
/** Twenty-eight f64: the frame's pose, whether it lives, its lens, as warp.ts writes them. */
export let pose: usize = 0;
/**
 * f32 per point of a lattice of 16 canvas pixels: how far the picture is shifted by its own life. What
 * drifts is seen twice, in two places that many pixels apart; the second has this share, 0..1, and
 * the shift is the mean of both.
 */
export let lifeX: usize = 0;
export let lifeY: usize = 0;
export let lifeApartX: usize = 0;
export let lifeApartY: usize = 0;
export let lifeShare: usize = 0;
/** f32 per grid node. */
export let pivotX: usize = 0;
export let pivotY: usize = 0;
export let slideX: usize = 0;
export let slideY: usize = 0;
export let frontX: usize = 0;
export let frontY: usize = 0;
export let nodeDepth: usize = 0;
/** The pivot's place and what the picture's own life adds to it: where depth counts from. */
export let homeX: usize = 0;
export let homeY: usize = 0;
/** The lattice's `lifeApartX`, `lifeApartY` and `lifeShare`, here. */
export let apartX: usize = 0;
export let apartY: usize = 0;
export let secondShare: usize = 0;
/** Eight i16 per phase: the four weights, each twice, for columns; and in order, twice, for rows. */
export let columnWeights: usize = 0;
export let rowWeights: usize = 0;
/** What is painted: planes without padding. */
export let frameY: usize = 0;
export let frameU: usize = 0;
export let frameV: usize = 0;
/** A byte per chroma sample: the depth that is seen there, 0 far .. 255 near. */
export let frameDepth: usize = 0;

let next: usize = 0;

function take(bytes: i32): usize {
  const at = next;
  next += (<usize>bytes + 63) & ~63;
  return at;
}

let scratch: usize = 0;
/** Enough for what is noted of a cell, and no two threads on one line of the cache. */
const scratchSize: i32 = 4096;

/**
 * Lay the memory out, alike in every thread that shares it; returns how many bytes it takes.
 * What threads write to meanwhile is apart: `thread` is this one's number. With a grid of `columns`
 * and `rows` the frames are blends of two images, else they are views of a scene.
 */
export function layOut(
  width: i32, height: i32, outWidth: i32, outHeight: i32, columns: i32, rows: i32, threads: i32, thread: i32,
): usize {
  blendColumns = columns;
  blendRows = rows;
  canvasWidth = width;
  canvasHeight = height;
  frameWidth = outWidth;
  frameHeight = outHeight;
  gridColumns = ((outWidth + cellSize - 1) >> cellShift) + 1;
  gridRows = ((outHeight + cellSize - 1) >> cellShift) + 1;
  tileColumns = ((width - 1) >> tileShift) + 1;
  tileRows = ((height - 1) >> tileShift) + 1;
  blockColumns = ((tileColumns - 1) >> blockShift) + 1;
  blockRows = ((tileRows - 1) >> blockShift) + 1;
  lifeColumns = ((width + 15) >> 4) + 1;
  lifeRows = ((height + 15) >> 4) + 1;
  const pixels = width * height;
  const tiles = tileColumns * tileRows;
  next = 1024;
  frontLuma = take(pixels * 4);
  backLuma = take(pixels * 4);
  frontChroma = take(pixels * 4);
  backChroma = take(pixels * 4);
  frontDepth = take(pixels * 4);
  backDepth = take(pixels * 4);
  alpha = take(pixels);
  frontReach = take(pixels);
  backReach = take(pixels);
  frontTiles = take(tiles * 16);
  backTiles = take(tiles * 16);
  tileBend = take(tiles * 4);
  blocks = take(blockColumns * blockRows * 16);
  blockOwn = take(blockColumns * blockRows * 16);
  scratch = take(threads * scratchSize);
  rgb = take(pixels * 3);
  plane = take(pixels * 2);
  frames = next;
  chooseFrame(0);
  frameBytes = next - frames;
  next = scratch + thread * scratchSize;
  sampleFrontX = take(cellSamples * 4);
  sampleFrontY = take(cellSamples * 4);
  sampleBackX = take(cellSamples * 4);
  sampleBackY = take(cellSamples * 4);
  edgeDepth = take(cellSamples * 4);
  blendLine = take(16 * 20);
  sampleAlpha = take(cellSamples);
  sampleSeen = take(cellSamples);
  return frames + 2 * frameBytes;
}

let frames: usize = 0;
let frameBytes: usize = 0;

/** From now on this thread works on the one frame, 0, or the other, 1. */
export function chooseFrame(which: i32): void {
  const nodes = gridColumns * gridRows;
  const samples = frameWidth * frameHeight;
  next = frames + which * frameBytes;
  blendWays = take(blendColumns * blendRows * 16);
  blendShares = take(blendColumns * blendRows * 4);
  blendToned = take(4);
  blendTones = take(6 * 256);
  pose = take(28 * 8);
  lifeX = take(lifeColumns * lifeRows * 4);
  lifeY = take(lifeColumns * lifeRows * 4);
  lifeApartX = take(lifeColumns * lifeRows * 4);
  lifeApartY = take(lifeColumns * lifeRows * 4);
  lifeShare = take(lifeColumns * lifeRows * 4);
  pivotX = take(nodes * 4);
  pivotY = take(nodes * 4);
  slideX = take(nodes * 4);
  slideY = take(nodes * 4);
  frontX = take(nodes * 4);
  frontY = take(nodes * 4);
  nodeDepth = take(nodes * 4);
  homeX = take(nodes * 4);
  homeY = take(nodes * 4);
  apartX = take(nodes * 4);
  apartY = take(nodes * 4);
  secondShare = take(nodes * 4);
  columnWeights = take(phaseCount * 16);
  rowWeights = take(phaseCount * 16);
  frameY = take(samples);
  frameU = take(samples >> 2);
  frameV = take(samples >> 2);
  frameDepth = take(samples >> 2);
}

/**
 * The nearest whole number, for -1024 .. 2^22. Adding 2^23 leaves no bits for a fraction, so the
 * number can be read from the float as it is; wasm's own conversion checks for overflow and costs
 * about 15 cycles, which doubled the time of a frame.
 */
// @ts-ignore: decorator
@inline
export function toInteger(value: f32): i32 {
  return reinterpret<i32>(value + <f32>8389632.0) - 0x4b000400;
}
