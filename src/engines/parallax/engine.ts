/**
 * The embedded engine: one image becomes a scene with depth, the prompt a camera path, every frame
 * a sub-pixel warp of the scene. Renders run in child processes, one each; this file only hands
 * them out.
 */
import path from 'node:path';
import type { JsonValue, LocalEngine, Log } from '../../engine/engine.ts';
import type { Confinement } from '../../media/confinement.ts';
import { outputFiles } from '../../task/output-files.ts';
import { createRenderProcesses } from './child/process.ts';
import { consider, type RenderLimits, usualLimits } from './consider.ts';
import { type DepthModel, describeDepth } from './depth-model.ts';
import { readKeyframes } from './request.ts';
import type { Shot } from './shot.ts';
import { summarise } from './summary.ts';

export interface ParallaxOptions {
  id?: string;
  /**
   * How long a child waits, loaded, for the next render. It hides a start-up of about 0.3 s at the
   * cost of some 120 MB; 0 starts each child when it is needed.
   */
  idleMs?: number;
  /** Asked for depth instead of the picture's own cues. */
  depthModel?: DepthModel | undefined;
  /** What is refused before it is accepted; by default what 1.5 GB of memory allow. */
  limits?: { [limit in keyof RenderLimits]?: RenderLimits[limit] | undefined };
  /** How children are kept from what is not theirs. */
  confinement?: Confinement | undefined;
  /** Where children that die on their own account are reported. */
  log?: Log;
}

/** Create the embedded engine. Close it to end the child it keeps ready. */
export function createParallaxEngine({
  id = 'parallax',
  idleMs = 60_000,
  depthModel,
  limits: { maxSeconds = usualLimits.maxSeconds, maxPixels = usualLimits.maxPixels } = {},
  confinement,
  log,
}: ParallaxOptions = {}): LocalEngine {
  const processes = createRenderProcesses({
    idleMs,
    settings: depthModel ? { depthModel } : {},
    confinement,
    log,
  });
  const depthSource = describeDepth(depthModel);
  const guessed = depthModel === undefined;
  return {
    kind: 'local',
    id,
    consider: (outline) => consider(outline, { maxSeconds, maxPixels }),
    facts: () => ({ depth: depthSource }),
    async render(rendered, context) {
      const request = readKeyframes(rendered);
      const file = path.join(context.workDir, `clip${outputFiles[request.outputFormat].extension}`);
      const { frames, warnings, shot } = await processes.render(request, file, context);
      // What lies between two keyframes is found without depth.
      const between = request.keyframes.length > 1;
      const depth = between ? 'none' : depthSource;
      const told = tellShot(shot, depth, !between && guessed);
      return { files: [file], frames, warnings, shot: told };
    },
    prepare: processes.prepare,
    async plan(request) {
      // Not until the first plan is asked for: it takes 40 MB, and renders read prompts in their children.
      const { direct } = await import('./director/direct.ts');
      const { shot, ...told } = direct(request);
      return { shot: tellShot(shot, depthSource, guessed), ...told };
    },
    close: processes.close,
  };
}

/** The shot as plans and details show it. Here it becomes JSON, and not before. */
function tellShot(shot: Shot, depth: string, shallow: boolean): JsonValue {
  return JSON.parse(JSON.stringify({ summary: summarise(shot, shallow), ...shot, depth }));
}
