/** The little of WebAssembly that the kernels use; TypeScript declares it for browsers only. */
export interface WasmMemory<Kind extends ArrayBuffer | SharedArrayBuffer> {
  buffer: Kind;
  /** One page is 65,536 bytes. */
  grow(pages: number): number;
}

export type WasmModule = object;

interface WebAssemblyLike {
  Memory: {
    new (limits: { initial: number }): WasmMemory<ArrayBuffer>;
    new (limits: { initial: number; maximum: number; shared: true }): WasmMemory<SharedArrayBuffer>;
  };
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: object) => { exports: unknown };
}

export const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyLike };

export const pageSize = 65536;
