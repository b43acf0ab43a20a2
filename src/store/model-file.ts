/**
 * Model files that the configuration names, by path or by URL. Either way what is handed out has
 * the hash that the configuration gives: whoever can change the file or the server behind the URL
 * still cannot change what is run.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface WantedModel {
  path?: string | undefined;
  url?: string | undefined;
  /** 64 hexadecimal digits. */
  sha256: string;
}

export interface ModelFileOptions {
  /** Where fetched files are kept, by their hash. */
  folder: string;
  maxBytes: number;
  timeoutMs: number;
  /** How long nothing may come before the fetch is given up. */
  silenceMs: number;
  /** Told before a fetch, which may take minutes. */
  onFetch?: ((url: string) => void) | undefined;
  /** Told how much has come. */
  onProgress?: ((bytes: number) => void) | undefined;
  signal?: AbortSignal | undefined;
  /** What to do when it cannot be fetched. */
  advice?: string;
}

/** Whether a file is there and has this hash. */
export async function hasHash(file: string, sha256: string): Promise<boolean> {
  return (await hashFile(file).catch(() => undefined)) === sha256;
}

/** The file cannot be had, or is not the one that was asked for; the message says what to do. */
export class ModelFileError extends Error {
  override name = 'ModelFileError';
}

/**
 * The absolute path of a file with the right hash, fetched if need be.
 * @throws ModelFileError
 */
export async function provideModelFile(
  { path: given, url, sha256 }: WantedModel,
  options: ModelFileOptions,
): Promise<string> {
  if (given !== undefined) {
    const file = path.resolve(given);
    const found = await hashFile(file).catch((cause) => {
      throw new ModelFileError(
        `Expected the depth model at ${file} but it cannot be read: ${(cause as Error).message}`,
        { cause },
      );
    });
    if (found !== sha256) throw wrongHash(file, sha256, found);
    return file;
  }
  const file = keptAt(options.folder, sha256);
  if (await hasHash(file, sha256)) return file;
  options.onFetch?.(url!);
  await fetchInto(file, url!, sha256, options);
  return file;
}

/** Where the file of a URL is kept once it was fetched. */
export function keptAt(folder: string, sha256: string): string {
  return path.join(folder, `${sha256}.onnx`);
}

async function fetchInto(
  file: string,
  url: string,
  sha256: string,
  options: ModelFileOptions,
): Promise<void> {
  const { maxBytes, timeoutMs, silenceMs, onProgress, signal } = options;
  const { advice = 'Correct the URL, or fetch the file yourself and give its path.' } = options;
  await mkdir(path.dirname(file), { recursive: true });
  const incoming = `${file}.${process.pid}.part`;
  const silence = new AbortController();
  const giveUp = () => silence.abort(new Error(`nothing came for ${silenceMs / 1000} s`));
  let timer = setTimeout(giveUp, silenceMs);
  const signals = [AbortSignal.timeout(timeoutMs), silence.signal, ...(signal ? [signal] : [])];
  const stop = AbortSignal.any(signals);
  try {
    const response = await fetch(url, { signal: stop });
    if (!response.ok || !response.body) throw new Error(`it answered with HTTP ${response.status}`);
    const hash = createHash('sha256');
    await pipeline(
      Readable.fromWeb(response.body as import('node:stream/web').ReadableStream),
      async function* (chunks: AsyncIterable<Buffer>) {
        let bytes = 0;
        for await (const chunk of chunks) {
          clearTimeout(timer);
          timer = setTimeout(giveUp, silenceMs);
          bytes += chunk.length;
          if (bytes > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`);
          hash.update(chunk);
          onProgress?.(bytes);
          yield chunk;
        }
      },
      createWriteStream(incoming),
      { signal: stop },
    );
    const found = hash.digest('hex');
    if (found !== sha256) throw wrongHash(url, sha256, found);
    await rename(incoming, file);
  } catch (cause) {
    if (cause instanceof ModelFileError) throw cause;
    signal?.throwIfAborted();
    throw new ModelFileError(
      `The depth model could not be fetched from ${url}: ${reasonOf(silence.signal.reason ?? cause)}. ${advice}`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
    await rm(incoming, { force: true });
  }
}

/** What fetch throws says only "fetch failed"; the reason is its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message ? cause.message : message;
}

function wrongHash(where: string, expected: string, found: string): ModelFileError {
  return new ModelFileError(
    `Expected the depth model ${where} to have the SHA-256 ${expected} but it has ${found}. Correct the configuration, or get the right file.`,
  );
}

async function hashFile(file: string): Promise<string> {
  if (!(await stat(file)).isFile()) throw new Error('it is no file');
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
