// Follows pixels to a time between two images and gathers them on the grid. A cell holds eight f32:
// how much the first and the last image show there, the weighted way back into the first image
// (x, y); the weighted whole way from first to last (x, y), the weight, nothing.

/** Bytes per cell. */
const cellSize: usize = 32;

// z' = alpha z + beta, the common motion from first to last; its power at this time; the time.
let alphaRe: f32 = 1;
let alphaIm: f32 = 0;
let betaRe: f32 = 0;
let betaIm: f32 = 0;
let powerRe: f32 = 1;
let powerIm: f32 = 0;
let shiftRe: f32 = 0;
let shiftIm: f32 = 0;
let time: f32 = 0;

/** Say how pixels travel: with the common motion along its curve, apart from it in a straight line. */
export function setPath(
  aRe: f32, aIm: f32, bRe: f32, bIm: f32, pRe: f32, pIm: f32, sRe: f32, sIm: f32, t: f32,
): void {
  alphaRe = aRe;
  alphaIm = aIm;
  betaRe = bRe;
  betaIm = bIm;
  powerRe = pRe;
  powerIm = pIm;
  shiftRe = sRe;
  shiftIm = sIm;
  time = t;
}

export function clearCells(cells: usize, count: i32): void {
  memory.fill(cells, 0, <usize>count * cellSize);
}

// @ts-ignore: decorator
@inline
function drop(cell: usize, a: v128, b: v128, part: f32): void {
  const parts = f32x4.splat(part);
  v128.store(cell, f32x4.add(v128.load(cell), f32x4.mul(a, parts)));
  v128.store(cell, f32x4.add(v128.load(cell, 16), f32x4.mul(b, parts)), 16);
}

/**
 * Lay one image's pixels down on the cells they are over at this time.
 * @param planes five planes of f32: the field x and y, each pixel's weight (0: not laid down), how
 *   much this image shows of it, how much the other one does
 */
export function gatherPixels(
  planes: usize,
  fromFirst: bool,
  cells: usize,
  width: i32,
  height: i32,
): void {
  const plane = <usize>(width * height) << 2;
  const mostX = <f32>(width - 1);
  const mostY = <f32>(height - 1);
  let at = planes;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const weight = load<f32>(at + 2 * plane);
      if (weight == 0) continue;
      const moveX = load<f32>(at);
      const moveY = load<f32>(at + plane);
      const own = load<f32>(at + 3 * plane);
      const others = load<f32>(at + 4 * plane);
      const x0 = fromFirst ? <f32>x : <f32>x + moveX;
      const y0 = fromFirst ? <f32>y : <f32>y + moveY;
      const u = fromFirst ? moveX : -moveX;
      const v = fromFirst ? moveY : -moveY;
      const apartX = x0 + u - (alphaRe * x0 - alphaIm * y0 + betaRe);
      const apartY = y0 + v - (alphaIm * x0 + alphaRe * y0 + betaIm);
      const px = powerRe * x0 - powerIm * y0 + shiftRe + apartX * time;
      const py = powerIm * x0 + powerRe * y0 + shiftIm + apartY * time;
      // Off the grid by less than a cell: kept on its rim, which else stays thin.
      if (!(px > -1 && py > -1 && px < mostX + 1 && py < mostY + 1)) continue;
      const inX = max<f32>(0, min<f32>(mostX, px));
      const inY = max<f32>(0, min<f32>(mostY, py));
      const left = min<i32>(width - 2, <i32>inX);
      const top = min<i32>(height - 2, <i32>inY);
      const fx = inX - <f32>left;
      const fy = inY - <f32>top;
      const a = f32x4(
        fromFirst ? own : others,
        fromFirst ? others : own,
        weight * (x0 - px),
        weight * (y0 - py),
      );
      const b = f32x4(weight * u, weight * v, weight, 0);
      const cell = cells + <usize>(top * width + left) * cellSize;
      const below = cell + <usize>width * cellSize;
      drop(cell, a, b, (1 - fx) * (1 - fy));
      drop(cell + cellSize, a, b, fx * (1 - fy));
      drop(below, a, b, (1 - fx) * fy);
      drop(below + cellSize, a, b, fx * fy);
    }
  }
}

/**
 * Give every cell a little of what its wider neighbourhood has, which is all that a hole gets.
 * @param cells the grid, followed by its halvings, down to two cells
 */
