/**
 * Minimal ONNX files, written by hand for tests and benches. ONNX is a protocol buffer; these are the
 * few fields it takes.
 */
import type { Plane } from '../../src/engines/parallax/scene/resample.ts';

export interface ModelShape {
  /** What the image is declared as; names stand for sizes that are open. */
  input?: (string | number)[];
  /** The axis that the mean is taken over: 1, the channels, leaves one plane. */
  axis?: number;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

const number = (field: number, value: number) => [...varint(field << 3), ...varint(value)];

const bytes = (field: number, content: readonly number[]) => [
  ...varint((field << 3) | 2),
  ...varint(content.length),
  ...content,
];

const text = (field: number, value: string) => bytes(field, [...new TextEncoder().encode(value)]);

/** ValueInfoProto of a float tensor; names stand for sizes that are open. */
function tensor(name: string, dimensions: readonly (string | number)[]): number[] {
  const shape = dimensions.flatMap((size) =>
    bytes(1, typeof size === 'number' ? number(1, size) : text(2, size)),
  );
  const float = 1;
  return [...text(1, name), ...bytes(2, bytes(1, [...number(1, float), ...bytes(2, shape)]))];
}

/**
 * One ReduceMean node, by default over the channels, for images of any size: depth is their mean, so
 * that what is bright is near.
 */
export function writeBrightnessModel({
  input = [1, 3, 'height', 'width'],
  axis = 1,
}: ModelShape = {}): Uint8Array {
  const integers = 7;
  const axes = [...text(1, 'axes'), ...number(8, axis), ...number(20, integers)];
  const integer = 2;
  const keep = [...text(1, 'keepdims'), ...number(3, 0), ...number(20, integer)];
  const node = [
    ...text(1, 'image'),
    ...text(2, 'depth'),
    ...text(4, 'ReduceMean'),
    ...bytes(5, axes),
    ...bytes(5, keep),
  ];
  return writeModel([
    ...bytes(1, node),
    ...text(2, 'brightness'),
    ...bytes(11, tensor('image', input)),
    ...bytes(12, tensor('depth', input.toSpliced(axis, 1))),
  ]);
}

/** Answers any image with the same plane. */
export function writeConstantModel({ width, height, data }: Plane): Uint8Array {
  const shape = [1, height, width];
  const float = 1;
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const plane = [
    ...shape.flatMap((size) => number(1, size)),
    ...number(2, float),
    ...text(8, 'plane'),
    ...bytes(9, [...raw]),
  ];
  const node = [...text(1, 'plane'), ...text(2, 'depth'), ...text(4, 'Identity')];
  return writeModel([
    ...bytes(1, node),
    ...text(2, 'constant'),
    ...bytes(5, plane),
    ...bytes(11, tensor('image', [1, 3, 'height', 'width'])),
    ...bytes(12, tensor('depth', shape)),
  ]);
}

/** ModelProto around a GraphProto. */
function writeModel(graph: readonly number[]): Uint8Array {
  const version = 8;
  const operators = 13;
  return Uint8Array.from([
    ...number(1, version),
    ...bytes(7, graph),
    ...bytes(8, [...text(1, ''), ...number(2, operators)]),
  ]);
}
