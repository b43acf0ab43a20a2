/** What a frame between two images is painted from. */

/** A grid over the frame, at most as fine as its pixels. */
export interface Grid {
  width: number;
  height: number;
}

/** For each cell of a grid, row by row, where it is read and how the two images are mixed. */
export interface BlendPlan {
  /**
   * Four numbers per cell: how far from its own place it is read in the first image, across and
   * down, and in the last one, in 256ths of a pixel of the frame.
   */
  ways: Float32Array;
  /** How much of each cell comes from the last image, 0..256. */
  shares: Float32Array;
  /**
   * What each level becomes: tables of 256 bytes for Y, U and V of the first image, then for those
   * of the last one. Left out where the light stays as it is.
   */
  tones?: Uint8Array | undefined;
}
