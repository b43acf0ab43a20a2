import { expect } from 'vitest';

/** Frames and files are compared as bytes: element by element, `toEqual` takes seconds for a few. */
expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : undefined,
]);
