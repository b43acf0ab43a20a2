/** The compiled kernel: one module, one memory per clip, one instance per thread. */
import { yuvWeights } from '../../../../media/yuv.ts';
import { pageSize, type WasmMemory, type WasmModule, WebAssembly } from '../../webassembly.ts';
import { kernelBinary } from './binary.ts';
import type { KernelExports } from './exports.ts';

/** Shared by the threads of a clip. */
export type KernelMemory = WasmMemory<SharedArrayBuffer>;

/** Where something lies in the kernel's memory: a WebAssembly.Global. */
export interface Address {
  value: number;
}

type Weights = [number, number, number];

/** What the threads of a scene agree on. */
export interface KernelLayout {
  width: number;
  height: number;
  frameWidth: number;
  frameHeight: number;
  /** The grid of a blend; without cells the frames are views of a scene. */
  blend: { columns: number; rows: number };
  threads: number;
}

export function compileModule(): WasmModule {
  return new WebAssembly.Module(Buffer.from(kernelBinary, 'base64'));
}

/** A memory large enough for a clip. */
export function createMemory(module: WasmModule, layout: KernelLayout): KernelMemory {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 16384, shared: true });
  const needed = layOut(instantiate(module, memory), layout, 0);
  memory.grow(Math.ceil(needed / pageSize));
  return memory;
}

/** An instance of the kernel for one thread, 0 .. threads - 1. */
export function startInstance(
  module: WasmModule,
  memory: KernelMemory,
  layout: KernelLayout,
  thread: number,
): KernelExports {
  const exports = instantiate(module, memory);
  layOut(exports, layout, thread);
  exports.setLumaWeights(...(yuvWeights.y as Weights));
  exports.setChromaWeights(...(yuvWeights.u as Weights), ...(yuvWeights.v as Weights));
  return exports;
}

function instantiate(module: WasmModule, memory: KernelMemory): KernelExports {
  const instance = new WebAssembly.Instance(module, { env: { memory, abort } });
  return instance.exports as KernelExports;
}

function layOut(exports: KernelExports, layout: KernelLayout, thread: number): number {
  const { width, height, frameWidth, frameHeight, blend, threads } = layout;
  const { columns, rows } = blend;
  return exports.layOut(width, height, frameWidth, frameHeight, columns, rows, threads, thread);
}

function abort(): never {
  throw new Error('The render kernel stopped.');
}
