/** The functions of kernel.as with types. */

/** What kernel.as exports; addresses and strides in bytes, sizes in pixels or cells. */
export interface KernelExports {
  boxMean(
    source: number,
    width: number,
    height: number,
    radius: number,
    out: number,
    rows: number,
    sums: number,
  ): void;
  averageCells(
    source: number,
    stride: number,
    width: number,
    height: number,
    size: number,
    out: number,
    columns: number,
  ): void;
  toLab(
    rgb: number,
    pixels: number,
    linear: number,
    curve: number,
    l: number,
    a: number,
    b: number,
  ): void;
  toLightness(rgb: number, pixels: number, linear: number, curve: number, l: number): void;
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
  joinFragments(
    labels: number,
    width: number,
    height: number,
    smallest: number,
    joined: number,
    queue: number,
  ): number;
  measureSteps(l: number, width: number, height: number, reach: number, out: number): void;
  countSteps(
    l: number,
    width: number,
    height: number,
    shading: number,
    edge: number,
    out: number,
  ): void;
  countPaper(l: number, a: number, b: number, pixels: number, counts: number): number;
  contrastPatches(patches: number, count: number, reach: number, out: number): number;
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
  cutOff(from: number, count: number, out: number): void;
  sumPatches(labels: number, pixels: number, plane: number, sums: number): void;
  spreadPatches(labels: number, pixels: number, values: number, out: number): void;
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
  insetMask(
    mask: number,
    width: number,
    height: number,
    radius: number,
    out: number,
    scratch: number,
  ): void;
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
  halvePlane(source: number, width: number, height: number, out: number): void;
  halvePicture(
    rgb: number,
    width: number,
    height: number,
    red: number,
    green: number,
    blue: number,
  ): void;
  extremesRoom(width: number, height: number, radius: number): number;
  findMost(
    source: number,
    width: number,
    height: number,
    radius: number,
    out: number,
    room: number,
  ): void;
  findLeast(
    source: number,
    width: number,
    height: number,
    radius: number,
    out: number,
    room: number,
  ): void;
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
  applyFit(
    red: number,
    green: number,
    blue: number,
    fit: number,
    places: number,
    out: number,
  ): void;
  fillRoom(width: number, height: number, planes: number): number;
  fillGaps(
    values: number,
    known: number,
    width: number,
    height: number,
    planes: number,
    room: number,
  ): void;
  setCut(width: number, height: number, leastJump: number): void;
  measureRise(most: number, least: number, out: number): void;
  hasCut(rise: number): number;
  sharpenDepth(depth: number, most: number, least: number, rise: number, out: number): void;
  judgeSides(depth: number, most: number, least: number, out: number): void;
  steepen(shares: number, by: number): void;
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
  smoothAlike(colours: number, depth: number, dirty: number, zone: number, out: number): void;
  multiplyPlane(plane: number, by: number, out: number): void;
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
}
