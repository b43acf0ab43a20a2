/** The kernel as warp.ts and blend.ts use it: a memory that several threads paint frames in. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { YuvFrame } from '../../../../media/frame.ts';
import { phases, tabulateCubic } from '../cubic.ts';
import type { BandWorkerData } from './band-worker.ts';
import { closeBands, createControl, finishFrame, openFrame } from './bands.ts';
import type { KernelExports } from './exports.ts';
import { type Address, compileModule, createMemory, startInstance } from './instance.ts';

/** More threads than this wait for the encoder. */
const mostThreads = 4;

export interface Kernel {
  exports: KernelExports;
  /** Bytes of the kernel's memory. The buffer never moves. */
  bytes(at: Address, length: number): Uint8Array;
  floats(at: Address, length: number): Float32Array;
  doubles(at: Address, length: number): Float64Array;
  /** What `describe` prepares for each of the two frames that may be in the making. */
  views<View>(describe: (exports: KernelExports) => View): [View, View];
  /** Choose the frame that is to be described in memory next: see `chooseFrame`. */
  chooseNext(): 0 | 1;
  /** Have the frame that is described painted. */
  open(): void;
  /** Paint with the other threads until the frame that was opened first is done. */
  finish(): { frame: 0 | 1; edgeCells: number };
  /** End the threads. Nothing may be painted any more. */
  close(): Promise<void>;
}

export interface KernelOptions {
  threads?: number | undefined;
  /** The grid of a blend of two images: see `BlendPlan`. */
  blend?: { columns: number; rows: number };
}

// Here and not for the first scene: a render's process is loaded before there is anything to do.
const module = compileModule();

/** Start a kernel for a canvas and a frame. */
export function startKernel(
  canvas: { width: number; height: number },
  frame: { width: number; height: number },
  {
    threads = Math.min(mostThreads, availableParallelism()),
    blend = { columns: 0, rows: 0 },
  }: KernelOptions = {},
): Kernel {
  const { width, height } = canvas;
  const size = { width, height, frameWidth: frame.width, frameHeight: frame.height };
  const layout = { ...size, blend, threads };
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
  let opened = 0;
  let finished = 0;
  return {
    exports,
    bytes: (at, length) => new Uint8Array(buffer, at.value, length),
    floats: (at, length) => new Float32Array(buffer, at.value, length),
    doubles: (at, length) => new Float64Array(buffer, at.value, length),
    views(describe) {
      exports.chooseFrame(0);
      const first = describe(exports);
      exports.chooseFrame(1);
      return [first, describe(exports)];
    },
    chooseNext() {
      if (opened - finished === 2) throw new Error('Expected a frame to be finished first.');
      const frame = (opened % 2) as 0 | 1;
      exports.chooseFrame(frame);
      return frame;
    },
    open() {
      openFrame(control, opened);
      opened++;
    },
    finish() {
      if (opened === finished) throw new Error('Expected a frame to be begun first.');
      // A thread that is not up yet is not waited for.
      const edgeCells = finishFrame({ control, kernel: exports, cellRows }, finished);
      const frame = (finished % 2) as 0 | 1;
      finished++;
      return { frame, edgeCells };
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

/** Set the weights by which the chosen frame is read between pixels: see `tabulateCubic`. */
export function setWeights(exports: KernelExports, stretch: number): void {
  const weights = tabulateCubic(stretch);
  for (let phase = 0; phase < phases; phase++) {
    const [a, b, c, d] = weights.subarray(phase * 4, phase * 4 + 4);
    exports.setWeights(phase, a!, b!, c!, d!);
  }
}

/** The chosen frame, where it is painted. */
export function viewFrame({ exports, bytes }: Kernel, width: number, height: number): YuvFrame {
  return {
    width,
    height,
    y: bytes(exports.frameY, width * height),
    u: bytes(exports.frameU, (width * height) / 4),
    v: bytes(exports.frameV, (width * height) / 4),
    yStride: width,
    uvStride: width / 2,
  };
}
