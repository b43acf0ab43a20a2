/**
 * One image prepared for rendering: colour, depth and two layers, on a canvas that reaches beyond
 * the output frame on every side. Everything that depends on the image alone happens here, once
 * per clip, so that no frame can flicker against the next.
 */

import type { Picture } from '../../../media/picture.ts';
import type { Canvas, Rectangle } from '../canvas.ts';
import { extendCanvas } from './canvas/extend.ts';
import { chooseCellSize, estimateDepth } from './depth/depth.ts';
import type { DepthNetwork } from './depth/neural-depth.ts';
import { separateLayers } from './layers/layers.ts';
import type { Regions } from './regions.ts';
import { averageCells } from './resample.ts';

export interface Scene {
  /** Pixels of the canvas, overscan included. Every array below has this size. */
  width: number;
  height: number;
  /** Where the output frame lies on the canvas at frame 0. */
  left: number;
  top: number;
  frameWidth: number;
  frameHeight: number;
  /** The part of the canvas that the source image really showed; the rest was continued. */
  real: Rectangle;
  /**
   * What is nearest along each ray. `rgb` is interleaved sRGB and is the picture itself. `alpha`
   * is 255 everywhere but in a soft band where the picture is cut at a depth jump. `depth` is
   * 0 (far) .. 1 (near), linear in disparity: parallax is proportional to it.
   */
  foreground: { rgb: Uint8Array; alpha: Uint8Array; depth: Float32Array };
  /** What shows where the foreground has moved away; never nearer than the foreground. */
  background: { rgb: Uint8Array; depth: Float32Array };
  /** 0..1. Where it is low the depth above is already shallow; nothing more to attenuate. */
  depthConfidence: number;
  /** Where the eye rests, in canvas pixels, and its depth: the pivot of dolly and orbit. */
  subject: { x: number; y: number; depth: number };
  /** What could move by itself, on the canvas; left out of scenes that nobody has looked at. */
  regions?: Regions;
}

export interface SceneOptions {
  /** Asked for depth, if there is one. */
  depthModel?: DepthNetwork | undefined;
  /** Pixels that the nearest thing slides against the farthest, at most, in the shot. */
  travel?: number;
}

/**
 * Turn an image into a scene.
 * @param padded the input scaled so that `window` is the output frame, pixel for pixel; what lies
 *   outside the window is surplus of the source and is used before anything is made up.
 * @param window in whole pixels of `padded`.
 * @throws RangeError when the window does not lie inside the picture; Error when a depth model is
 *   asked for and cannot be used.
 */
export async function buildScene(
  padded: Picture,
  window: Rectangle,
  { travel = 0.045 * window.width, depthModel }: SceneOptions = {},
): Promise<Scene> {
  checkWindow(padded, window);
  const size = chooseCellSize(padded);
  const canvas: Canvas = extendCanvas(padded, window, size);
  const cells = averageCells(canvas.picture, { left: 0, top: 0, ...canvas.picture }, size);
  const depth = await estimateDepth(canvas, cells, size, depthModel);
  const { picture } = canvas;
  const layers = separateLayers(picture, depth.depth, depth.exact ? travel : 0);
  return {
    width: canvas.picture.width,
    height: canvas.picture.height,
    left: canvas.window.left,
    top: canvas.window.top,
    frameWidth: window.width,
    frameHeight: window.height,
    real: canvas.real,
    ...layers,
    depthConfidence: depth.confidence,
    subject: depth.subject,
    regions: depth.regions,
  };
}

function checkWindow(padded: Picture, window: Rectangle): void {
  const { left, top, width, height } = window;
  const whole = [left, top, width, height].every(Number.isInteger);
  const inside =
    left >= 0 &&
    top >= 0 &&
    width > 0 &&
    height > 0 &&
    left + width <= padded.width &&
    top + height <= padded.height;
  if (whole && inside) return;
  throw new RangeError(
    `Expected a window of whole pixels inside the ${padded.width}x${padded.height} picture but received ${width}x${height} at ${left},${top}`,
  );
}
