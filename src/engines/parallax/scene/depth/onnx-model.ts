/**
 * A minimal ONNX file, written by hand for the tests: depth is the mean of the three channels, so
 * that what is bright is near. ONNX is a protocol buffer; these are the few fields it takes.
 */

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

/** ModelProto with one ReduceMean node; by default over the channels, for images of any size. */
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
  const graph = [
    ...bytes(1, node),
    ...text(2, 'brightness'),
    ...bytes(11, tensor('image', input)),
    ...bytes(12, tensor('depth', input.toSpliced(axis, 1))),
  ];
  const version = 8;
  const operators = 13;
  return Uint8Array.from([
    ...number(1, version),
    ...bytes(7, graph),
    ...bytes(8, [...text(1, ''), ...number(2, operators)]),
  ]);
}
