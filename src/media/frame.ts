/** One frame in memory; rows are `stride` bytes apart. */
export interface YuvFrame {
  width: number;
  height: number;
  y: Uint8Array;
  u: Uint8Array;
  v: Uint8Array;
  /** Bytes from one row of Y to the next, and from one row of U or V to the next. */
  yStride: number;
  uvStride: number;
}

/** Copy the pixels of one frame into another of the same size; the strides may differ. */
export function copyFrame(from: YuvFrame, to: YuvFrame): void {
  const { width, height } = from;
  copyPlane(from.y, from.yStride, to.y, to.yStride, width, height);
  copyPlane(from.u, from.uvStride, to.u, to.uvStride, width >> 1, height >> 1);
  copyPlane(from.v, from.uvStride, to.v, to.uvStride, width >> 1, height >> 1);
}

function copyPlane(
  from: Uint8Array,
  fromStride: number,
  to: Uint8Array,
  toStride: number,
  width: number,
  height: number,
): void {
  if (fromStride === width && toStride === width) {
    to.set(from.subarray(0, width * height));
    return;
  }
  for (let row = 0; row < height; row++) {
    to.set(from.subarray(row * fromStride, row * fromStride + width), row * toStride);
  }
}

/** A black frame without padding. */
export function createFrame(width: number, height: number): YuvFrame {
  return {
    width,
    height,
    y: new Uint8Array(width * height).fill(16),
    u: new Uint8Array((width * height) / 4).fill(128),
    v: new Uint8Array((width * height) / 4).fill(128),
    yStride: width,
    uvStride: width / 2,
  };
}
