/**
 * The canvas around the picture: a pan or a zoom-out shows a little more than the source has, and
 * what it shows must not be noticed. Surplus of the source comes first; beyond it the picture is
 * continued from its own material.
 */
import type { Picture } from '../../../../media/picture.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { Canvas, Rectangle } from './canvas.ts';
import { continueAcross, continueDown, type Sheet } from './outpaint.ts';

/** Of a surplus, the last pixels are dropped: scans and exports often end in a line. */
const trimmed = 4;

/** More surplus than this, as a fraction of the frame, is never shown by any move. */
const maxSurplus = 0.25;

/**
 * Lay the picture on a canvas that reaches at least `margin` of the frame beyond it on every side.
 * Surplus of the source is used first, up to a quarter of the frame a side.
 * @param size what is made up is worked out in cells of so many pixels.
 */
export function extendCanvas(
  padded: Picture,
  window: Rectangle,
  margin: number,
  size: number,
): Canvas {
  const { canvas, source } = layOut(padded, window, margin, size);
  const { picture, real } = canvas;
  const { width, height } = picture;
  const room = openRoom();
  const sheet: Sheet = { room, rgb: room.take(width * height * 3), width, height };
  const from = room.put(padded.data) + (source.top * padded.width + source.left) * 3;
  const to = sheet.rgb + (real.top * width + real.left) * 3;
  kernel.copyRows(from, padded.width * 3, to, width * 3, real.width * 3, real.height);
  continueAcross(sheet, real, size);
  continueDown(sheet, { ...real, left: 0, width }, size);
  room.read(sheet.rgb, picture.data);
  return canvas;
}

/** Sizes and places; nothing is copied yet. */
function layOut(padded: Picture, window: Rectangle, margin: number, size: number) {
  const x = reachOf(window.left, window.width, padded.width, margin, size);
  const y = reachOf(window.top, window.height, padded.height, margin, size);
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
function reachOf(start: number, length: number, whole: number, margin: number, size: number) {
  const wanted = Math.ceil(length * margin);
  const most = Math.ceil(length * Math.max(margin, maxSurplus));
  const realBefore = Math.min(Math.max(0, start - trimmed), most);
  const realAfter = Math.min(Math.max(0, whole - start - length - trimmed), most);
  // What is made up before the picture fills whole cells, so that the picture starts with one.
  const missing = Math.ceil(Math.max(0, wanted - realBefore) / size) * size;
  return {
    before: realBefore + missing,
    after: Math.max(realAfter, wanted),
    realBefore,
    realAfter,
  };
}
