/**
 * ICC profiles of colour spaces that are told by numbers alone: where their primaries lie, and how
 * code values become light. Version 2.
 */

/** CIE xy of white, red, green and blue. */
export interface Primaries {
  white: Chromaticity;
  red: Chromaticity;
  green: Chromaticity;
  blue: Chromaticity;
}

export type Chromaticity = readonly [x: number, y: number];

/** From a code value to light, both 0..1. */
export type Transfer = (code: number) => number;

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

/** The white of every profile, D50. */
const profileWhite: Vector = [0.9642, 1, 0.8249];

/** Bradford: to the responses of the eye in which a white is exchanged for another. */
const toCones: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** Undefined where the primaries span no space. */
export function makeRgbProfile(primaries: Primaries, transfer: Transfer): Buffer | undefined {
  const columns = adaptedColumns(primaries);
  if (!columns?.flat().every((value) => Math.abs(value) < 4)) return undefined;
  const [red, green, blue] = columns.map(xyzTag) as [Buffer, Buffer, Buffer];
  const curve = curveTag(transfer);
  const [rTRC, gTRC, bTRC] = [curve, curve, curve];
  return assemble('RGB ', { rXYZ: red, gXYZ: green, bXYZ: blue, rTRC, gTRC, bTRC });
}

export function makeGreyProfile(transfer: Transfer): Buffer {
  return assemble('GRAY', { kTRC: curveTag(transfer) });
}

/** The XYZ of full red, green and blue, as they are seen under D50. */
function adaptedColumns({ white, red, green, blue }: Primaries): Vector[] | undefined {
  const [r, g, b, w] = [toXyz(red), toXyz(green), toXyz(blue), toXyz(white)] as const;
  const unscaled: Matrix = [
    [r[0], g[0], b[0]],
    [r[1], g[1], b[1]],
    [r[2], g[2], b[2]],
  ];
  const inverse = invert(unscaled);
  if (!inverse) return undefined;
  const scales = apply(inverse, w);
  const from = apply(toCones, w);
  const to = apply(toCones, profileWhite);
  const back = invert(toCones)!;
  return [r, g, b].map((column, i) => {
    const cones = apply(toCones, column.map((value) => value * scales[i]!) as unknown as Vector);
    return apply(back, cones.map((value, c) => (value * to[c]!) / from[c]!) as unknown as Vector);
  });
}

const toXyz = ([x, y]: Chromaticity): Vector => [x / y, 1, (1 - x - y) / y];

const apply = (m: Matrix, v: Vector): Vector =>
  m.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Vector;

function invert([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix | undefined {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (!(Math.abs(determinant) > 1e-6)) return undefined;
  const scale = (row: number[]) => row.map((value) => value / determinant) as unknown as Vector;
  return [
    scale([e * i - f * h, c * h - b * i, b * f - c * e]),
    scale([f * g - d * i, a * i - c * g, c * d - a * f]),
    scale([d * h - e * g, b * g - a * h, a * e - b * d]),
  ];
}

function assemble(space: 'RGB ' | 'GRAY', colours: Record<string, Buffer>): Buffer {
  const text = Buffer.from('from the file\0', 'latin1');
  const entries = Object.entries({
    desc: Buffer.concat([tagHead('desc'), uint32(text.length), text, Buffer.alloc(78)]),
    cprt: Buffer.concat([tagHead('text'), text]),
    wtpt: xyzTag(profileWhite),
    ...colours,
  });
  const table = Buffer.alloc(4 + 12 * entries.length);
  table.writeUInt32BE(entries.length, 0);
  let at = 128 + table.length;
  const bodies = entries.map(([name, data], i) => {
    table.write(name, 4 + 12 * i, 'latin1');
    table.writeUInt32BE(at, 8 + 12 * i);
    table.writeUInt32BE(data.length, 12 + 12 * i);
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
    at += padded.length;
    return padded;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x02100000, 8);
  header.write(`mntr${space}XYZ `, 12, 'latin1');
  header.set([0x07, 0xd0, 0, 1, 0, 1], 24);
  header.write('acsp', 36, 'latin1');
  fixedNumbers(profileWhite).copy(header, 68);
  return Buffer.concat([header, table, ...bodies]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** With 16 bits behind the point. */
function fixedNumbers(values: Vector): Buffer {
  const bytes = Buffer.alloc(12);
  for (const [i, value] of values.entries()) {
    bytes.writeInt32BE(Math.round(value * 65536), 4 * i);
  }
  return bytes;
}

const tagHead = (type: string) => Buffer.from(`${type}\0\0\0\0`, 'latin1');
const xyzTag = (xyz: Vector) => Buffer.concat([tagHead('XYZ '), fixedNumbers(xyz)]);

/** A table of so many steps: finer than 8 bits even where the curve is steep. */
const curveSteps = 4096;

function curveTag(transfer: Transfer): Buffer {
  const table = Buffer.alloc(2 * curveSteps);
  for (let i = 0; i < curveSteps; i++) {
    const light = Math.min(1, Math.max(0, transfer(i / (curveSteps - 1))));
    table.writeUInt16BE(Math.round(65535 * light), 2 * i);
  }
  return Buffer.concat([tagHead('curv'), uint32(curveSteps), table]);
}
