import type { YuvFrame } from '../../../../media/frame.ts';

/** A soft-edged streak of one colour: a flake, a drop, a spark and the way it goes in a frame. */
export interface Stroke {
  /** From and to, in pixels. */
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Pixels of full opacity to each side, and of the soft edge around them. */
  radius: number;
  softness: number;
  /** 0..1. */
  opacity: number;
  luma: number;
  u: number;
  v: number;
  /** 0 far .. 1 near; what is nearer in the scene hides it. Above 1 nothing does. */
  depth: number;
}

/** Draw a stroke into a frame; `depth` as in Moment. */
export function drawStroke(frame: YuvFrame, stroke: Stroke, depth: Uint8Array | null): void {
  const { width, height, y, u, v, yStride, uvStride } = frame;
  const { x0, y0, radius, softness, opacity, luma } = stroke;
  const reach = radius + softness;
  const left = Math.max(0, Math.floor((Math.min(x0, stroke.x1) - reach) / 2) * 2);
  const top = Math.max(0, Math.floor((Math.min(y0, stroke.y1) - reach) / 2) * 2);
  const right = Math.min(width - 1, Math.ceil(Math.max(x0, stroke.x1) + reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(y0, stroke.y1) + reach));
  const dx = stroke.x1 - x0;
  const dy = stroke.y1 - y0;
  const perLength = 1 / Math.max(1e-6, dx * dx + dy * dy);
  const nearest = stroke.depth * 255 + 4;
  for (let row = top; row <= bottom; row++) {
    const py = row - y0;
    for (let column = left; column <= right; column++) {
      const px = column - x0;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) * perLength));
      const awayX = px - along * dx;
      const awayY = py - along * dy;
      const squared = awayX * awayX + awayY * awayY;
      if (squared >= reach * reach) continue;
      const chroma = (row >> 1) * (width >> 1) + (column >> 1);
      if (depth && depth[chroma]! > nearest) continue;
      const away = Math.sqrt(squared);
      const edge = away <= radius ? 1 : 1 - (away - radius) / softness;
      const cover = opacity * edge * edge * (3 - 2 * edge);
      const at = row * yStride + column;
      y[at] = y[at]! + (luma - y[at]!) * cover + 0.5;
      if ((row & 1) === 0 && (column & 1) === 0) {
        const to = (row >> 1) * uvStride + (column >> 1);
        u[to] = u[to]! + (stroke.u - u[to]!) * cover + 0.5;
        v[to] = v[to]! + (stroke.v - v[to]!) * cover + 0.5;
      }
    }
  }
}
