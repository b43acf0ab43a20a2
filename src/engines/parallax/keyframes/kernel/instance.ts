/** The compiled kernel, over a memory of the size one clip needs. */
import { pageSize, WebAssembly } from '../../webassembly.ts';
import type { Grid } from '../plan.ts';
import { kernelBinary } from './binary.ts';
import type { KernelExports } from './exports.ts';

/** The common motion (alpha, beta), its power and shift at a time, the time: see gather.as. */
export type PathNumbers = Parameters<KernelExports['setPath']>;

/** The kernel, and where in its memory things are for one clip. */
export interface Kernel extends KernelExports {
  buffer: ArrayBuffer;
  /** The frame, and the grid that it is planned on. */
  width: number;
  height: number;
  grid: Grid;
  /** What is planned, the shares behind the ways: see `BlendPlan`. */
  ways: number;
  /** Five planes per image, as they are gathered from: see gather.as. */
  firstPlanes: number;
  lastPlanes: number;
  /** The grid's cells and their halvings. */
  cells: number;
}

/** Start the kernel with room for a clip of one size, planned on a grid of another. */
export function startKernel(
  { width, height }: { width: number; height: number },
  grid: Grid,
): Kernel {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(Buffer.from(kernelBinary, 'base64'));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const kernel = exports as KernelExports;
  // What the compiler keeps for itself lies before this.
  let end = 1024;
  const take = (bytes: number) => {
    const start = Math.ceil(end / 16) * 16;
    end = start + bytes;
    return start;
  };
  const cells = grid.width * grid.height;
  const layout = {
    ways: take(cells * 20),
    firstPlanes: take(cells * 20),
    lastPlanes: take(cells * 20),
    // All halvings together need a third again, and a little for odd sizes.
    cells: take(32 * Math.ceil(cells * 1.4 + 4 * (grid.width + grid.height) + 64)),
  };
  memory.grow(Math.ceil(end / pageSize));
  return { ...kernel, ...layout, buffer: memory.buffer, width, height, grid };
}
