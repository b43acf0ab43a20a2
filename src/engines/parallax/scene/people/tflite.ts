/**
 * Reads a TensorFlow Lite file: a flatbuffer of tensors, constants, and operators in the order in
 * which they run. Only what small networks for pictures have in them.
 */

export interface Network {
  tensors: TensorInfo[];
  inputs: number[];
  outputs: number[];
  operators: Operator[];
}

export interface TensorInfo {
  name: string;
  shape: number[];
  /** What is known before anything runs: weights, sizes. */
  constant?: Float32Array | Int32Array | undefined;
}

export interface Operator {
  kind: number;
  /** Of an operator that is not one of TensorFlow Lite's own. */
  custom: string;
  /** -1 stands for an input that is left out. */
  inputs: number[];
  output: number;
  /** Its options by their number in the schema; absent ones are 0. */
  option(field: number): number;
  customOptions: Int32Array;
}

/** Numbers of TensorFlow Lite's schema. */
const types = { float32: 0, float16: 1, int32: 2 };

/** Read a file's bytes. */
export function readNetwork(bytes: Uint8Array): Network {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const model = tableAt(view, view.getUint32(0, true));
  const codes = model.tables(1).map((code) => ({
    kind: Math.max(code.byte(0), code.int(3)),
    custom: code.text(1),
  }));
  const buffers = model.tables(4);
  const graph = model.tables(2)[0]!;
  return {
    tensors: graph.tables(0).map((tensor) => ({
      name: tensor.text(3),
      shape: tensor.ints(0),
      constant: readConstant(buffers[tensor.int(2)]!.bytes(0), tensor.byte(1)),
    })),
    inputs: graph.ints(1),
    outputs: graph.ints(2),
    operators: graph.tables(3).map((operator) => {
      const options = operator.table(4);
      return {
        ...codes[operator.int(0)]!,
        inputs: operator.ints(1),
        output: operator.ints(2)[0]!,
        option: (field) => options?.number(field) ?? 0,
        customOptions: readInts(operator.bytes(5)),
      };
    }),
  };
}

function readConstant(data: Uint8Array, type: number): Float32Array | Int32Array | undefined {
  if (data.length === 0) return undefined;
  if (type === types.int32) return readInts(data);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (type === types.float16) {
    return Float32Array.from({ length: data.length / 2 }, (_, i) =>
      widenHalf(view.getUint16(i * 2, true)),
    );
  }
  return Float32Array.from({ length: data.length / 4 }, (_, i) => view.getFloat32(i * 4, true));
}

function readInts(data: Uint8Array): Int32Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Int32Array.from({ length: data.length >> 2 }, (_, i) => view.getInt32(i * 4, true));
}

/** A number of 16 bits: one for the sign, five for the exponent, ten for the rest. */
function widenHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const rest = bits & 1023;
  return sign * (exponent === 0 ? rest * 2 ** -24 : (1024 + rest) * 2 ** (exponent - 25));
}

/** A table of a flatbuffer: its fields by number, each of which may be absent. */
interface Table {
  byte(field: number): number;
  int(field: number): number;
  /** A byte or an int, by the room that it takes. */
  number(field: number): number;
  ints(field: number): number[];
  bytes(field: number): Uint8Array;
  text(field: number): string;
  table(field: number): Table | undefined;
  tables(field: number): Table[];
}

function tableAt(view: DataView, at: number): Table {
  const fields = at - view.getInt32(at, true);
  const fieldCount = (view.getUint16(fields, true) - 4) / 2;
  const size = view.getUint16(fields + 2, true);
  const offsetOf = (field: number) =>
    field < fieldCount ? view.getUint16(fields + 4 + 2 * field, true) : 0;
  const follow = (place: number) => place + view.getUint32(place, true);
  const vectorOf = (field: number) => {
    const offset = offsetOf(field);
    if (offset === 0) return { start: 0, length: 0 };
    const vector = follow(at + offset);
    return { start: vector + 4, length: view.getUint32(vector, true) };
  };
  const table: Table = {
    byte: (field) => (offsetOf(field) ? view.getUint8(at + offsetOf(field)) : 0),
    int: (field) => (offsetOf(field) ? view.getInt32(at + offsetOf(field), true) : 0),
    number(field) {
      const offset = offsetOf(field);
      if (offset === 0) return 0;
      const later = Array.from({ length: fieldCount }, (_, i) => offsetOf(i));
      const room = Math.min(size, ...later.filter((other) => other > offset)) - offset;
      return room >= 4 && offset % 4 === 0 ? table.int(field) : table.byte(field);
    },
    ints(field) {
      const { start, length } = vectorOf(field);
      return Array.from({ length }, (_, i) => view.getInt32(start + 4 * i, true));
    },
    bytes(field) {
      const { start, length } = vectorOf(field);
      return new Uint8Array(view.buffer, view.byteOffset + start, length);
    },
    text: (field) => new TextDecoder().decode(table.bytes(field)),
    table: (field) => (offsetOf(field) ? tableAt(view, follow(at + offsetOf(field))) : undefined),
    tables(field) {
      const { start, length } = vectorOf(field);
      return Array.from({ length }, (_, i) => tableAt(view, follow(start + 4 * i)));
    },
  };
  return table;
}
