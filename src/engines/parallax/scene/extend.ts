/**
 * The canvas around the picture: a pan or a zoom-out shows a little more than the source has, and
 * what it shows must not be noticed.
 */
import type { Picture } from '../../../media/picture.ts';

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Canvas {
  picture: Picture;
  /** The output frame on the canvas. */
  window: Rectangle;
  /** What came from the source. */
  real: Rectangle;
}

/** More surplus than this, as a fraction of the frame, is never shown by any move. */
const maxSurplus = 0.25;

/**
 * Lay the picture on a canvas that reaches `margin` of the frame beyond it on every side.
 * Surplus of the source is used first, up to a quarter of the frame a side.
 */
export function extendCanvas(padded: Picture, window: Rectangle, margin: number): Canvas {
  const marginX = Math.ceil(window.width * margin);
  const marginY = Math.ceil(window.height * margin);
  const surplusX = Math.ceil(window.width * Math.max(margin, maxSurplus));
  const surplusY = Math.ceil(window.height * Math.max(margin, maxSurplus));
  const realLeft = Math.min(window.left, surplusX);
  const realTop = Math.min(window.top, surplusY);
  const realRight = Math.min(padded.width - window.left - window.width, surplusX);
  const realBottom = Math.min(padded.height - window.top - window.height, surplusY);
  const left = Math.max(realLeft, marginX);
  const top = Math.max(realTop, marginY);
  const width = left + window.width + Math.max(realRight, marginX);
  const height = top + window.height + Math.max(realBottom, marginY);
  const real = {
    left: left - realLeft,
    top: top - realTop,
    width: realLeft + window.width + realRight,
    height: realTop + window.height + realBottom,
  };
  const source = { left: window.left - realLeft, top: window.top - realTop };
  const picture = mirrorAround(padded, source, real, width, height);
  return { picture, window: { ...window, left, top }, real };
}

function mirrorAround(
  padded: Picture,
  source: { left: number; top: number },
  real: Rectangle,
  width: number,
  height: number,
): Picture {
  const data = new Uint8Array(width * height * 3);
  const columns = mirroredIndices(width, real.left, real.width);
  const rows = mirroredIndices(height, real.top, real.height);
  for (let y = 0; y < height; y++) {
    const from = ((rows[y]! + source.top) * padded.width + source.left) * 3;
    let to = y * width * 3;
    for (let x = 0; x < width; x++) {
      const at = from + columns[x]! * 3;
      data[to++] = padded.data[at]!;
      data[to++] = padded.data[at + 1]!;
      data[to++] = padded.data[at + 2]!;
    }
  }
  return { width, height, data };
}

function mirroredIndices(length: number, start: number, realLength: number): Int32Array {
  const indices = new Int32Array(length);
  const period = Math.max(1, 2 * (realLength - 1));
  for (let i = 0; i < length; i++) {
    const wrapped = (((i - start) % period) + period) % period;
    indices[i] = wrapped < realLength ? wrapped : period - wrapped;
  }
  return indices;
}
