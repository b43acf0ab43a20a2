/** What is said of an image from outside; importing this loads no decoder. */

export type ImageFormat = 'jpeg' | 'png' | 'webp';

export interface ImageFacts {
  format: ImageFormat;
  /** Pixels as one sees them: the EXIF orientation is applied. */
  width: number;
  height: number;
}

export interface ImageLimits {
  /** Pixels of either side. */
  minSide?: number;
  maxSide?: number;
  /** Width divided by height. */
  minAspect?: number;
  maxAspect?: number;
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
