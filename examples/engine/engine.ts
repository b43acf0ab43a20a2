/**
 * A whole engine in one file: it fades from the first image to the last, and where one of them is
 * missing from or to black.
 */
import path from 'node:path';
import type {
  Answer,
  LocalEngine,
  RenderContext,
  RenderRequest,
  RequestOutline,
} from '../../src/engine/engine.ts';
import { cropToFrame, prepareFrame, UndecodableImage } from '../../src/media/decode.ts';
import { createFrame, type YuvFrame } from '../../src/media/frame.ts';
import { openSink } from '../../src/media/output/sink.ts';
import { createWatermark } from '../../src/media/watermark.ts';
import { writePicture } from '../../src/media/yuv.ts';
import { RenderFailure } from '../../src/task/errors.ts';
import { outputFiles } from '../../src/task/output-files.ts';

export function createFadeEngine({ id, black }: { id: string; black: number }): LocalEngine {
  return {
    kind: 'local',
    id,
    consider,
    async render(request, context) {
      const file = path.join(context.workDir, `clip${outputFiles[request.outputFormat].extension}`);
      const frames = await fade(request, file, black, context);
      return { files: [file], frames, warnings: [], shot: { fade: 'from the first to the last' } };
    },
  };
}

/** Before a request is accepted: what cannot be done is refused, what is left out is a warning. */
function consider({ kind, promptText }: RequestOutline): Answer {
  if (kind === 'text_to_video') {
    const message = 'This engine fades between images. Send one to /v1/image_to_video.';
    return { refusals: [{ field: 'model', message }], warnings: [] };
  }
  if (!promptText) return { refusals: [], warnings: [] };
  const message = 'promptText: this engine fades, whatever the prompt says.';
  return { refusals: [], warnings: [{ code: 'not-honoured', message }] };
}

async function fade(
  request: RenderRequest,
  file: string,
  black: number,
  { signal, progress }: RenderContext,
): Promise<number> {
  signal.throwIfAborted();
  const from = await loadFrame(request, 'first', black);
  const to = await loadFrame(request, 'last', black);
  const frames = Math.round(request.durationSeconds * request.fps);
  const watermark = request.watermark && createWatermark(request.width, request.height);
  // The sink writes whatever format was asked for; frames are always the same planes.
  const sink = await openSink({ ...request, file });
  try {
    for (let index = 0; index < frames; index++) {
      signal.throwIfAborted();
      mix(from, to, index / Math.max(1, frames - 1), sink.frame);
      if (watermark) watermark(sink.frame);
      await sink.writeFrame();
      progress((index + 1) / (frames + 1));
    }
    await sink.finish();
  } finally {
    await sink.close();
  }
  progress(1);
  return frames;
}

/** The image of a role at the clip's size; black where there is none. */
async function loadFrame(
  { inputs, width, height }: RenderRequest,
  role: 'first' | 'last',
  black: number,
): Promise<YuvFrame> {
  const frame = createFrame(width, height);
  const input = inputs.find((one) => one.role === role);
  if (!input) {
    frame.y.fill(black);
    frame.u.fill(128);
    frame.v.fill(128);
    return frame;
  }
  try {
    writePicture(cropToFrame(await prepareFrame(input.file, width, height)), frame);
    return frame;
  } catch (error) {
    if (!(error instanceof UndecodableImage)) throw error;
    throw new RenderFailure('ASSET_INVALID', { cause: error });
  }
}

/** @param t 0: all of `from`, 1: all of `to`. */
function mix(from: YuvFrame, to: YuvFrame, t: number, out: YuvFrame): void {
  const planes = [
    ['y', from.width, from.height],
    ['u', from.width / 2, from.height / 2],
    ['v', from.width / 2, from.height / 2],
  ] as const;
  for (const [plane, width, height] of planes) {
    const stride = plane === 'y' ? ('yStride' as const) : ('uvStride' as const);
    for (let row = 0; row < height; row++) {
      const [a, b, o] = [row * from[stride], row * to[stride], row * out[stride]];
      for (let x = 0; x < width; x++) {
        const before = from[plane][a + x]!;
        out[plane][o + x] = Math.round(before + (to[plane][b + x]! - before) * t);
      }
    }
  }
}
