/** A file made whole again. */
export interface Mended {
  bytes: Uint8Array;
  /** The share of the picture that the file did not hold, 0..1. */
  missing: number;
}
