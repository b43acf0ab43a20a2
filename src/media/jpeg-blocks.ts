/**
 * How much of its picture a JPEG file holds. libjpeg fills what is missing with grey and says no
 * more than that something was, so the blocks are counted here: the file's Huffman codes are walked
 * through, and nothing is decoded.
 */

interface JpegFrame {
  progressive: boolean;
  width: number;
  height: number;
  components: Component[];
}

interface Component {
  id: number;
  /** Sampling factors: its blocks per unit (MCU). */
  across: number;
  down: number;
}

interface Scan {
  components: { component: Component; dcTable: Table | undefined; acTable: Table | undefined }[];
  /** Coefficients first..last, of which the bits from `low` up are sent; `refines` those sent before. */
  first: number;
  last: number;
  refines: boolean;
  low: number;
}

/** Codes of each length, and their symbols. A file may have any number, and use none. */
interface TableAsWritten {
  counts: Uint8Array;
  values: Uint8Array;
}

/** Codes of up to 16 bits to their symbols: what stands at `lengths[code << (16 - bits)]`. */
interface Table {
  lengths: Uint8Array;
  symbols: Uint8Array;
}

/**
 * Samples that a decoder must hold for the whole picture because the file draws it in several
 * passes; 0 where it comes row by row, undefined where the file is not coded by Huffman's rules.
 */
export function samplesHeldForJpeg(bytes: Uint8Array): number | undefined {
  let frame: JpegFrame | undefined;
  for (const { marker, data } of segments(bytes)) {
    if (isFrame(marker)) frame = readFrame(marker, data);
    if (marker !== markers.startOfScan) continue;
    if (!frame) return undefined;
    const { components, width, height } = frame;
    if (!frame.progressive && data[0] === components.length) return 0;
    const perPixel = components.map(
      ({ across, down }) => (across * down) / (most(frame!, 'across') * most(frame!, 'down')),
    );
    return width * height * perPixel.reduce((sum, share) => sum + share, 0);
  }
  return undefined;
}

/**
 * The largest share of its blocks, 0..1, that any pass over the picture lacks; 1 where a whole pass
 * is missing or the file makes no sense.
 */
export function missingFromJpeg(bytes: Uint8Array): number {
  const dcTables: TableAsWritten[] = [];
  const acTables: TableAsWritten[] = [];
  let frame: JpegFrame | undefined;
  let restartInterval = 0;
  let missing = 0;
  /** By component: the lowest bit that has been sent of each coefficient. */
  const sent = new Map<Component, Uint8Array>();
  /** By component: which coefficients are not zero, a bit each. Refinements depend on it. */
  const nonZero = new Map<Component, Uint32Array>();
  try {
    for (const { marker, data, end } of segments(bytes)) {
      if (isFrame(marker)) {
        frame = readFrame(marker, data);
        for (const component of frame?.components ?? []) {
          sent.set(component, new Uint8Array(64).fill(nothing));
        }
      } else if (marker === markers.huffmanTables) {
        readTables(data, dcTables, acTables);
      } else if (marker === markers.restartInterval) {
        restartInterval = uint16(data, 0);
      } else if (marker === markers.startOfScan) {
        if (!frame) return 1;
        const scan = readScan(data, frame, dcTables, acTables);
        for (const { component } of scan.components) {
          sent.get(component)!.fill(scan.low, scan.first, scan.last + 1);
        }
        const share = missingFromScan(bytes, end, frame, scan, restartInterval, nonZero);
        missing = Math.max(missing, share);
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return 1;
  }
  const whole = [...sent.values()].every((bits) => bits.every((low) => low === 0));
  return frame && whole ? missing : 1;
}

const markers = {
  huffmanTables: 0xc4,
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  restartInterval: 0xdd,
} as const;

const nothing = 255;

/** Baseline, extended and progressive; not lossless, hierarchical or arithmetic. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xc2;
}

const uint16 = (data: Uint8Array, at: number) => (data[at]! << 8) | data[at + 1]!;

/** Every segment up to the end of the image; entropy-coded data and stray bytes are passed over. */
function* segments(bytes: Uint8Array) {
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1]!;
    const isMarker = bytes[at] === 0xff && marker >= 0xc0 && marker < 0xff;
    if (!isMarker || (marker >= 0xd0 && marker <= markers.startOfImage)) {
      at++;
      continue;
    }
    if (marker === markers.endOfImage) return;
    const end = at + 2 + uint16(bytes, at + 2);
    if (end > bytes.length) return;
    yield { marker, data: bytes.subarray(at + 4, end), end };
    at = end;
  }
}

