/** The compiled kernel with types, and room for what a call works on. */
import { pageSize, type WasmMemory, WebAssembly } from '../../webassembly.ts';
import { kernelBinary } from './binary.ts';
import type { KernelExports } from './exports.ts';

/** Below, the compiler keeps what it likes. */
const reserved = 1024;

// Here and not at the first call: a render's process is loaded before there is anything to do.
const module = new WebAssembly.Module(Buffer.from(kernelBinary, 'base64'));

export let kernel: KernelExports;
let memory: WasmMemory<ArrayBuffer>;
startAnew();

function startAnew(): void {
  memory = new WebAssembly.Memory({ initial: 1 });
  kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
}

type Numbers = Uint8Array | Int32Array | Float32Array | Float64Array;

/** The latest room. There is one memory: what an earlier room held is gone when one is opened. */
let latest = 0;

/** Room in the kernel's memory, until the next is opened; after that it throws. */
export interface Room {
  /** Make room for so many bytes, which may hold anything. */
  take(bytes: number): number;
  /** The same, all 0. */
  takeClear(bytes: number): number;
  put(numbers: Numbers): number;
  /** Fill `out` with what is at an address. */
  read<T extends Numbers>(address: number, out: T): T;
  /** Leave the room to what was made in it: that stays where it is, and need not be copied. */
  leave(): {
    bytes(address: number, length: number): Uint8Array;
    floats(address: number, length: number): Float32Array;
  };
}

export function openRoom(): Room {
  const own = ++latest;
  let end = reserved;
  const checkOpen = () => {
    if (own !== latest) throw new Error('Expected the latest room, but another was opened since.');
  };
  const take = (bytes: number): number => {
    checkOpen();
    const address = end;
    end = Math.ceil((address + bytes) / 16) * 16;
    // A load of 16 bytes may reach beyond the last one.
    const missing = end + 16 - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
    return address;
  };
  const bytesAt = (address: number, length: number) =>
    new Uint8Array(memory.buffer, address, length);
  const bytesOf = (numbers: Numbers) =>
    new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return {
    take,
    takeClear(bytes) {
      const address = take(bytes);
      bytesAt(address, bytes).fill(0);
      return address;
    },
    put(numbers) {
      const address = take(numbers.byteLength);
      bytesAt(address, numbers.byteLength).set(bytesOf(numbers));
      return address;
    },
    read(address, out) {
      checkOpen();
      bytesOf(out).set(bytesAt(address, out.byteLength));
      return out;
    },
    leave() {
      checkOpen();
      latest++;
      const { buffer } = memory;
      startAnew();
      return {
        bytes: (address, length) => new Uint8Array(buffer, address, length),
        floats: (address, length) => new Float32Array(buffer, address, length),
      };
    },
  };
}
