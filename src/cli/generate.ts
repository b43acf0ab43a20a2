import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { type Client, withClient } from './client.ts';
import { chooseClipFiles, download, standardOutput } from './clip-files.ts';
import { fetchFirstModel } from './fetch-model.ts';
import { findImages, readImage } from './images.ts';
import { CliError, exitCodes, isUnreachable, printJson } from './output.ts';
import { chooseOutputFormat } from './output-format.ts';
import { createProgress, type Progress, type ShowProgress } from './progress.ts';
import { chooseRatio } from './ratio.ts';

export interface GenerateOptions {
  prompt?: string;
  output?: string;
  force?: boolean;
  sample?: boolean;
  lastFrame?: string;
  model: string;
  ratio?: string;
  duration?: number;
  seed?: number;
  watermark?: boolean;
  json?: boolean;
  url?: string;
}

/** What became of one image, as `--json` tells it. */
interface Outcome {
  image: string;
  /** The task's; absent where none was made. */
  id?: string;
  /** Absent where the image itself decides. */
  ratio?: string;
  /** Absent where there is no clip. */
  file?: string;
  warnings?: string[];
  error?: string;
}

/** A mountain lake, painted by `scripts/sample-picture.ts`. */
const samplePicture = fileURLToPath(new URL('../../assets/sample.webp', import.meta.url));

const pollEveryMs = 500;

/** Tasks sent at a time: enough to keep a server busy, and few enough to leave room for others. */
const tasksAtATime = 4;

/** Make a clip of each image and download it. Ctrl-C cancels what has not ended. */
export async function generate(
  config: Config,
  names: string[],
  options: GenerateOptions,
): Promise<void> {
  if (options.json && options.output === standardOutput) {
    throw new CliError('Standard output takes the clip or JSON, not both.', exitCodes.misuse);
  }
  if (options.sample) names.push(samplePicture);
  if (names.length === 0) {
    throw new CliError('Name an image, or try it with --sample.', exitCodes.misuse);
  }
  const images = await findImages(names);
  if (options.lastFrame) [options.lastFrame] = await findImages([options.lastFrame]);
  const files = await chooseClipFiles(images, options);
  // Before anything is sent: a name that the model cannot live up to.
  for (const file of files) chooseOutputFormat(options.model, file);
  const interrupted = new AbortController();
  const stopListening = onInterrupt((exitCode) => interrupted.abort(exitCode));
  try {
    await withClient(
      config,
      options.url,
      (client) => makeClips(client, images, files, options, interrupted.signal),
      () => fetchFirstModel(config),
    );
  } finally {
    stopListening();
  }
}

/** Tell the first signal that asks to stop, by its exit code; a second one ends the process. */
function onInterrupt(tellCode: (exitCode: number) => void): () => void {
  const onInt = () => tellCode(130);
  const onTerm = () => tellCode(143);
  process.once('SIGINT', onInt);
  process.once('SIGTERM', onTerm);
  return () => {
    process.off('SIGINT', onInt);
    process.off('SIGTERM', onTerm);
  };
}

async function makeClips(
  client: Client,
  images: string[],
  files: string[],
  options: GenerateOptions,
  signal: AbortSignal,
): Promise<void> {
  const progress = createProgress(images.length);
  const outcomes: Outcome[] = images.map((image) => ({ image }));
  const errors: CliError[] = [];
  const left = [...images.keys()];
  const makeNext = async (): Promise<void> => {
    for (let i = left.shift(); i !== undefined; i = left.shift()) {
      try {
        await makeClip({ client, progress, options, signal }, outcomes[i]!, files[i]!);
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        errors.push(error);
        outcomes[i]!.error = error.message;
        if (images.length > 1) progress.tell(`${images[i]}: ${error.message}`);
        // Without a server, or with somebody at Ctrl-C, there is no point in the others.
        if (signal.aborted || isUnreachable(error)) left.length = 0;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: tasksAtATime }, makeNext));
  } finally {
    progress.end();
  }
  if (options.json) printJson({ clips: outcomes });
  throwFirst(errors, images.length);
}

/** Of several errors the first decides the exit code; each has been told. */
function throwFirst([first, ...others]: CliError[], images: number): void {
  if (!first) return;
  if (images === 1) throw first;
  const count = others.length + 1;
  throw new CliError(`${count} of ${images} clips could not be made.`, first.exitCode);
}

interface Making {
  client: Client;
  progress: Progress;
  options: GenerateOptions;
  signal: AbortSignal;
}

async function makeClip(
  { client, progress, options, signal }: Making,
  outcome: Outcome,
  file: string,
): Promise<void> {
  const startedAt = performance.now();
  throwIfInterrupted(signal);
  const show = progress.start(outcome.image);
  const { keyframes, aspect } = await sendImages(client, outcome.image, options);
  const ratio = options.ratio ?? chooseRatio(options.model, aspect);
  if (ratio) outcome.ratio = ratio;
  const body = {
    ...describeRequest(keyframes, { ...options, ...(ratio && { ratio }) }),
    outputFormat: chooseOutputFormat(options.model, file),
  };
  // A request that had to be sent again makes no second task.
  const key = { 'idempotency-key': randomUUID() };
  const { id } = await client.call('POST', '/v1/image_to_video', body, key);
  outcome.id = String(id);
  progress.tell(`Task ${id}${ratio ? ` (${ratio})` : ''} for ${outcome.image}`);
  const findClip = () => waitForClip(client, String(id), { show, signal });
  // Its link leads to the server that gave it; where that is gone, another has a link of its own.
  await download(await findClip(), file).catch(async (error) => {
    if (!isUnreachable(error)) throw error;
    await download(await findClip(), file);
  });
  outcome.file = file;
  const { warnings, request } = await client.call('GET', `/v1/tasks/${id}/details`);
  outcome.warnings = (warnings as { message: string }[]).map(({ message }) => message);
  for (const message of outcome.warnings) progress.tell(`warning: ${message}`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const said = `${(request as { durationSeconds: number }).durationSeconds} s of video in ${seconds} s`;
  if (file === standardOutput) progress.tell(said);
  else if (!options.json) progress.print(`${file}: ${said}`);
}

async function sendImages(client: Client, image: string, { lastFrame }: GenerateOptions) {
  const first = await readImage(image);
  const keyframes = [{ uri: await first.send(client), position: 'first' }];
  if (lastFrame) {
    const last = await readImage(lastFrame);
    keyframes.push({ uri: await last.send(client), position: 'last' });
  }
  return { keyframes, aspect: first.aspect };
}

function describeRequest(promptImage: object[], options: GenerateOptions) {
  return {
    model: options.model,
    promptImage,
    promptText: options.prompt || undefined,
    ratio: options.ratio,
    duration: options.duration,
    seed: options.seed,
    watermark: options.watermark,
  };
}

/** @returns the URL of the clip */
async function waitForClip(
  client: Client,
  id: string,
  { show, signal }: { show: ShowProgress; signal: AbortSignal },
): Promise<string> {
  for (;;) {
    if (signal.aborted) {
      await client.call('DELETE', `/v1/tasks/${id}`);
      throw new CliError('interrupted; the task is cancelled', signal.reason);
    }
    const task = await client.call('GET', `/v1/tasks/${id}`);
    const status = String(task.status);
    show(status, status === 'SUCCEEDED' ? 1 : Number(task.progress ?? 0));
    if (status === 'SUCCEEDED') return String((task.output as string[])[0]);
    if (status === 'FAILED') {
      throw new CliError(`the task failed: ${task.failure}`, exitCodes.taskFailed);
    }
    await sleep(pollEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new CliError('interrupted', signal.reason);
}
