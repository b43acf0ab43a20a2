/**
 * The embedded engine: one image becomes a scene with depth, the prompt a camera path, every frame
 * a sub-pixel warp of the scene. Renders run in child processes, one each; this file only hands
 * them out.
 */
import path from 'node:path';
import type { LocalEngine, Log } from '../../engine/engine.ts';
import { direct } from './director/direct.ts';
import { createRenderProcesses } from './process.ts';

export interface ParallaxOptions {
  /**
   * How many children wait, loaded and idle, for the next render. One hides a start-up of about
   * 0.3 s at the cost of some 80 MB; 0 starts each child when it is needed.
   */
  spareProcesses?: number;
  /** An ONNX file in the Depth Anything V2 format; needs the package onnxruntime-node. */
  depthModel?: { path: string };
  /** Where children that die on their own account are reported. */
  log?: Log;
}

/** Create the embedded engine. Close it to end the children it keeps ready. */
export function createParallaxEngine({
  spareProcesses = 1,
  depthModel,
  log,
}: ParallaxOptions = {}): LocalEngine {
  const processes = createRenderProcesses({ spareProcesses, settings: { depthModel }, log });
  return {
    kind: 'local',
    id: 'parallax',
    capabilities: { lastFrame: true, deterministic: true, watermark: true },
    async render(request, context) {
      const file = path.join(context.workDir, 'clip.mp4');
      const { frames, warnings, shot } = await processes.render(request, file, context);
      return { file, frames, warnings, shot };
    },
    plan(request) {
      const { shot, warnings } = direct(request);
      return { shot: structuredClone(shot) as never, warnings };
    },
    close: processes.close,
  };
}
