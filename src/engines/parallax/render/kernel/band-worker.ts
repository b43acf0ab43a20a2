/** A thread that helps to paint frames: see bands.ts. */

import { workerData } from 'node:worker_threads';
import type { WasmModule } from '../../webassembly.ts';
import { type Control, paintFrames } from './bands.ts';
import { type KernelLayout, type KernelMemory, startInstance } from './instance.ts';

export interface BandWorkerData {
  module: WasmModule;
  memory: KernelMemory;
  layout: KernelLayout;
  thread: number;
  cellRows: number;
  control: Control;
}

const { module, memory, layout, thread, cellRows, control } = workerData as BandWorkerData;
paintFrames({ control, kernel: startInstance(module, memory, layout, thread), cellRows });