export function fillHoles(cells: usize, width: i32, height: i32): void {
  if (width <= 2 || height <= 2) return;
  const wideWidth = (width + 1) >> 1;
  const wideHeight = (height + 1) >> 1;
  const wider = cells + <usize>(width * height) * cellSize;
  memory.fill(wider, 0, <usize>(wideWidth * wideHeight) * cellSize);
  const quarter = f32x4.splat(0.25);
  for (let y = 0; y < height; y++) {
    let from = cells + <usize>(y * width) * cellSize;
    for (let x = 0; x < width; x++, from += cellSize) {
      const to = wider + <usize>((y >> 1) * wideWidth + (x >> 1)) * cellSize;
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(from), quarter)));
      v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(v128.load(from, 16), quarter)), 16);
    }
  }
  fillHoles(wider, wideWidth, wideHeight);
  // Against a full cell's weight of about 1 this is nothing; in a hole it is everything.
  const little = f32x4.splat(0.002);
  for (let y = 0; y < height; y++) {
    let to = cells + <usize>(y * width) * cellSize;
    for (let x = 0; x < width; x++, to += cellSize) {
      const from = wider + <usize>((y >> 1) * wideWidth + (x >> 1)) * cellSize;
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(from), little)));
      v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(v128.load(from, 16), little)), 16);
    }
  }
}

/** Cells inside an image's border over which it fades in: beyond it there is nothing to show. */
const brink: f32 = 6;

/** 1 well inside an image, 0 from its border on. */
// @ts-ignore: decorator
@inline
function within(x: f32, y: f32, width: i32, height: i32): f32 {
  const across = min<f32>(x, <f32>(width - 1) - x);
  const inside = min<f32>(across, min<f32>(y, <f32>(height - 1) - y));
  return max<f32>(0, min<f32>(1, inside * (1 / brink)));
}

/**
 * Turn what was gathered into what a frame is painted from: the ways of every cell (four f32: into
 * the first image across and down, into the last one), and behind them the shares of the last one.
 * @param scaleX 256ths of an output pixel per cell, across
 * @param fade how far the last image has taken over where both show the same, 0..1
 */
export function resolveCells(
  cells: usize,
  ways: usize,
  width: i32,
  height: i32,
  scaleX: f32,
  scaleY: f32,
  fade: f32,
): void {
  const count = width * height;
  const shares = ways + (<usize>count << 4);
  const scales = f32x4(scaleX, scaleY, scaleX, scaleY);
  let cell = cells;
  let way = ways;
  let share = shares;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, cell += cellSize, way += 16, share += 4) {
      const scale: f32 = 1 / load<f32>(cell, 24);
      const dx = load<f32>(cell, 8) * scale;
      const dy = load<f32>(cell, 12) * scale;
      const toLastX = dx + load<f32>(cell, 16) * scale;
      const toLastY = dy + load<f32>(cell, 20) * scale;
      v128.store(way, f32x4.mul(f32x4(dx, dy, toLastX, toLastY), scales));
      const inFirst = within(<f32>x + dx, <f32>y + dy, width, height);
      const inLast = within(<f32>x + toLastX, <f32>y + toLastY, width, height);
      // What lies beyond one image comes from the other, however far that one has gone or is yet
      // to come.
      const first = load<f32>(cell) * ((1 - fade) * inFirst + max<f32>(0, inFirst - inLast));
      const last = load<f32>(cell, 4) * (fade * inLast + max<f32>(0, inLast - inFirst));
      const both = first + last;
      store<f32>(share, both > 0 ? (256 * last) / both : 256 * fade);
    }
  }
  for (let y = 0; y < height; y++) softenLine(shares + (<usize>(y * width) << 2), 4, width);
  for (let x = 0; x < width; x++) softenLine(shares + (<usize>x << 2), <usize>width << 2, height);
}

/** A tent of three along a line, so that no seam shows where one image takes over. */
function softenLine(start: usize, step: usize, count: i32): void {
  let before = load<f32>(start);
  let at = start;
  for (let k = 0; k < count; k++, at += step) {
    const here = load<f32>(at);
    const after = k + 1 < count ? load<f32>(at + step) : here;
    store<f32>(at, (before + 2 * here + after) * 0.25);
    before = here;
  }
}
