/** The compiled kernel with types, over a memory of the size one clip needs. */
import { pageSize, WebAssembly } from '../../webassembly.ts';
import { kernelBinary } from './binary.ts';

/** What kernel.as exports; addresses in bytes, sizes in pixels or cells. */
interface KernelExports {
  reserved(): number;
  fillWeights(): void;
  packImage(rgb: number, to: number, width: number, height: number): void;
  paintRows(
    first: number,
    last: number,
    width: number,
    height: number,
    grid: number,
    gridWidth: number,
    gridHeight: number,
    tones: number,
    target: number,
    fromRow: number,
    toRow: number,
  ): void;
  setPath(...numbers: PathNumbers): void;
  clearCells(cells: number, count: number): void;
  gatherPixels(
    planes: number,
    fromFirst: boolean,
    cells: number,
    width: number,
    height: number,
  ): void;
  fillHoles(cells: number, width: number, height: number): void;
  resolveCells(
    cells: number,
    grid: number,
    width: number,
    height: number,
    scaleX: number,
    scaleY: number,
    fade: number,
  ): void;
}

/** The common motion (alpha, beta), its power and shift at a time, the time: see gather.as. */
export type PathNumbers = [number, number, number, number, number, number, number, number, number];

/** The kernel, and where in its memory things are for one clip. */
export interface Kernel extends KernelExports {
  buffer: ArrayBuffer;
  /** The output, and the grid that it is planned on. */
  width: number;
  height: number;
  gridWidth: number;
  gridHeight: number;
  /** Both images, packed. */
  first: number;
  last: number;
  /** Five planes of the grid, as the painter reads them: see paint.as. */
  grid: number;
  /** Five planes per image, as they are gathered from: see gather.as. */
  firstPlanes: number;
  lastPlanes: number;
  /** The grid's cells and their halvings. */
  cells: number;
  tones: number;
  target: number;
}

/** Start the kernel with room for a clip of one size, planned on a grid of another. */
export function startKernel(
  { width, height }: { width: number; height: number },
  { width: gridWidth, height: gridHeight }: { width: number; height: number },
): Kernel {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(Buffer.from(kernelBinary, 'base64'));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const kernel = exports as KernelExports;
  let end = kernel.reserved();
  const take = (bytes: number) => {
    const start = Math.ceil(end / 16) * 16;
    end = start + bytes;
    return start;
  };
  const cells = gridWidth * gridHeight;
  const packed = (width + 4) * (height + 4) * 4;
  const layout = {
    first: take(packed),
    last: take(packed),
    grid: take(cells * 4 * 5),
    firstPlanes: take(cells * 4 * 5),
    lastPlanes: take(cells * 4 * 5),
    // All halvings together need a third again, and a little for odd sizes.
    cells: take(32 * Math.ceil(cells * 1.4 + 4 * (gridWidth + gridHeight) + 64)),
    tones: take(1536),
    target: take(width * height * 3),
  };
  memory.grow(Math.ceil(end / pageSize));
  kernel.fillWeights();
  return { ...kernel, ...layout, buffer: memory.buffer, width, height, gridWidth, gridHeight };
}
