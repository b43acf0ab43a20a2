/** Numbers that look random and follow from the seed alone, on every machine. */

/** Uniform in 0 <= x < 1. */
export type Random = () => number;

/**
 * A stream of numbers for one purpose. Each `purpose` gets its own stream, so that adding grain to
 * a clip does not move its snow.
 */
export function createRandom(seed: number, purpose: string): Random {
  let state = (seed ^ hashText(purpose)) >>> 0;
  // Mulberry32: a Weyl sequence, mixed. Its 2^32 period is far beyond what a clip draws.
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
