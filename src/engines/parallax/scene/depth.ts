/** How near every pixel of the canvas is, judged from the picture alone. */
import type { Canvas } from './extend.ts';

export interface DepthEstimate {
  /** Canvas size, 0 far .. 1 near. */
  depth: Float32Array;
  confidence: number;
  subject: { x: number; y: number; depth: number };
}

/** Estimate depth from vertical position alone: the lower, the nearer. */
export function estimateDepth(canvas: Canvas): DepthEstimate {
  const { width, height } = canvas.picture;
  const depth = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const t = Math.min(1, Math.max(0, (y - canvas.real.top) / canvas.real.height));
    depth.fill(0.2 + 0.5 * t * t, y * width, (y + 1) * width);
  }
  const x = canvas.window.left + canvas.window.width / 2;
  const y = canvas.window.top + canvas.window.height / 2;
  return {
    depth,
    confidence: 0.3,
    subject: { x, y, depth: depth[Math.floor(y) * width + Math.floor(x)]! },
  };
}
