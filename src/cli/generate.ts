import { createWriteStream } from 'node:fs';
import { access, constants, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { type Client, withClient } from './client.ts';
import { fetchFirstModel } from './fetch-model.ts';
import { CliError, print, tell } from './output.ts';
import { createProgress } from './progress.ts';
import { chooseRatio, readAspect } from './ratio.ts';

export interface GenerateOptions {
  prompt: string;
  output: string;
  lastFrame?: string;
  model: string;
  ratio?: string;
  duration: number;
  seed?: number;
  watermark?: boolean;
  url?: string;
}

const pollEveryMs = 500;

/** Make a clip and download it. Ctrl-C cancels the task. */
export async function generate(
  config: Config,
  image: string,
  options: GenerateOptions,
): Promise<void> {
  const startedAt = performance.now();
  const first = await readImage(image);
  const last = options.lastFrame ? await readImage(options.lastFrame) : undefined;
  await checkOutput(options.output);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const work = async (client: Client) => {
    if (interrupted.signal.aborted) throw new CliError('interrupted', { exitCode: 130 });
    const keyframes = [{ uri: await first.send(client), position: 'first' }];
    if (last) keyframes.push({ uri: await last.send(client), position: 'last' });
    const ratio = options.ratio ?? chooseRatio(options.model, first.aspect);
    const body = describeRequest(keyframes, { ...options, ratio });
    const { id } = await client.call('POST', '/v1/image_to_video', body);
    tell(`Task ${id} (${ratio})`);
    const output = await waitForOutput(client, String(id), interrupted.signal);
    await download(output, options.output);
    const { warnings } = await client.call('GET', `/v1/tasks/${id}/details`);
    for (const { message } of warnings as { message: string }[]) tell(`warning: ${message}`);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    print(`${options.output}: ${options.duration} s of video in ${seconds} s`);
  };
  try {
    await withClient(config, options.url, work, () => fetchFirstModel(config));
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
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

/** A data URI may have 5 MiB of characters; a larger file is uploaded first. */
const largestInline = 3 * 2 ** 20;

interface Photo {
  /** Width over height; undefined where only the server reads it. */
  aspect: number | undefined;
  /** Bring it to the server. @returns what names it there */
  send(client: Client): Promise<string>;
}

/** Read an image now, so that a missing file is told at once. */
async function readImage(image: string): Promise<Photo> {
  if (/^https?:\/\//i.test(image)) return { aspect: undefined, send: async () => image };
  const bytes = await readFile(image).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      error.code === 'ENOENT'
        ? `There is no file ${image}.`
        : `${image} cannot be read: ${error.message}`,
    );
  });
  const type = recogniseType(bytes);
  if (!type) throw new CliError(`Expected ${image} to be a JPEG, PNG or WebP image; it is not.`);
  const send = async (client: Client) =>
    bytes.length > largestInline
      ? client.upload(`photo.${type}`, bytes)
      : `data:image/${type};base64,${bytes.toString('base64')}`;
  return { aspect: readAspect(bytes), send };
}

/** By the first bytes: a name may say anything. */
function recogniseType(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^RIFF....WEBP/s.test(head)) return 'webp';
  return undefined;
}

/** @returns the URL of the clip */
async function waitForOutput(client: Client, id: string, signal: AbortSignal): Promise<string> {
  const progress = createProgress();
  try {
    for (;;) {
      if (signal.aborted) {
        await client.call('DELETE', `/v1/tasks/${id}`);
        throw new CliError('interrupted; the task is cancelled', { exitCode: 130 });
      }
      const task = await client.call('GET', `/v1/tasks/${id}`);
      const status = String(task.status);
      progress.show(status, status === 'SUCCEEDED' ? 1 : Number(task.progress ?? 0));
      if (status === 'SUCCEEDED') return String((task.output as string[])[0]);
      if (status === 'FAILED') throw new CliError(`the task failed: ${task.failure}`);
      await sleep(pollEveryMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    progress.end();
  }
}

/** Said before the render, not after it. */
async function checkOutput(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) throw new CliError(`There is no folder ${folder} that ${file} could go into.`);
  const existing = await stat(file).catch(() => undefined);
  if (existing?.isDirectory()) throw new CliError(`${file} is a folder; name a file in it.`);
}

/** Beside its place first, so that an interrupted download leaves no half clip. */
async function download(url: string, file: string): Promise<void> {
  const partial = path.join(path.dirname(file), `.${path.basename(file)}.partial`);
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body) {
      throw new CliError(`The clip could not be downloaded: HTTP ${response.status}.`);
    }
    await pipeline(Readable.fromWeb(response.body), createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