function readFrame(marker: number, data: Uint8Array): JpegFrame | undefined {
  const components = Array.from({ length: data[5] ?? 0 }, (_, i) => {
    const sampling = data[7 + 3 * i]!;
    return { id: data[6 + 3 * i]!, across: sampling >> 4, down: sampling & 15 };
  });
  const sane = components.every(({ across, down }) => {
    return across >= 1 && across <= 4 && down >= 1 && down <= 4;
  });
  const [height, width] = [uint16(data, 1), uint16(data, 3)];
  if (!sane || components.length === 0 || !(height > 0 && width > 0)) return undefined;
  return { progressive: marker === 0xc2, width, height, components };
}

/** What the other components' sampling is measured by. */
function most({ components }: JpegFrame, side: 'across' | 'down'): number {
  return Math.max(...components.map((component) => component[side]));
}

function readTables(
  data: Uint8Array,
  dcTables: TableAsWritten[],
  acTables: TableAsWritten[],
): void {
  for (let at = 0; at + 17 <= data.length; ) {
    const counts = data.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const tables = data[at]! >> 4 === 0 ? dcTables : acTables;
    tables[data[at]! & 15] = { counts, values: data.subarray(at + 17, at + 17 + total) };
    at += 17 + total;
  }
}

function makeTable({ counts, values }: TableAsWritten): Table {
  const lengths = new Uint8Array(1 << 16);
  const symbols = new Uint8Array(1 << 16);
  let from = 0;
  let value = 0;
  for (let bits = 1; bits <= 16; bits++) {
    for (let i = 0; i < counts[bits - 1]!; i++) {
      const to = from + (1 << (16 - bits));
      lengths.fill(bits, from, to);
      symbols.fill(values[value++] ?? 0, from, to);
      from = to;
    }
  }
  return { lengths, symbols };
}

/** @throws RangeError when it names what the file does not have */
function readScan(
  data: Uint8Array,
  { components, progressive }: JpegFrame,
  dcTables: TableAsWritten[],
  acTables: TableAsWritten[],
): Scan {
  const count = data[0]!;
  const chosen = Array.from({ length: count }, (_, i) => {
    const component = components.find(({ id }) => id === data[1 + 2 * i]);
    if (!component) throw new RangeError('a scan of a component that the frame has not');
    const tables = data[2 + 2 * i]!;
    const [dc, ac] = [dcTables[tables >> 4], acTables[tables & 15]];
    return { component, dcTable: dc && makeTable(dc), acTable: ac && makeTable(ac) };
  });
  if (!progressive) return { components: chosen, first: 0, last: 63, refines: false, low: 0 };
  const [first, last, bits] = data.subarray(1 + 2 * count) as unknown as [number, number, number];
  if (!(first <= last && last <= 63)) throw new RangeError('a scan of no coefficients');
  return { components: chosen, first, last, refines: bits >> 4 !== 0, low: bits & 15 };
}

/** The data has ended, or is no code. */
class EndOfData extends Error {}

/** Bits of one stretch of entropy-coded data, to the next marker. */
class Bits {
  private held = 0;
  private count = 0;
  private readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Have 16 bits at hand, zeros beyond the end. @returns them */
  private peek(): number {
    while (this.count < 16) {
      const byte = this.bytes[this.at];
      const ends = byte === undefined || (byte === 0xff && this.bytes[this.at + 1] !== 0);
      if (ends) return (this.held << (16 - this.count)) & 0xffff;
      this.at += byte === 0xff ? 2 : 1;
      this.held = ((this.held << 8) | byte) & 0xffffff;
      this.count += 8;
    }
    return (this.held >> (this.count - 16)) & 0xffff;
  }

  skip(bits: number): void {
    if (bits > 16) throw new EndOfData();
    this.peek();
    this.count -= bits;
    if (this.count < 0) throw new EndOfData();
  }

  take(bits: number): number {
    const value = this.peek() >> (16 - bits);
    this.skip(bits);
    return value;
  }

  symbol(table: Table | undefined): number {
    const code = this.peek();
    const length = table?.lengths[code];
    if (!length) throw new EndOfData();
    this.skip(length);
    return table.symbols[code]!;
  }

  /** Go on behind the next restart marker, if that is the next marker. */
  restart(): boolean {
    const { bytes } = this;
    while (this.at + 1 < bytes.length) {
      const next = bytes[this.at + 1]!;
      if (bytes[this.at] === 0xff && next !== 0 && next !== 0xff) break;
      this.at++;
    }
    const marker = bytes[this.at + 1]!;
    if (!(marker >= 0xd0 && marker <= 0xd7)) return false;
    this.at += 2;
    this.held = 0;
    this.count = 0;
    return true;
  }
}

