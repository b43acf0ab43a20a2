/**
 * Completing a picture from itself: every missing cell finds a place in the known part whose
 * surroundings look like its own, and takes what is there; the guesses are then averaged and
 * looked up again (after Wexler's completion and Barnes's PatchMatch). Worked at a fraction of the
 * picture's size; the places found are used at full size afterwards.
 */
import { kernel, openRoom, type Room } from '../kernel/kernel.ts';

export interface Completion {
  width: number;
  height: number;
  /** Interleaved RGB, 0..255. Missing cells hold a first guess, then the result. */
  rgb: Float32Array;
  /** 1 where a cell is missing. */
  missing: Uint8Array;
  /** 1 where a cell may be copied from. Never a missing one. */
  source: Uint8Array;
  /** A cell may only be copied to where its depth is at most the limit there. */
  depth: Float32Array;
  limit: Float32Array;
  /** For missing cells: the cell to copy from, or -1 while none is known. */
  match: Int32Array;
}

export interface CompletionEffort {
  /** Times that guesses are averaged and looked up again. */
  rounds: number;
  /** Farthest that a cell is copied, in cells. */
  reach: number;
  /** How much farther places cost: squared colour steps for a distance of `reach`. */
  distancePenalty: number;
}

/** Fill the missing cells in place. */
export function completePicture(task: Completion, effort: CompletionEffort): void {
  const { rounds, reach, distancePenalty } = effort;
  inKernel(task, (scratch) => kernel.completeCells(rounds, reach, distancePenalty, scratch));
}

/**
 * First guess: colours flow in from the background, and only from there, as a membrane would
 * settle. Cells that no background touches keep the picture.
 */
export function guessFromOutside(task: Completion): void {
  inKernel(task, kernel.guessCells);
}

/** Bytes per cell that the kernel works with. */
const scratchPerCell = 24;

function inKernel(task: Completion, work: (scratch: number) => void): void {
  const { width, height, rgb, match } = task;
  const room = openRoom();
  const { colours, places } = placeCompletion(room, task);
  work(room.take(width * height * scratchPerCell));
  room.read(colours, rgb);
  room.read(places, match);
}

/** Put a completion into the kernel's memory. */
export function placeCompletion(room: Room, task: Completion): { colours: number; places: number } {
  const { width, height, rgb, missing, source, depth, limit, match } = task;
  const [colours, places] = [room.put(rgb), room.put(match)];
  const marks = [room.put(missing), room.put(source)] as const;
  const depths = [room.put(depth), room.put(limit)] as const;
  kernel.setCompletion(width, height, colours, ...marks, ...depths, places);
  return { colours, places };
}
