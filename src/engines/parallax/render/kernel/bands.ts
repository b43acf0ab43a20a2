/**
 * How threads share the frames. Each is cut into bands of cell rows; a thread takes the next band
 * until none is left. Up to two frames are open at once: whoever finds the one all taken goes on
 * with the other, so nobody waits for a thread that the system keeps from its last band. Frames and
 * bands are numbered through the whole clip and never twice, so a thread that is late finds nothing
 * to take, and cannot disturb what comes after.
 */
import type { KernelExports } from './exports.ts';

/** Cell rows per band: small enough that the last one does not keep all others waiting. */
export const bandRows = 4;

/** Places in the control memory; of the last two there is one for each of two frames. */
const openedFrames = 0;
const takenBands = 1;
const closed = 2;
const doneBands = 3;
const edgeCells = 5;

export type Control = Int32Array<SharedArrayBuffer>;

/** What a thread paints with. */
export interface Painter {
  control: Control;
  kernel: KernelExports;
  /** Rows of cells of a frame. */
  cellRows: number;
}

export function createControl(): Control {
  return new Int32Array(new SharedArrayBuffer(32));
}

/** Open the frame after the last one, which must be described in memory; frame `number` - 2 is done. */
export function openFrame(control: Control, number: number): void {
  Atomics.store(control, doneBands + (number % 2), 0);
  Atomics.store(control, edgeCells + (number % 2), 0);
  Atomics.store(control, openedFrames, number + 1);
  Atomics.notify(control, openedFrames);
}

/** Paint a band of the open frames; returns whether there was one left to take. */
function paintBand({ control, kernel, cellRows }: Painter): boolean {
  const bands = Math.ceil(cellRows / bandRows);
  const band = Atomics.load(control, takenBands);
  const number = Math.floor(band / bands);
  if (number >= Atomics.load(control, openedFrames)) return false;
  if (Atomics.compareExchange(control, takenBands, band, band + 1) !== band) return true;
  const row = (band % bands) * bandRows;
  const edges = kernel.paintRows(number % 2, row, Math.min(cellRows, row + bandRows));
  Atomics.add(control, edgeCells + (number % 2), edges);
  Atomics.add(control, doneBands + (number % 2), 1);
  Atomics.notify(control, doneBands + (number % 2));
  return true;
}

/** A band takes milliseconds; one that is not done by then belongs to a thread that is gone. */
const bandTimeoutMs = 60_000;

/**
 * Paint until every band of a frame is done; returns how many of its cells were at depth edges.
 * @throws Error when a thread died with its band.
 */
export function finishFrame(painter: Painter, number: number): number {
  const { control, cellRows } = painter;
  const end = Math.ceil(cellRows / bandRows);
  for (;;) {
    const done = Atomics.load(control, doneBands + (number % 2));
    if (done === end) return Atomics.load(control, edgeCells + (number % 2));
    if (paintBand(painter)) continue;
    if (Atomics.wait(control, doneBands + (number % 2), done, bandTimeoutMs) === 'timed-out') {
      throw new Error('A thread of the renderer stopped in the middle of its work.');
    }
  }
}

/** Paint every frame that is opened, until there will be no more. */
export function paintFrames(painter: Painter): void {
  const { control } = painter;
  for (;;) {
    const opened = Atomics.load(control, openedFrames);
    while (paintBand(painter));
    if (Atomics.load(control, closed) === 1) return;
    Atomics.wait(control, openedFrames, opened);
  }
}

/** Let the waiting threads end. */
export function closeBands(control: Control): void {
  Atomics.store(control, closed, 1);
  // Not a frame: it wakes who waits for one, and who is about to wait.
  Atomics.store(control, openedFrames, -1);
  Atomics.notify(control, openedFrames);
}
