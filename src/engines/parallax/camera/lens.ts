/**
 * What a view shows where it looks beyond the image. Nothing is made up there but a narrow rim: what
 * is invented or mirrored is recognised. The outer part of the image is stretched instead, the more
 * the nearer the border, as a wide lens does: nothing is seen twice, and straight lines across the
 * border stay straight.
 */
import { type Rectangle, rim } from '../canvas.ts';

/** One border, in canvas pixels along its axis. */
export interface Edge {
  /** Where the stretch begins, and where the view ends. */
  inner: number;
  outer: number;
  /** How far what is seen at `outer` lies inwards of it. */
  shift: number;
}

export interface Lens {
  left: Edge;
  right: Edge;
  top: Edge;
  bottom: Edge;
}

/** What a pose looks at. */
export interface Seen {
  /** At any depth, and at the pivot's. */
  bounds: { left: number; top: number; right: number; bottom: number };
  pivots: { left: number; top: number; right: number; bottom: number };
}

/** How far from the border the stretch begins, as a fraction of the frame. */
const band = 0.35;

/** How far a view may look beyond the image, as a fraction of the frame; then the stretch shows. */
export const mostBeyond = 0.09;

/** The lens with which a view keeps to the image. */
export function shapeLens({ bounds, pivots }: Seen, real: Rectangle, frame: Size): Lens {
  const right = real.left + real.width - 1;
  const bottom = real.top + real.height - 1;
  const edge = (
    border: number,
    outer: number,
    beyond: number,
    length: number,
    out: number,
  ): Edge => {
    const over = Math.max(0, beyond);
    // All but a rim of what is beyond, and without a jerk where the view first reaches the border.
    const shift = over === 0 ? 0 : (over * over) / (over + rim * length);
    return { inner: border - out * band * length, outer, shift };
  };
  return {
    left: edge(real.left, pivots.left, real.left - bounds.left, frame.width, -1),
    right: edge(right, pivots.right, bounds.right - right, frame.width, 1),
    top: edge(real.top, pivots.top, real.top - bounds.top, frame.height, -1),
    bottom: edge(bottom, pivots.bottom, bounds.bottom - bottom, frame.height, 1),
  };
}

interface Size {
  width: number;
  height: number;
}

/** Where a place on the canvas comes to lie, along one axis. */
export function stretch(at: number, low: Edge, high: Edge): number {
  if (at < low.inner) return at + low.shift * squareShare(at, low);
  if (at > high.inner) return at - high.shift * squareShare(at, high);
  return at;
}

function squareShare(at: number, { inner, outer }: Edge): number {
  const share = (at - inner) / (outer - inner);
  return share * share;
}
