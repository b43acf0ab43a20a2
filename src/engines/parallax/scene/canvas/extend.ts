/**
 * The canvas around the picture. Surplus of the source comes first; where there is none, a narrow
 * rim is mirrored. It is all that is ever made up beyond the image: the camera keeps to the rest.
 */
import type { Picture } from '../../../../media/picture.ts';
import { type Canvas, marginOf, type Rectangle } from '../../canvas.ts';

/** Of a surplus, the last pixels are dropped: scans and exports often end in a line. */
const trimmed = 4;

/** More surplus than this, as a fraction of the frame, is never shown by any move. */
const maxSurplus = 0.25;

/**
 * Lay the picture on a canvas that reaches beyond the frame on every side, as far as a camera may
 * look. Surplus of the source is used first, up to a quarter of the frame a side.
 * @param size what is mirrored on the left and above fills whole cells of so many pixels.
 */
export function extendCanvas(padded: Picture, window: Rectangle, size: number): Canvas {
  const { canvas, source } = layOut(padded, window, size);
  const { picture, real } = canvas;
  const { width, height, data } = picture;
  for (let y = 0; y < real.height; y++) {
    const from = ((source.top + y) * padded.width + source.left) * 3;
    const row = (real.top + y) * width;
    data.set(padded.data.subarray(from, from + real.width * 3), (row + real.left) * 3);
    for (let x = 0; x < width; x++) {
      if (x === real.left) x += real.width;
      if (x < width) copyPixel(data, row + mirror(x, real.left, real.width), row + x);
    }
  }
  for (let y = 0; y < height; y++) {
    if (y === real.top) y += real.height;
    const from = mirror(y, real.top, real.height) * width * 3;
    if (y < height) data.copyWithin(y * width * 3, from, from + width * 3);
  }
  return canvas;
}

/** The place inside that a place beyond a border shows. */
function mirror(at: number, start: number, length: number): number {
  const inside = at < start ? 2 * start - 1 - at : 2 * (start + length) - 1 - at;
  return Math.min(start + length - 1, Math.max(start, inside));
}

function copyPixel(data: Uint8Array, from: number, to: number): void {
  data.copyWithin(to * 3, from * 3, from * 3 + 3);
}

/** Sizes and places; nothing is copied yet. */
function layOut(padded: Picture, window: Rectangle, size: number) {
  const x = reachOf(window.left, window.width, padded.width, size);
  const y = reachOf(window.top, window.height, padded.height, size);
  const width = x.before + window.width + x.after;
  const height = y.before + window.height + y.after;
  const canvas: Canvas = {
    picture: { width, height, data: new Uint8Array(width * height * 3) },
    window: { ...window, left: x.before, top: y.before },
    real: {
      left: x.before - x.realBefore,
      top: y.before - y.realBefore,
      width: x.realBefore + window.width + x.realAfter,
      height: y.realBefore + window.height + y.realAfter,
    },
  };
  const source = { left: window.left - x.realBefore, top: window.top - y.realBefore };
  return { canvas, source };
}

/** How far canvas and real picture reach before and after the frame, along one axis. */
function reachOf(start: number, length: number, whole: number, size: number) {
  const most = Math.ceil(length * maxSurplus);
  const realBefore = Math.min(Math.max(0, start - trimmed), most);
  const realAfter = Math.min(Math.max(0, whole - start - length - trimmed), most);
  const margin = marginOf(length);
  return {
    // What is mirrored before the picture fills whole cells, so that the picture starts with one.
    before: realBefore + Math.ceil(margin / size) * size,
    after: realAfter + margin,
    realBefore,
    realAfter,
  };
}
