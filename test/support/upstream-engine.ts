/** An engine for a model server, as its own tests call it: made by its manifest, without a queue. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type {
  CheckContext,
  RenderRequest,
  RequestOutline,
  UpstreamEngine,
} from '../../src/engine/engine.ts';
import type { EngineManifest, EnginePorts } from '../../src/engine/manifest.ts';
import type { UpstreamAway } from '../../src/engine/upstream-away.ts';
import { fitImage } from '../../src/media/fit-image.ts';
import type { RenderFailure } from '../../src/task/errors.ts';
import type { ClipRequest, TaskKind } from '../../src/task/task.ts';
import { makeImage } from './images.ts';

export const silent = { debug() {}, info() {}, warn() {}, error() {} };
/** What the engines are given as their key, and must not repeat. */
export const upstreamKey = 'server-key-0123456789';

export async function openUpstreamEngine(
  { settings, create }: EngineManifest,
  given: { baseUrl: string; [setting: string]: unknown },
) {
  const workDir = await mkdtemp(path.join(tmpdir(), 'photoplay-upstream-'));
  const image = path.join(workDir, 'input.jpg');
  await writeFile(image, await makeImage());
  const ports = {
    id: 'wan',
    fetch,
    log: silent,
    fitImage: (asked, signal) => fitImage(asked, signal),
  } satisfies Partial<EnginePorts> as unknown as EnginePorts;
  const read = settings.parse({ apiKey: upstreamKey, ...given });
  const engine = (await create(read, ports)) as UpstreamEngine;
  onTestFinished(async () => {
    await engine.close?.();
    await rm(workDir, { recursive: true });
  });
  const context: CheckContext = {
    signal: AbortSignal.timeout(600_000),
    task: 'a-task',
    log: silent,
    workDir,
  };
  const clip: ClipRequest & { kind: TaskKind } = {
    kind: 'image_to_video',
    model: 'gen4_turbo',
    promptText: 'a cat walks',
    seed: 4294967295,
    durationSeconds: 2,
    width: 160,
    height: 96,
    watermark: false,
    outputFormat: 'mp4',
    options: {},
  };
  const request = (changes: Partial<RenderRequest> = {}): RenderRequest => ({
    ...clip,
    fps: 24,
    inputs: [{ role: 'first', file: image }],
    ...changes,
  });
  const outline = (changes: Partial<RequestOutline> = {}): RequestOutline => ({
    ...clip,
    roles: ['first'],
    ...changes,
  });
  return { engine, context, request, outline, image, workDir };
}

/** What a call fails with, which must not repeat the key. */
export async function failureOf(work: Promise<unknown>): Promise<RenderFailure | UpstreamAway> {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).not.toContain(upstreamKey);
  return error;
}
