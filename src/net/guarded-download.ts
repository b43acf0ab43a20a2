import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isStorageFull } from '../task/errors.ts';
import { FetchRefused } from './fetch-refused.ts';
import { type GuardedRequestOptions, requestGuarded } from './guarded-fetch.ts';

export interface DownloadOptions extends GuardedRequestOptions {
  /** Bytes of the file. */
  maxBytes: number;
  /** How long the server may send nothing. */
  silenceMs: number;
}

/** A file did not arrive whole; another try may bring it. */
export class DownloadBroken extends Error {
  override name = 'DownloadBroken';
}

/** A file that is larger than it may be. */
export class DownloadTooLarge extends Error {
  override name = 'DownloadTooLarge';
}

/**
 * Fetch a URL that came from outside into a file, piece by piece, by the rules of `requestGuarded`.
 * @returns its size in bytes
 * @throws FetchRefused when the rules forbid it, DownloadTooLarge, DownloadBroken, or the signal's reason
 */
export async function downloadGuarded(
  url: string,
  file: string,
  options: DownloadOptions & { signal: AbortSignal },
): Promise<number> {
  const { maxBytes, silenceMs, timeoutMs, signal } = options;
  const silence = new AbortController();
  const fallSilent = () =>
    silence.abort(new DownloadBroken(`The server sent nothing for ${silenceMs / 1000} s.`));
  let timer = setTimeout(fallSilent, silenceMs);
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(fallSilent, silenceMs);
  };
  const late = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, silence.signal, late]);
  // Nothing is unpacked here, so nothing can grow by it.
  const headers = { accept: 'video/*, */*;q=0.5', 'accept-encoding': 'identity' };
  try {
    return await requestGuarded(
      url,
      options,
      { method: 'GET', headers, signal: either },
      async ({ statusCode, headers, body }) => {
        hear();
        if (statusCode !== 200) throw new DownloadBroken(`The server answered ${statusCode}.`);
        const promised = Number(headers['content-length'] ?? Number.NaN);
        if (promised > maxBytes) throw tooLarge(maxBytes);
        let size = 0;
        const count = async function* (chunks: AsyncIterable<Uint8Array>) {
          for await (const chunk of chunks) {
            hear();
            size += chunk.length;
            if (size > maxBytes) throw tooLarge(maxBytes);
            yield chunk;
          }
        };
        const source = Readable.from(count(body), { objectMode: false });
        await pipeline(source, createWriteStream(file), { signal: either });
        if (size < promised) {
          throw new DownloadBroken(`Expected ${promised} bytes but ${size} came.`);
        }
        return size;
      },
    );
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (silence.signal.aborted) throw silence.signal.reason;
    if (late.aborted) throw new DownloadBroken(`It took longer than ${timeoutMs / 1000} s.`);
    const known = [FetchRefused, DownloadTooLarge, DownloadBroken];
    if (known.some((type) => error instanceof type) || isStorageFull(error)) throw error;
    throw new DownloadBroken('The connection failed.', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function tooLarge(maxBytes: number): DownloadTooLarge {
  return new DownloadTooLarge(
    `Expected at most ${(maxBytes / 2 ** 20).toFixed(0)} MiB but the file is larger.`,
  );
}
