import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { LocalEngine, Warning } from '../../src/engine/engine.ts';
import type { Keyframe } from '../../src/engines/parallax/request.ts';

/** The clip asked of an engine, in the units of the command line. */
export interface ClipRequest {
  keyframes: Keyframe[];
  promptText: string;
  width: number;
  height: number;
  seconds: number;
  seed?: number;
}

export interface RenderedClip {
  file: string;
  warnings: Warning[];
  /** Wall time of the render, seconds. */
  seconds: number;
}

export const fps = 24;

/** Render a clip in a folder of its own, hand it to `use`, and clear up. */
export async function withClip<T>(
  engine: LocalEngine,
  { keyframes, promptText, width, height, seconds, seed = 1 }: ClipRequest,
  use: (clip: RenderedClip) => Promise<T>,
): Promise<T> {
  const workDir = await mkdtemp(path.join(os.tmpdir(), 'photoplay-quality-'));
  try {
    const started = performance.now();
    const { files, warnings } = await engine.render(
      {
        kind: 'image_to_video',
        model: 'gen4_turbo',
        outputFormat: 'mp4',
        options: {},
        inputs: keyframes.map(({ position, file }) => ({ role: position, file })),
        promptText,
        seed,
        durationSeconds: seconds,
        width,
        height,
        fps,
        watermark: false,
      },
      { signal: new AbortController().signal, progress: () => {}, workDir, log: quiet },
    );
    return await use({ file: files[0]!, warnings, seconds: (performance.now() - started) / 1000 });
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
