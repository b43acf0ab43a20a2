import type { Label } from './adherence.ts';

/** A plain camera command, and what must be seen when it is obeyed. */
export interface Command {
  name: string;
  promptText: string;
  expected: Label;
}

/** The commands every image is tried with. A dolly is told by the edges just as a zoom is. */
export const commands: readonly Command[] = [
  { name: 'pan left', promptText: 'camera pans left', expected: 'pan left' },
  { name: 'pan right', promptText: 'camera pans right', expected: 'pan right' },
  { name: 'tilt up', promptText: 'camera tilts up', expected: 'tilt up' },
  { name: 'tilt down', promptText: 'camera tilts down', expected: 'tilt down' },
  { name: 'zoom in', promptText: 'camera zooms in', expected: 'zoom in' },
  { name: 'zoom out', promptText: 'camera zooms out', expected: 'zoom out' },
  { name: 'static', promptText: 'camera static', expected: 'static' },
  { name: 'orbit left', promptText: 'camera orbits left', expected: 'orbit left' },
  { name: 'orbit right', promptText: 'camera orbits right', expected: 'orbit right' },
  { name: 'roll clockwise', promptText: 'camera rolls clockwise', expected: 'roll clockwise' },
  {
    name: 'roll counterclockwise',
    promptText: 'camera rolls counterclockwise',
    expected: 'roll counterclockwise',
  },
  { name: 'dolly in', promptText: 'camera dollies in', expected: 'zoom in' },
  { name: 'dolly out', promptText: 'camera dollies out', expected: 'zoom out' },
];
