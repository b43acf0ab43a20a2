/**
 * What the time of an attempt at a task goes into, in the usual order: `engine` to `encode` where it
 * is made here, `submit` to `fetch` where an upstream makes it.
 */
export type Stage =
  /** The inputs are copied out of the storage. */
  | 'inputs'
  /** The engine has begun; one that does not tell more stays at this. */
  | 'engine'
  /** The prompt is read and the picture made ready. */
  | 'scene'
  /** Frames are painted, and encoded beside that. */
  | 'frames'
  /** The last frames leave the encoder; the file is finished and checked. */
  | 'encode'
  /** The request is handed over, or found again. */
  | 'submit'
  /** The upstream works on it. */
  | 'wait'
  /** Its clips are fetched and brought to what was asked for. */
  | 'fetch'
  /** The clips go into the storage. */
  | 'store';
