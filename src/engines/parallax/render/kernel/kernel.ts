/** The kernel as the warper uses it: one scene in memory, painted by several threads. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BandWorkerData } from './band-worker.ts';
import { closeBands, createControl, finishFrame, openFrame } from './bands.ts';
import {
  type Address,
  compileModule,
  createMemory,
  type KernelExports,
  startInstance,
} from './instance.ts';

/** More threads than this wait for the encoder. */
const mostThreads = 4;

export interface Kernel {
  exports: KernelExports;
  /** Bytes of the kernel's memory. The buffer never moves. */
  bytes(at: Address, length: number): Uint8Array;
  floats(at: Address, length: number): Float32Array;
  doubles(at: Address, length: number): Float64Array;
  /**
   * Have the next frame painted, which is described in memory. Frames are numbered from 0, and
   * `chooseFrame` takes turns: frame n is described in n % 2, once frame n - 2 is finished.
   */
  open(number: number): void;
  /**
   * Paint with the other threads until a frame is done.
   * @returns how many cells were at depth edges.
   */
  finish(number: number): number;
  /** End the threads. Nothing may be painted any more. */
  close(): Promise<void>;
}

// Here and not for the first scene: a render's process is loaded before there is anything to do.
const module = compileModule();

/** Start a kernel for a canvas and a frame. */
export function startKernel(
  canvas: { width: number; height: number },
  frame: { width: number; height: number },
  { threads = Math.min(mostThreads, availableParallelism()) }: { threads?: number } = {},
): Kernel {
  const { width, height } = canvas;
  const layout = { width, height, frameWidth: frame.width, frameHeight: frame.height, threads };
  const memory = createMemory(module, layout);
  const exports = startInstance(module, memory, layout, 0);
  const cellRows = exports.gridRows.value - 1;
  const control = createControl();
  const workers: Worker[] = [];
  for (let thread = 1; thread < threads; thread++) {
    const data: BandWorkerData = { module, memory, layout, thread, cellRows, control };
    workers.push(startWorker(data));
  }
  const { buffer } = memory;
  return {
    exports,
    bytes: (at, length) => new Uint8Array(buffer, at.value, length),
    floats: (at, length) => new Float32Array(buffer, at.value, length),
    doubles: (at, length) => new Float64Array(buffer, at.value, length),
    open: (number) => openFrame(control, number),
    // A thread that is not up yet is not waited for.
    finish: (number) => finishFrame({ control, kernel: exports, cellRows }, number),
    async close() {
      closeBands(control);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function startWorker(data: BandWorkerData): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = new URL(`./band-worker.${extension}`, import.meta.url);
  const worker = new Worker(script, { workerData: data, execArgv: [] });
  worker.unref();
  return worker;
}
