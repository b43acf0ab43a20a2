/**
 * How threads share a frame. It is cut into bands of cell rows; each thread takes the next one
 * until none is left. Bands are numbered through the whole clip and never twice, so a thread that
 * is late for a frame finds nothing to take in it, and cannot disturb the next one.
 */
import type { KernelExports } from './instance.ts';

/** Cell rows per band: small enough that the last one does not keep all others waiting. */
export const bandRows = 4;

/** Places in the control memory. */
const frame = 0;
const nextBand = 1;
const doneBands = 2;
const edgeCells = 3;
const closed = 4;

export type Control = Int32Array<SharedArrayBuffer>;

export function createControl(): Control {
  return new Int32Array(new SharedArrayBuffer(32));
}

/** Announce a frame whose pose is in memory; returns its number. */
export function announceFrame(control: Control): number {
  const number = Atomics.add(control, frame, 1) + 1;
  Atomics.store(control, edgeCells, 0);
  Atomics.notify(control, frame);
  return number;
}

/** Take bands of a frame (numbered from 1) until none is left. */
export function paintBands(
  control: Control,
  kernel: KernelExports,
  number: number,
  cellRows: number,
): void {
  const bands = Math.ceil(cellRows / bandRows);
  const end = number * bands;
  for (;;) {
    const band = Atomics.load(control, nextBand);
    if (band >= end) return;
    if (Atomics.compareExchange(control, nextBand, band, band + 1) !== band) continue;
    const row = (band - (number - 1) * bands) * bandRows;
    const edges = kernel.paintRows(row, Math.min(cellRows, row + bandRows));
    Atomics.add(control, edgeCells, edges);
    Atomics.add(control, doneBands, 1);
    Atomics.notify(control, doneBands);
  }
}

/** A band takes milliseconds; one that is not done by then belongs to a thread that is gone. */
const bandTimeoutMs = 60_000;

/**
 * Wait until every band of a frame is painted; returns how many cells were at depth edges.
 * @throws Error when a thread died with its band.
 */
export function waitForBands(control: Control, number: number, cellRows: number): number {
  const end = number * Math.ceil(cellRows / bandRows);
  for (;;) {
    const done = Atomics.load(control, doneBands);
    if (done >= end) return Atomics.load(control, edgeCells);
    if (Atomics.wait(control, doneBands, done, bandTimeoutMs) === 'timed-out') {
      throw new Error('A thread of the renderer stopped in the middle of its work.');
    }
  }
}

/** Wait for a frame after `number`; returns its number, or null when there will be none. */
export function waitForFrame(control: Control, number: number): number | null {
  Atomics.wait(control, frame, number);
  return Atomics.load(control, closed) === 1 ? null : Atomics.load(control, frame);
}

/** Let the waiting threads end. */
export function closeBands(control: Control): void {
  Atomics.store(control, closed, 1);
  Atomics.add(control, frame, 1);
  Atomics.notify(control, frame);
}
