// Written by kernels.ts from the .as files beside it. Do not edit.

/** What kernel.as exports. Unless they say otherwise, addresses are in bytes. */
export interface KernelExports {
  /** Pack the picture in `rgb` as the foreground or the background. */
  packForeground(): void;
  packBackground(): void;
  /**
   * Paint some rows of cells of the one frame or the other.
   * @returns how many cells were not plain.
   */
  paintRows(frame: number, fromRow: number, toRow: number): number;
  /** From now on this thread works on the one frame, 0, or the other, 1. */
  chooseFrame(which: number): void;
  /**
   * Lay the memory out, alike in every thread that shares it; returns how many bytes it takes.
   * What threads write to meanwhile is apart: `thread` is this one's number. With a grid of `columns`
   * and `rows` the frames are blends of two images, else they are views of a scene.
   */
  layOut(
    width: number,
    height: number,
    outWidth: number,
    outHeight: number,
    columns: number,
    rows: number,
    threads: number,
    thread: number,
  ): number;
  measureReach(): void;
  measureTiles(): void;
  setChromaWeights(r: number, g: number, b: number, r2: number, g2: number, b2: number): void;
  setLumaWeights(r: number, g: number, b: number): void;
  /** Write the four weights of a phase, which add up to 128. */
  setWeights(phase: number, a: number, b: number, c: number, d: number): void;
  /**
   * Smooth the depth between its edges: a recursive filter along rows and columns, forth and back,
   * twice. Its width halves from the first time to the second, which rids it of streaks.
   */
  softenDepth(): void;
  /** A byte per canvas pixel. */
  alpha: { value: number };
  backDepth: { value: number };
  blendShares: { value: number };
  /** Tables of 256 bytes, if the i32 before them is not 0: the first image's Y, U, V and the last's. */
  blendToned: { value: number };
  blendTones: { value: number };
  /**
   * Four f32 per cell of a blend's grid: how far away a sample is read in the first image, across and
   * down, and in the last one, in 256ths of a pixel. Beside it an f32: the last one's share, 0..256.
   */
  blendWays: { value: number };
  canvasHeight: { value: number };
  canvasWidth: { value: number };
  /** A byte per chroma sample: the depth that is seen there, 0 far .. 255 near. */
  frameDepth: { value: number };
  frameU: { value: number };
  frameV: { value: number };
  /** What is painted: planes without padding. */
  frameY: { value: number };
  /** f32 per canvas pixel, 0 far .. 1 near. */
  frontDepth: { value: number };
  gridColumns: { value: number };
  gridRows: { value: number };
  lifeApartX: { value: number };
  lifeApartY: { value: number };
  lifeShare: { value: number };
  /**
   * f32 per point of a lattice of 16 canvas pixels: how far the picture is shifted by its own life. What
   * drifts is seen twice, in two places that many pixels apart; the second has this share, 0..1, and
   * the shift is the mean of both.
   */
  lifeX: { value: number };
  lifeY: { value: number };
  /** Twenty-eight f64: the frame's pose, whether it lives, its lens, as warp.ts writes them. */
  pose: { value: number };
  /** RGB of a layer on its way in, and a byte plane while it is packed. */
  rgb: { value: number };
}
