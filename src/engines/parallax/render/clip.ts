/** One render, from request to file: what the child process does. */
import type { JsonValue, RenderRequest, Warning } from '../../../engine/engine.ts';
import { prepareFrame } from '../../../media/decode.ts';
import { openEncoder } from '../../../media/encode.ts';
import { probeClip } from '../../../media/probe.ts';
import { writePicture } from '../../../media/yuv.ts';
import { RenderFailure } from '../../../task/errors.ts';
import { measureMargin, planCamera } from '../camera/plan.ts';
import { direct } from '../director/direct.ts';
import { buildScene } from '../scene/scene.ts';
import { createWarper } from './warp.ts';

export interface ClipContext {
  signal: AbortSignal;
  progress(fraction: number): void;
}

export interface RenderedClip {
  frames: number;
  warnings: Warning[];
  shot: JsonValue;
}

/** The share of the work that is done when the first frame is rendered. */
const preparedShare = 0.1;

/**
 * Render a clip into `file`.
 * @throws UndecodableImage, RenderFailure, `signal.reason`.
 */
export async function renderClip(
  request: RenderRequest,
  file: string,
  { signal, progress }: ClipContext,
): Promise<RenderedClip> {
  const { width, height, fps, seed } = request;
  const frames = Math.round(request.durationSeconds * fps);
  const { shot, warnings } = direct(request);
  const keyframe = request.keyframes[0]!;
  const prepared = await prepareFrame(keyframe.file, width, height);
  signal.throwIfAborted();
  progress(0.03);
  const options = { frames, fps, seed };
  const margin = measureMargin(shot, { width, height }, options);
  const scene = await buildScene(prepared.picture, prepared, { margin });
  signal.throwIfAborted();
  const path = planCamera(shot, scene, options);
  const warper = createWarper(scene);
  progress(preparedShare);
  const encoder = await openEncoder({ file, width, height, fps });
  try {
    // The last keyframe alone: the same path, walked towards the image.
    const backwards = keyframe.position === 'last';
    for (let i = 0; i < frames; i++) {
      signal.throwIfAborted();
      const step = backwards ? frames - 1 - i : i;
      if (step === 0) writePicture(prepared.picture, encoder.frame, prepared.left, prepared.top);
      else warper.warp(path.poseAt(step), encoder.frame);
      await encoder.writeFrame();
      progress(preparedShare + (1 - preparedShare) * ((i + 1) / (frames + 1)));
    }
    await encoder.finish();
  } finally {
    encoder.close();
  }
  await checkClip(file, request, frames);
  progress(1);
  return { frames, warnings, shot: structuredClone(shot) as unknown as JsonValue };
}

/** A clip that is not what was promised must not be handed out as if it were. */
async function checkClip(file: string, request: RenderRequest, frames: number): Promise<void> {
  const facts = await probeClip(file);
  const right =
    facts.frames === frames && facts.width === request.width && facts.height === request.height;
  if (right) return;
  throw new RenderFailure('BAD_OUTPUT', {
    message: `Expected ${frames} frames of ${request.width}x${request.height} but the file has ${facts.frames} of ${facts.width}x${facts.height}.`,
  });
}
