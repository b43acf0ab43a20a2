// Written by kernels.ts from the .as files beside it. Do not edit.

/** What kernel.as exports. Unless they say otherwise, addresses are in bytes. */
export interface KernelExports {
  clearCells(cells: number, count: number): void;
  /**
   * Give every cell a little of what its wider neighbourhood has, which is all that a hole gets.
   * @param cells the grid, followed by its halvings, down to two cells
   */
  fillHoles(cells: number, width: number, height: number): void;
  /**
   * Lay one image's pixels down on the cells they are over at this time.
   * @param planes five planes of f32: the field x and y, each pixel's weight (0: not laid down), how
   *   much this image shows of it, how much the other one does
   */
  gatherPixels(
    planes: number,
    fromFirst: boolean,
    cells: number,
    width: number,
    height: number,
  ): void;
  /**
   * Turn what was gathered into what a frame is painted from: the ways of every cell (four f32: into
   * the first image across and down, into the last one), and behind them the shares of the last one.
   * @param scaleX 256ths of an output pixel per cell, across
   * @param fade how far the last image has taken over where both show the same, 0..1
   */
  resolveCells(
    cells: number,
    ways: number,
    width: number,
    height: number,
    scaleX: number,
    scaleY: number,
    fade: number,
  ): void;
  /** Say how pixels travel: with the common motion along its curve, apart from it in a straight line. */
  setPath(
    aRe: number,
    aIm: number,
    bRe: number,
    bIm: number,
    pRe: number,
    pIm: number,
    sRe: number,
    sIm: number,
    t: number,
  ): void;
}
