/**
 * The picture continued beyond its borders with its own material. Every line across a border goes
 * on either as its own mirror image, which always fits but may be recognised, or as the picture does
 * at a place inside that looks like the border, which is never recognised but may not fit. A line
 * changes its mind from the line before only where both look alike.
 */
import type { Picture } from '../../../../media/picture.ts';
import { kernel, type Room } from '../kernel/kernel.ts';
import type { Rectangle } from './canvas.ts';
import { type Continuation, choices, chooseContinuations, seam } from './continuation.ts';

/** A picture in the kernel's memory. */
export interface Sheet {
  room: Room;
  rgb: number;
  width: number;
  height: number;
}

/**
 * One border of the known part. Lines run across it, one pixel apart; places on a line are counted
 * from the border, 0 being the first known pixel and negative ones missing.
 */
interface Border {
  /** The pixel at place 0 of line 0. */
  origin: number;
  /** From a line to the next, and from a place to the next one inwards, in pixels of the sheet. */
  line: number;
  inwards: number;
  lines: number;
  missing: number;
  known: number;
}

/** Continue the picture to the left and right of `real`, in the rows of `real`. */
export function continueAcross(sheet: Sheet, real: Rectangle, size: number): void {
  const { width } = sheet;
  const common = { line: width, lines: real.height, known: real.width };
  const first = real.top * width + real.left;
  continueBeyond(sheet, { ...common, origin: first, inwards: 1, missing: real.left }, size);
  const missing = width - real.left - real.width;
  const last = first + real.width - 1;
  continueBeyond(sheet, { ...common, origin: last, inwards: -1, missing }, size);
}

/** Continue the picture above and below `real`, in the columns of `real`. */
export function continueDown(sheet: Sheet, real: Rectangle, size: number): void {
  const { width, height } = sheet;
  const common = { line: 1, lines: real.width, known: real.height };
  const first = real.top * width + real.left;
  continueBeyond(sheet, { ...common, origin: first, inwards: width, missing: real.top }, size);
  const missing = height - real.top - real.height;
  const last = first + (real.height - 1) * width;
  continueBeyond(sheet, { ...common, origin: last, inwards: -width, missing }, size);
}

function continueBeyond(sheet: Sheet, border: Border, size: number): void {
  if (border.missing === 0) return;
  const strip = cutStrip(sheet, border, size);
  const chosen = chooseContinuations(sheet.room, strip, Math.ceil(border.missing / size));
  paintBeyond(sheet, border, size, chosen, matchTones(strip, chosen));
}

/** The known part along a border in cells; row n is line n * size, column 0 lies at the border. */
function cutStrip({ room, rgb }: Sheet, border: Border, size: number): Picture {
  const { origin, line, inwards, lines } = border;
  const reach = Math.min(border.known, 3 * border.missing + (choices + seam + 2) * size);
  const width = Math.max(1, Math.floor(reach / size));
  const height = Math.ceil(lines / size);
  const deep = Math.min(size, reach);
  const cells = room.take(width * height * 3);
  kernel.cutStrip(rgb + origin * 3, line, inwards, lines, size, deep, cells, width, height);
  return { width, height, data: room.read(cells, new Uint8Array(width * height * 3)) };
}

/** Per line, how much brighter (in R, G, B) the border is than the place whose outside is copied. */
function matchTones(strip: Picture, chosen: readonly Continuation[]): Float32Array {
  const lines = chosen.length;
  const tones = new Float32Array(lines * 3);
  const reach = 4;
  for (let n = 0; n < lines; n++) {
    const { shift, aside } = chosen[n]!;
    if (shift === 0) continue;
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      let count = 0;
      // Over several lines of one mind, or every line would end in a streak of its own.
      for (let m = Math.max(0, n - reach); m <= Math.min(lines - 1, n + reach); m++) {
        if (chosen[m] !== chosen[n]) continue;
        for (let k = 0; k < 2; k++) {
          const at = m * strip.width + k;
          const there = at + aside * strip.width + shift;
          sum += strip.data[at * 3 + c]! - strip.data[there * 3 + c]!;
          count++;
        }
      }
      tones[n * 3 + c] = sum / count;
    }
  }
  return tones;
}

/** Pixels over which the mirror image beside the border fades into what was chosen. */
const fade = 14;

/** Paint what is missing beyond a border. */
function paintBeyond(
  { room, rgb }: Sheet,
  border: Border,
  size: number,
  chosen: readonly Continuation[],
  tones: Float32Array,
): void {
  const { origin, line, inwards, lines, missing, known } = border;
  const places = Int32Array.from(chosen.flatMap(({ shift, aside }) => [shift, aside]));
  const fades = new Float64Array((missing + 1) * 2);
  for (let k = 1; k <= missing; k++) {
    fades[k * 2] = Math.min(1, k / fade);
    fades[k * 2 + 1] = Math.exp(-k / (6 * size));
  }
  kernel.paintBeyond(
    rgb + origin * 3,
    line,
    inwards,
    lines,
    missing,
    known,
    size,
    room.put(places),
    chosen.length,
    room.put(tones),
    room.put(fades),
  );
}
