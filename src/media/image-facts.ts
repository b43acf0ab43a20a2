/** What is said of an image from outside; importing this loads no decoder. */
import type { Warning } from '../task/task.ts';

export type ImageFormat = 'jpeg' | 'png' | 'webp';

export interface ImageFacts {
  format: ImageFormat;
  /** Pixels as one sees them: the EXIF orientation is applied. */
  width: number;
  height: number;
}

export interface ImageLimits {
  /** Pixels of either side; an image with a longer one is scaled down, or refused if `strict`. */
  minSide?: number;
  maxSide?: number;
  /** Width divided by height. */
  minAspect?: number;
  maxAspect?: number;
  /** Width times height of what is scaled down. */
  maxPixels?: number;
  /** Memory that a decoder may need for a picture which it cannot read row by row. */
  maxDecodeBytes?: number;
  /** Refuse what Runway refuses. */
  strict?: boolean;
}

/** What an inspection finds. */
export interface InspectedImage {
  facts: ImageFacts;
  /** What became of it, for the one who sent it. */
  warnings: Warning[];
  /** To be kept instead of the bytes that were sent; the facts are about this. */
  replacement?: Uint8Array;
}

/** Bytes that are not an image Photoplay takes; `reason` is a sentence for the one who sent them. */
export class InvalidImage extends Error {
  override name = 'InvalidImage';
  readonly reason: string;

  constructor(reason: string, options: { cause?: unknown } = {}) {
    super(reason, options);
    this.reason = reason;
  }
}
