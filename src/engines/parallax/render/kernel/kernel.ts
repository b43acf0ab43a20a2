/** The compiled kernel with types, and a memory of its own for each scene. */
import { yuvWeights } from '../../../../media/yuv.ts';
import { kernelBinary } from './binary.ts';

/** The little of WebAssembly that is used here; TypeScript declares it for browsers only. */
interface MemoryLike {
  buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WebAssemblyLike {
  Memory: new (limits: { initial: number; maximum: number }) => MemoryLike;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
}
const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyLike };

/** Where something lies in the kernel's memory: a WebAssembly.Global. */
export interface Address {
  value: number;
}

type Weights = [number, number, number];

/** What kernel.as exports; lengths and positions are in pixels, addresses in bytes. */
export interface KernelExports {
  layOut(width: number, height: number, frameWidth: number, frameHeight: number): number;
  setLumaWeights(...weights: Weights): void;
  setChromaWeights(...weights: [...Weights, ...Weights]): void;
  packForeground(): void;
  packBackground(): void;
  measureTiles(): void;
  measureReach(): void;
  setWeights(phase: number, a: number, b: number, c: number, d: number): void;
  setHomography(...matrix: number[]): void;
  setTravel(
    pivotDepth: number,
    parallaxX: number,
    parallaxY: number,
    growth: number,
    centreX: number,
    centreY: number,
  ): void;
  setCutStrength(strength: number): void;
  solveGrid(fromRow: number, toRow: number): void;
  paintRows(fromRow: number, toRow: number): number;
  rgb: Address;
  alpha: Address;
  frontDepth: Address;
  backDepth: Address;
  frameY: Address;
  frameU: Address;
  frameV: Address;
  frameDepth: Address;
  gridRows: Address;
}

export interface Kernel {
  exports: KernelExports;
  /** Bytes of the kernel's memory. The buffer never moves. */
  bytes(at: Address, length: number): Uint8Array;
  floats(at: Address, length: number): Float32Array;
}

const pageSize = 65536;

/** Start a kernel for a canvas and a frame. */
export function startKernel(
  canvas: { width: number; height: number },
  frame: { width: number; height: number },
): Kernel {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 16384 });
  const module = new WebAssembly.Module(Buffer.from(kernelBinary, 'base64'));
  const instance = new WebAssembly.Instance(module, { env: { memory, abort } });
  const exports = instance.exports as unknown as KernelExports;
  const needed = exports.layOut(canvas.width, canvas.height, frame.width, frame.height);
  memory.grow(Math.ceil(needed / pageSize));
  exports.setLumaWeights(...(yuvWeights.y as Weights));
  exports.setChromaWeights(...(yuvWeights.u as Weights), ...(yuvWeights.v as Weights));
  return {
    exports,
    bytes: (at, length) => new Uint8Array(memory.buffer, at.value, length),
    floats: (at, length) => new Float32Array(memory.buffer, at.value, length),
  };
}

function abort(): never {
  throw new Error('The render kernel stopped.');
}
