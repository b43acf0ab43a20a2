/**
 * The scene as the renderer samples it: planes of BT.709 luma and chroma instead of RGB. Warping
 * luma at full and chroma at half resolution is a third of the work of warping RGB, and what comes
 * out is what the encoder wants.
 */

import { yuvWeights } from '../../../media/yuv.ts';
import type { Scene } from '../scene/scene.ts';

export interface LayerPlanes {
  y: Uint8Array;
  /**
   * Chroma at the canvas's full resolution, each pixel averaged with its right, lower and
   * lower right neighbour: sampled at every second pixel it is exactly the subsampled chroma.
   */
  u: Uint8Array;
  v: Uint8Array;
  depth: Float32Array;
}

export interface ScenePlanes {
  width: number;
  height: number;
  foreground: LayerPlanes & { alpha: Uint8Array };
  background: LayerPlanes;
}

export function convertScene(scene: Scene): ScenePlanes {
  const { width, height, foreground, background } = scene;
  return {
    width,
    height,
    foreground: {
      ...convertRgb(foreground.rgb, width, height),
      alpha: foreground.alpha,
      depth: foreground.depth,
    },
    background: { ...convertRgb(background.rgb, width, height), depth: background.depth },
  };
}

function convertRgb(rgb: Uint8Array, width: number, height: number) {
  const y = new Uint8Array(width * height);
  const u = new Uint8Array(width * height);
  const v = new Uint8Array(width * height);
  const [yr, yg, yb] = yuvWeights.y as [number, number, number];
  const [ur, ug, ub] = yuvWeights.u as [number, number, number];
  const [vr, vg, vb] = yuvWeights.v as [number, number, number];
  const lumaOffset = (16 << 16) + (1 << 15);
  const chromaOffset = (128 << 18) + (1 << 17);
  for (let row = 0; row < height; row++) {
    const below = row + 1 < height ? width * 3 : 0;
    for (let column = 0; column < width; column++) {
      const to = row * width + column;
      const at = to * 3;
      const right = column + 1 < width ? 3 : 0;
      const r = rgb[at]!;
      const g = rgb[at + 1]!;
      const b = rgb[at + 2]!;
      y[to] = (yr * r + yg * g + yb * b + lumaOffset) >> 16;
      const other = at + right;
      const lower = at + below;
      const across = lower + right;
      const red = r + rgb[other]! + rgb[lower]! + rgb[across]!;
      const green = g + rgb[other + 1]! + rgb[lower + 1]! + rgb[across + 1]!;
      const blue = b + rgb[other + 2]! + rgb[lower + 2]! + rgb[across + 2]!;
      u[to] = (ur * red + ug * green + ub * blue + chromaOffset) >> 18;
      v[to] = (vr * red + vg * green + vb * blue + chromaOffset) >> 18;
    }
  }
  return { y, u, v };
}
