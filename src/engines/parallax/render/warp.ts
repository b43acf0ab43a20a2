import type { YuvFrame } from '../../../media/encode.ts';
import type { CameraPose } from '../camera/pose.ts';
import type { ScenePlanes } from './planes.ts';

/** Render one frame of a scene into the encoder's planes. */
export function warpScene(planes: ScenePlanes, pose: CameraPose, frame: YuvFrame): void {
  const { width: cw, height: ch, foreground, background } = planes;
  const { width, height, yStride, uvStride } = frame;
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = pose.homography as unknown as number[];
  const depth = foreground.depth;
  const { pivotDepth, parallaxX, parallaxY, growth, centreX, centreY } = pose;
  for (let y = 0; y < height; y++) {
    let d = pivotDepth;
    for (let x = 0; x < width; x++) {
      const w = 1 / (h6! * x + h7! * y + h8!);
      const px = (h0! * x + h1! * y + h2!) * w;
      const py = (h3! * x + h4! * y + h5!) * w;
      const bx = parallaxX - growth * (px - centreX);
      const by = parallaxY - growth * (py - centreY);
      let sx = 0;
      let sy = 0;
      for (let i = 0; i < 4; i++) {
        sx = px + (d - pivotDepth) * bx;
        sy = py + (d - pivotDepth) * by;
        d = depth[Math.round(sy) * cw + Math.round(sx)]!;
      }
      sx = Math.max(1, Math.min(cw - 3, sx));
      sy = Math.max(1, Math.min(ch - 3, sy));
      const ix = Math.floor(sx);
      const iy = Math.floor(sy);
      const fx = sx - ix;
      const fy = sy - iy;
      const at = iy * cw + ix;
      const alpha = foreground.alpha[at]!;
      const source = alpha < 128 ? background : foreground;
      frame.y[y * yStride + x] = bilinear(source.y, at, cw, fx, fy);
      if (((x | y) & 1) === 0) {
        const to = (y >> 1) * uvStride + (x >> 1);
        frame.u[to] = bilinear(source.u, at, cw, fx, fy);
        frame.v[to] = bilinear(source.v, at, cw, fx, fy);
      }
    }
  }
}

function bilinear(plane: Uint8Array, at: number, stride: number, fx: number, fy: number): number {
  const upper = plane[at]! + fx * (plane[at + 1]! - plane[at]!);
  const lower = plane[at + stride]! + fx * (plane[at + stride + 1]! - plane[at + stride]!);
  return upper + fy * (lower - upper) + 0.5;
}
