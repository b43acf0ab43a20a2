/** The kernel as the warper uses it: one scene in memory, painted by several threads. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BandWorkerData } from './band-worker.ts';
import { announceFrame, closeBands, createControl, paintBands, waitForBands } from './bands.ts';
import {
  type Address,
  compileModule,
  createMemory,
  type KernelExports,
  poseAddress,
  startInstance,
} from './instance.ts';

/** More threads than this wait for the encoder. */
const mostThreads = 4;

export interface Kernel {
  exports: KernelExports;
  /** Bytes of the kernel's memory. The buffer never moves. */
  bytes(at: Address, length: number): Uint8Array;
  floats(at: Address, length: number): Float32Array;
  /**
   * Paint a frame; `pose` holds the sixteen numbers of `takePose`.
   * @returns how many cells were at depth edges.
   */
  paint(pose: Float64Array): number;
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
  const pose = new Float64Array(memory.buffer, poseAddress, 16);
  return {
    exports,
    bytes: (at, length) => new Uint8Array(memory.buffer, at.value, length),
    floats: (at, length) => new Float32Array(memory.buffer, at.value, length),
    paint(values) {
      pose.set(values);
      exports.takePose();
      const number = announceFrame(control);
      // This thread paints too. A thread that is not up yet is not waited for.
      paintBands(control, exports, number, cellRows);
      return waitForBands(control, number, cellRows);
    },
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