function missingFromScan(
  bytes: Uint8Array,
  start: number,
  frame: JpegFrame,
  scan: Scan,
  restartInterval: number,
  nonZero: Map<Component, Uint32Array>,
): number {
  const blocks = (pixels: number, share: number) => Math.ceil((pixels * share) / 8);
  const [first] = scan.components;
  // Of one component alone, a unit is a block, and the margin beyond the picture is left out.
  const alone = scan.components.length === 1 && first;
  const units = alone
    ? blocks(frame.width, alone.component.across / most(frame, 'across')) *
      blocks(frame.height, alone.component.down / most(frame, 'down'))
    : blocks(frame.width, 1 / most(frame, 'across')) *
      blocks(frame.height, 1 / most(frame, 'down'));
  if (alone && frame.progressive && scan.first > 0 && !nonZero.has(alone.component)) {
    nonZero.set(alone.component, new Uint32Array(2 * units));
  }
  const walk = makeWalk(frame, scan, alone ? nonZero.get(alone.component) : undefined);
  const interval = restartInterval || units;
  const bits = new Bits(bytes, start);
  let walked = 0;
  for (let from = 0; from < units; from += interval) {
    if (from > 0 && !bits.restart()) break;
    const to = Math.min(units, from + interval);
    walked += walkInterval(walk, bits, from, to);
  }
  return 1 - walked / units;
}

/** @returns how many units came before the data ended */
function walkInterval(
  { unit, begin }: ReturnType<typeof makeWalk>,
  bits: Bits,
  from: number,
  to: number,
): number {
  begin();
  let at = from;
  try {
    for (; at < to; at++) unit(bits, at);
  } catch (error) {
    if (!(error instanceof EndOfData)) throw error;
  }
  return at - from;
}

/** How a unit of this scan is walked; `begin` at its start and after each restart. */
function makeWalk({ progressive }: JpegFrame, scan: Scan, nonZero: Uint32Array | undefined) {
  const { components, first, last, refines } = scan;
  /** Blocks that are yet to come of a run of blocks that end early. */
  let endRun = 0;
  const isSet = (block: number, k: number) => (nonZero![2 * block + (k >> 5)]! >>> (k & 31)) & 1;
  const set = (block: number, k: number) => {
    nonZero![2 * block + (k >> 5)]! |= 1 << (k & 31);
  };

  function wholeBlock(bits: Bits, dcTable: Table | undefined, acTable: Table | undefined): void {
    bits.skip(bits.symbol(dcTable));
    for (let k = 1; k < 64; k++) {
      const symbol = bits.symbol(acTable);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) return;
      k += run;
      bits.skip(size);
    }
  }

  function newCoefficients(bits: Bits, block: number, acTable: Table | undefined): void {
    if (endRun > 0) {
      endRun--;
      return;
    }
    for (let k = first; k <= last; k++) {
      const symbol = bits.symbol(acTable);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        endRun = (1 << run) + bits.take(run) - 1;
        return;
      }
      k += run;
      bits.skip(size);
      if (size > 0 && k <= last) set(block, k);
    }
  }

  function refinedCoefficients(bits: Bits, block: number, acTable: Table | undefined): void {
    let k = first;
    while (endRun === 0 && k <= last) {
      const symbol = bits.symbol(acTable);
      const size = symbol & 15;
      let run = symbol >> 4;
      if (size === 0 && run < 15) {
        endRun = (1 << run) + bits.take(run);
        break;
      }
      bits.skip(size);
      for (; k <= last; k++) {
        if (isSet(block, k)) bits.skip(1);
        else if (run-- === 0) break;
      }
      if (size > 0 && k <= last) set(block, k);
      k++;
    }
    if (endRun === 0) return;
    for (; k <= last; k++) if (isSet(block, k)) bits.skip(1);
    endRun--;
  }

  const alone = components.length === 1;
  function unit(bits: Bits, index: number): void {
    for (const { component, dcTable, acTable } of components) {
      const count = alone ? 1 : component.across * component.down;
      for (let i = 0; i < count; i++) {
        if (!progressive) wholeBlock(bits, dcTable, acTable);
        else if (first === 0) bits.skip(refines ? 1 : bits.symbol(dcTable));
        else if (refines) refinedCoefficients(bits, index, acTable);
        else newCoefficients(bits, index, acTable);
      }
    }
  }
  return {
    unit,
    begin: () => {
      endRun = 0;
    },
  };
}
