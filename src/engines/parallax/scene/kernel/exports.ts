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
  boundCells(
    depth: number,
    width: number,
    height: number,
    size: number,
    least: number,
    most: number,
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
  spreadNearest(data: number, width: number, height: number, reach: number, before: number): void;
  negate(data: number, count: number): void;
  closeArea(data: number, width: number, count: number, least: number, scratch: number): void;
  levelOut(
    data: number,
    width: number,
    height: number,
    marked: number,
    outline: number,
    zone: number,
    members: number,
  ): void;
  countEdges(
    rgb: number,
    stride: number,
    width: number,
    height: number,
    every: number,
    leastStep: number,
    widest: number,
    counts: number,
  ): number;
  removeSpecks(data: number, width: number, height: number, before: number): void;
  measureJumps(
    data: number,
    width: number,
    height: number,
    floor: number,
    jump: number,
    footing: number,
    feet: number,
    out: number,
  ): void;
  hideRim(
    pixels: number,
    depths: number,
    length: number,
    pictureWidth: number,
    size: number,
    columns: number,
    hidden: number,
    behind: number,
    list: number,
    count: number,
  ): number;
  growHidden(
    width: number,
    height: number,
    size: number,
    far: number,
    jump: number,
    slide: number,
    hidden: number,
    behind: number,
    list: number,
    count: number,
    sums: number,
    counts: number,
    next: number,
  ): void;
  smoothHidden(
    behind: number,
    hidden: number,
    width: number,
    height: number,
    jump: number,
    rounds: number,
  ): void;
  sumPatches(labels: number, pixels: number, plane: number, sums: number): void;
  spreadPatches(labels: number, pixels: number, values: number, out: number): void;
  measurePatches(
    labels: number,
    width: number,
    height: number,
    count: number,
    l: number,
    a: number,
    b: number,
    sums: number,
    bounds: number,
  ): void;
  markJumps(depth: number, width: number, height: number, smallest: number, marks: number): void;
  insetMask(
    mask: number,
    width: number,
    height: number,
    radius: number,
    out: number,
    scratch: number,
  ): void;
  setLayers(
    width: number,
    height: number,
    picture: number,
    depth: number,
    frontRgb: number,
    alpha: number,
    frontDepth: number,
    backRgb: number,
    backDepth: number,
  ): void;
  uncoverBehind(size: number, hidden: number, behind: number, least: number): void;
  cutRim(
    outside: number,
    distances: number,
    depths: number,
    count: number,
    size: number,
    reach: number,
    painted: number,
  ): void;
  matteRim(
    outside: number,
    distances: number,
    depths: number,
    count: number,
    reach: number,
    inside: number,
    insideCount: number,
    offsets: number,
    places: number,
    half: number,
  ): void;
  copyRows(
    from: number,
    fromStride: number,
    to: number,
    toStride: number,
    bytes: number,
    rows: number,
  ): void;
  cutStrip(
    data: number,
    line: number,
    inwards: number,
    lines: number,
    size: number,
    deep: number,
    cells: number,
    width: number,
    height: number,
  ): void;
  chooseOptions(
    cells: number,
    columns: number,
    rows: number,
    beyond: number,
    options: number,
    count: number,
    folds: number,
    change: number,
    changeInSight: number,
    best: number,
    previous: number,
    scratch: number,
    chosen: number,
  ): void;
  paintBeyond(
    data: number,
    line: number,
    inwards: number,
    lines: number,
    missing: number,
    known: number,
    size: number,
    chosen: number,
    count: number,
    tones: number,
    fades: number,
  ): void;
  enlargePlane(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    size: number,
    out: number,
    width: number,
    height: number,
    lines: number,
  ): void;
  chooseSides(
    rgb: number,
    width: number,
    height: number,
    small: number,
    columns: number,
    rows: number,
    size: number,
    depth: number,
    marks: number,
    likeness: number,
    out: number,
  ): void;
  findEdges(
    depth: number,
    width: number,
    height: number,
    jump: number,
    edges: number,
    behind: number,
    marks: number,
  ): void;
  growOutside(
    depth: number,
    width: number,
    height: number,
    jump: number,
    outer: number,
    edges: number,
    outside: number,
    rings: number,
    carried: number,
  ): void;
  growInside(
    depth: number,
    width: number,
    height: number,
    jump: number,
    inner: number,
    edges: number,
    rings: number,
    inside: number,
    marks: number,
  ): void;
  gatherWords(plane: number, list: number, count: number, out: number): void;
  gatherBytes(plane: number, list: number, count: number, out: number): void;
  edgeCount: { value: number };
  outsideCount: { value: number };
  insideCount: { value: number };
  setCompletion(
    width: number,
    height: number,
    rgb: number,
    missing: number,
    source: number,
    depth: number,
    limit: number,
    match: number,
  ): void;
  completeCells(rounds: number, reach: number, distancePenalty: number, scratch: number): void;
  guessCells(scratch: number): void;
}
