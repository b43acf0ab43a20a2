// Written by kernels.ts from the .as files beside it. Do not edit.

/** What kernel.as exports. Unless they say otherwise, addresses are in bytes. */
export interface KernelExports {
  /**
   * Mean over the (2 * radius + 1)-sided square around each pixel, clipped at the border.
   * @param rows room for a plane, `sums` for a row of it.
   */
  boxMean(
    source: number,
    width: number,
    height: number,
    radius: number,
    out: number,
    rows: number,
    sums: number,
  ): void;
  /**
   * Mean colours of the cells of a part of a picture.
   * @param source the part's first pixel; rows are `stride` bytes apart.
   * @param columns room for two bytes for each byte of a row, and 32 more.
   */
  averageCells(
    source: number,
    stride: number,
    width: number,
    height: number,
    size: number,
    out: number,
    columns: number,
  ): void;
  /**
   * Choose what the background is made up from: what lies beside the front, clean of it.
   * @param near2 and `far2`: the most and the least within twice the distance; `rise2` likewise.
   * @param dirty how much of the front may be mixed in, 0..1.
   * @param known receives the weight of each place; `behind` the depth of the background there, and
   *   `places` where it lies, across and down.
   */
  chooseSources(
    depth: number,
    far: number,
    near2: number,
    far2: number,
    rise2: number,
    strength: number,
    front: number,
    dirty: number,
    known: number,
    behind: number,
    places: number,
  ): void;
  /**
   * Cut the picture into its two layers, which hold the picture when this begins.
   * @param near and the other planes: as above. `fit` is what tells shares by colours, `zone` is 1 where
   *   the background may be uncovered, `fill` four planes: the background made up, and its depth.
   * @param frontMean four planes: the front's mean colours, each multiplied by its share, and the share.
   * @param frontRgb and the other layers: of the picture's size.
   */
  cutLayers(
    rgb: number,
    width: number,
    height: number,
    strength: number,
    clear: number,
    near: number,
    far: number,
    fit: number,
    dirty: number,
    known: number,
    zone: number,
    fill: number,
    frontMean: number,
    depth: number,
    smooth: number,
    frontRgb: number,
    alpha: number,
    frontDepth: number,
    backRgb: number,
    backDepth: number,
  ): void;
  /** Whether depth has a step anywhere that is cut. */
  hasCut(rise: number): 0 | 1;
  /**
   * Whether most places beside a cut see all of their step rise within two places.
   * @param most and `least` around every place, and `slope` the most that depth rises there.
   */
  isSharp(most: number, least: number, slope: number): 0 | 1;
  /** On which side of the step around it a place lies: 0 behind, 1 in front. Where there is none, 1. */
  judgeSides(depth: number, most: number, least: number, out: number): void;
  /**
   * Measure the cut at every place.
   * @param depth with its steps made sharp; `near` and `far` the most and the least around it.
   * @param inner the most within a smaller distance: beyond it, the front is kept clear.
   * @param shares how much of a place is in front, by its colours.
   * @param strength receives how much is cut there, 0..1; `clear` how much of the front may show there;
   *   `front` the share of the front; `touched` 1 where a trace of the front may be seen.
   */
  measureCut(
    depth: number,
    near: number,
    far: number,
    rise: number,
    inner: number,
    shares: number,
    strength: number,
    clear: number,
    front: number,
    touched: number,
  ): void;
  /** How far depth rises over two places: from the most and the least within one. */
  measureRise(most: number, least: number, out: number): void;
  /** How steep depth is: its rise over two places, whatever the direction. */
  measureSlope(depth: number, out: number): void;
  /** Multiply a plane by another. */
  multiplyPlane(plane1: number, by: number, out: number): void;
  /** Say how large the picture is, and from which step in depth it is cut. */
  setCut(width: number, height: number, leastJump: number): void;
  /**
   * Make steps sharp: what is nearer than their middle comes up, the rest goes down.
   * @param most and `least` within the rim's distance, and `rise` the most that depth rises there.
   */
  sharpenDepth(depth: number, most: number, least: number, rise: number, out: number): void;
  /**
   * The mean colour around each place of what lies at its own depth and is clean.
   * @param colours three planes; `zone` is 0 where nobody asks.
   */
  smoothAlike(colours: number, depth: number, dirty: number, zone: number, out: number): void;
  /** Draw shares away from a half. */
  steepen(shares: number, by: number): void;
  /** Take depth for exact from now on. */
  trustDepth(): void;
  /**
   * Lay a plane out over a part of a larger one, bilinearly, each value standing at its cell's middle;
   * around the part it goes on as at its border.
   * @param left and the rest of the part, in places of the larger plane.
   * @param lines room for two lines of the larger plane, f64.
   */
  enlargePlane(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    left: number,
    top: number,
    partWidth: number,
    partHeight: number,
    out: number,
    width: number,
    height: number,
    lines: number,
  ): void;
  /**
   * Fill the gaps of `planes` planes, one after the other at `values`, in place.
   * @param known a plane: 1 where a value is known, 0 where it is not, or in between.
   */
  fillGaps(
    values: number,
    known: number,
    width: number,
    height: number,
    planes: number,
    room: number,
  ): void;
  /** Bytes that `fillGaps` works in, for `planes` planes. */
  fillRoom(width: number, height: number, planes: number): number;
  /** Bytes that `findMost` and `findLeast` work in. */
  extremesRoom(width: number, height: number, radius: number): number;
  /** The least value. */
  findLeast(
    source: number,
    width: number,
    height: number,
    radius: number,
    out: number,
    room: number,
  ): void;
  /** The greatest value within `radius` of every place, across and down. */
  findMost(
    source: number,
    width: number,
    height: number,
    radius: number,
    out: number,
    room: number,
  ): void;
  /** The same for the three channels of a picture, 0..255, each to a plane of its own. */
  halvePicture(
    rgb: number,
    width: number,
    height: number,
    red: number,
    green: number,
    blue: number,
  ): void;
  /** Half the size of a plane, rounded up: each value the mean of the four it stands for. */
  halvePlane(source: number, width: number, height: number, out: number): void;
  /** What the fit says of the colours: a plane as `plane` was, following the picture's edges. */
  applyFit(
    red: number,
    green: number,
    blue: number,
    fit: number,
    places: number,
    out: number,
  ): void;
  /**
   * Fit `plane` to the colours: near a place it is about `a . colour + b`.
   * @param red and `green`, `blue`: planes, 0..255.
   * @param least variance of a colour (levels squared) below which it says nothing.
   * @param fit receives four planes: the three of `a`, then `b`.
   * @param room twelve planes, and a row of one.
   */
  fitToColours(
    red: number,
    green: number,
    blue: number,
    plane: number,
    width: number,
    height: number,
    radius: number,
    least: number,
    fit: number,
    room: number,
  ): void;
  /**
   * The least of a mask within `radius` of each cell, then the mean of that within as much; beyond the
   * border it goes on as it is there.
   * @param mask a byte per cell.
   * @param out f32 per cell.
   * @param scratch room for 6 bytes per cell and 8 per column.
   */
  insetMask(
    mask: number,
    width: number,
    height: number,
    radius: number,
    out: number,
    scratch: number,
  ): void;
  /**
   * Convert pixels to Lab.
   * @param linear 256 f32: a channel's step as linear light; `curve` 4097 f32: Lab's cube root.
   */
  toLab(
    rgb: number,
    pixels: number,
    linear: number,
    curve: number,
    l: number,
    a: number,
    b: number,
  ): void;
  /** Lightness alone. */
  toLightness(rgb: number, pixels: number, linear: number, curve: number, l: number): void;
  /**
   * How much each patch differs from the background, mostly from that nearby.
   * @param patches per patch seven f32: L, a, b, x, y, area, and how surely it is background.
   * @param reach squared distance at which another counts for half.
   * @returns the most.
   */
  contrastPatches(patches: number, count: number, reach: number, out: number): number;
  /**
   * How many pixels have the most frequent colour, within a step of 4 in Lab.
   * @param counts room for `66 << 12` numbers, all 0.
   */
  countPaper(l: number, a: number, b: number, pixels: number, counts: number): number;
  /**
   * Count the steps to the left and upper neighbours that are too small to be anything but evenness,
   * those that may be shading, and the others: three i32.
   */
  countSteps(
    l: number,
    width: number,
    height: number,
    shading: number,
    edge: number,
    out: number,
  ): void;
  /** Largest of the horizontal and vertical absolute difference over `reach` pixels. */
  measureSteps(l: number, width: number, height: number, reach: number, out: number): void;
  /**
   * Measure patches.
   * @param sums six f32 per patch, all 0: pixels, and sums of L, a, b, x and y.
   * @param border four i32 per patch, all 0: pixels on the picture's left, right, top and bottom.
   */
  measurePatches(
    labels: number,
    width: number,
    height: number,
    l: number,
    a: number,
    b: number,
    sums: number,
    border: number,
  ): void;
  /** Give every pixel its patch's value. */
  spreadPatches(labels: number, pixels: number, values: number, out: number): void;
  /** Sum a plane up over every patch: `sums`, f32 per patch, all 0. */
  sumPatches(labels: number, pixels: number, plane: number, sums: number): void;
  /**
   * A convolution in which every output channel sees every input channel; f32, channels last. Sums
   * run in four lanes where the channels are a multiple of four.
   * @param weights per output channel: rows, columns, input channels.
   * @param top and `left`: how far before the picture the first window begins.
   */
  convolve(
    from: number,
    height: number,
    width: number,
    channels: number,
    weights: number,
    bias: number,
    kernelHeight: number,
    kernelWidth: number,
    top: number,
    left: number,
    down: number,
    across: number,
    out: number,
    outHeight: number,
    outWidth: number,
    outChannels: number,
  ): void;
  /** A convolution in which every output channel sees its own input channel alone. */
  convolveEach(
    from: number,
    height: number,
    width: number,
    channels: number,
    weights: number,
    bias: number,
    kernelHeight: number,
    kernelWidth: number,
    top: number,
    left: number,
    down: number,
    across: number,
    out: number,
    outHeight: number,
    outWidth: number,
  ): void;
  /** What is below 0 becomes 0; `count` numbers. */
  cutOff(from: number, count: number, out: number): void;
  /**
   * Give every pixel the number of the centre that it is nearest to in colour and place.
   * @param centres five f32 each: L, a, b, x, y.
   * @param spatial what a squared pixel of distance counts, in squared units of Lab.
   * @param best room for a plane.
   */
  assignPixels(
    l: number,
    a: number,
    b: number,
    width: number,
    height: number,
    centres: number,
    count: number,
    spatial: number,
    reach: number,
    labels: number,
    best: number,
  ): void;
  /**
   * Number the connected pieces afresh; a piece under `smallest` pixels joins one beside it.
   * @param joined receives the numbers.
   * @param queue room for a plane.
   * @returns how many there are.
   */
  joinFragments(
    labels: number,
    width: number,
    height: number,
    smallest: number,
    joined: number,
    queue: number,
  ): number;
  /**
   * Move every centre to the middle of its pixels.
   * @param sums room for six f32 for each.
   */
  moveCentres(
    l: number,
    a: number,
    b: number,
    width: number,
    height: number,
    centres: number,
    count: number,
    labels: number,
    sums: number,
  ): void;
}
