/** One render, from request to file: what the child process does. */
import type { Warning } from '../../../engine/engine.ts';
import { measureOutput } from '../../../media/output/measure-output.ts';
import { openSink } from '../../../media/output/sink.ts';
import { createWatermark } from '../../../media/watermark.ts';
import { RenderFailure } from '../../../task/errors.ts';
import type { Stage } from '../../../task/stages.ts';
import { direct } from '../director/direct.ts';
import { createAtmosphere } from '../render/atmosphere/atmosphere.ts';
import { type FrameSource, prepareFrames, type RenderSettings } from '../render/frames.ts';
import type { KeyframeRequest } from '../request.ts';
import type { Shot } from '../shot.ts';
import { smoothStep } from '../smooth-step.ts';
import { collectGarbage } from './collect-garbage.ts';

export interface ClipContext {
  signal: AbortSignal;
  progress(fraction: number): void;
  stage?(stage: Stage): void;
  settings?: RenderSettings;
}

export interface RenderedClip {
  frames: number;
  warnings: Warning[];
  shot: Shot;
}

/** The share of the work that is done when the first frame is rendered. */
const preparedShare = 0.25;

/**
 * Render a clip into `file`.
 * @throws UndecodableImage, RenderFailure, `signal.reason`.
 */
export async function renderClip(
  request: KeyframeRequest,
  file: string,
  { signal, progress, stage, settings = {} }: ClipContext,
): Promise<RenderedClip> {
  const frames = Math.round(request.durationSeconds * request.fps);
  stage?.('scene');
  const { shot, warnings } = direct(request);
  progress(0.01);
  const source = await prepareFrames(request, shot, frames, signal, settings);
  collectGarbage();
  progress(preparedShare);
  try {
    await encodeFrames(source, request, shot, file, { signal, progress, stage });
  } finally {
    await source.close();
  }
  await checkClip(file, request, frames);
  progress(1);
  return { frames, warnings: [...warnings, ...source.warnings], shot };
}

async function encodeFrames(
  source: FrameSource,
  request: KeyframeRequest,
  shot: Shot,
  file: string,
  { signal, progress, stage }: ClipContext,
): Promise<void> {
  const { width, height, fps, seed } = request;
  const frames = Math.round(request.durationSeconds * fps);
  const watermark = request.watermark ? createWatermark(width, height) : undefined;
  const atmosphere = createAtmosphere(shot.atmosphere, { width, height, fps, seed });
  stage?.('frames');
  const sink = await openSink({ ...request, file });
  try {
    for (let index = 0; index < frames; index++) {
      signal.throwIfAborted();
      const { frame } = sink;
      const view = source.paint(index, frame);
      const presence = presenceAt(index, frames, request);
      atmosphere?.(frame, { ...view, index, seconds: index / fps, presence });
      watermark?.(frame);
      await sink.writeFrame();
      progress(preparedShare + (1 - preparedShare) * ((index + 1) / (frames + 1)));
    }
    stage?.('encode');
    await sink.finish();
  } finally {
    await sink.close();
  }
}

/** A clip that is not what was promised must not be handed out as if it were. */
async function checkClip(file: string, request: KeyframeRequest, frames: number): Promise<void> {
  const facts = await measureOutput(file, request.outputFormat);
  const right =
    facts.frames === frames && facts.width === request.width && facts.height === request.height;
  if (right) return;
  throw new RenderFailure('BAD_OUTPUT', {
    message: `Expected ${frames} frames of ${request.width}x${request.height} but the file has ${facts.frames} of ${facts.width}x${facts.height}.`,
  });
}

/** Effects come in over this time, and go again before a last keyframe. */
const arrivalSeconds = 0.5;

/** How much of the atmosphere is there: none in a frame that is a keyframe. */
function presenceAt(index: number, frames: number, { keyframes, fps }: KeyframeRequest): number {
  const away = keyframes.map(({ position }) => (position === 'first' ? index : frames - 1 - index));
  return smoothStep(0, arrivalSeconds * fps, Math.min(...away));
}
