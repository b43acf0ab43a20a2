import { createHash } from 'node:crypto';
import { type ImageFacts, type ImageLimits, InvalidImage } from '../media/image-facts.ts';
import { type Inspector, InspectorUnavailable } from '../media/inspector.ts';
import type { Artifacts } from './artifacts.ts';
import { FetchRefused } from './fetch-refused.ts';
import { fetchGuarded, type GuardedFetchOptions } from './guarded-fetch.ts';
import { createGate, IntakeBusy } from './input-gate.ts';
import { InputRefused } from './input-refused.ts';
import { type InlineImage, readInlineImage } from './input-uri.ts';

export interface InputLimits {
  /** Characters of a data URI or a bare Base64 string. */
  maxEncodedLength: number;
  /** Images fetched at a time; each may hold `maxBytes` in memory until it is checked. */
  maxFetches: number;
  /**
   * Images decoded at a time, each in a child process, which takes up to 600 MB for the worst that
   * the limits allow (8000 x 8000, interlaced, 16 bits).
   */
  maxDecodes: number;
  /** Images that wait for a fetch, and as many again for a decode; beyond them, `IntakeBusy`. */
  maxWaiting: number;
  /** How long one waits before it is turned away. */
  maxWaitMs: number;
}

export interface TakenInput extends ImageFacts {
  /** Key of the stored artifact: by content, so that the same image is stored once. */
  artifact: string;
}

export interface Inputs {
  /**
   * Take an image in: fetch or decode it, check that it is one, store it. What is refused leaves
   * nothing behind.
   * @param uri an https URL, a `data:image/…;base64,` URI or bare Base64
   * @param limits sides and aspect; the defaults are those of `gen4_turbo`
   * @throws InputRefused, IntakeBusy
   */
  take(uri: string, limits?: ImageLimits): Promise<TakenInput>;
  /**
   * The same for an image that is here already, such as an upload. Given a function, the bytes are
   * read only when it is their turn.
   */
  takeBytes(
    bytes: Uint8Array | (() => Promise<Uint8Array>),
    limits?: ImageLimits,
  ): Promise<TakenInput>;
}

const types = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

/**
 * @param options.claim called with an artifact's key before it is looked for or stored, so that
 * it is not swept away meanwhile
 */
export function createInputs(
  artifacts: Artifacts,
  inspector: Pick<Inspector, 'inspect'>,
  options: {
    fetch: GuardedFetchOptions;
    limits: InputLimits;
    claim?: (artifact: string) => Promise<void>;
  },
): Inputs {
  const { maxEncodedLength, maxFetches, maxDecodes, maxWaiting, maxWaitMs } = options.limits;
  const gate = (atOnce: number) => createGate({ atOnce, waiting: maxWaiting, waitMs: maxWaitMs });
  const fetches = gate(maxFetches);
  const decodes = gate(maxDecodes);
  const store = createStore(artifacts, options.claim);

  /** Check and store what `read` gives; it is called when there is room for its bytes. */
  const admit = (read: () => Promise<InlineImage>, limits?: ImageLimits) =>
    decodes.run(async () => {
      const { bytes, declaredType } = await read();
      const facts = await inspector.inspect(bytes, limits);
      if (declaredType && declaredType !== types[facts.format]) {
        throw new InputRefused(
          `Unsupported asset type. The data URI says ${declaredType} but its content is ${types[facts.format]}.`,
        );
      }
      return { ...facts, artifact: await store(bytes, facts.format) };
    });

  return {
    take: (uri, limits) =>
      refusing(() => {
        // A fetch keeps its place until its image is checked: what was fetched is bounded, too.
        if (/^https?:/i.test(uri)) {
          return fetches.run(async () => {
            const bytes = await fetchGuarded(uri, options.fetch);
            return admit(async () => ({ bytes }), limits);
          });
        }
        if (uri.length > maxEncodedLength) {
          throw new InputRefused(`Asset size exceeds ${(maxEncodedLength / 2 ** 20).toFixed(1)}MB`);
        }
        return admit(async () => readInlineImage(uri), limits);
      }),
    takeBytes: (bytes, limits) =>
      refusing(() =>
        admit(async () => ({ bytes: typeof bytes === 'function' ? await bytes() : bytes }), limits),
      ),
  };
}

/** Stores by content: the same bytes, sent twice or twice at once, are one artifact. */
function createStore(artifacts: Artifacts, claim?: (artifact: string) => Promise<void>) {
  const underway = new Map<string, Promise<void>>();

  async function put(artifact: string, bytes: Uint8Array): Promise<void> {
    await claim?.(artifact);
    if (!(await artifacts.exists(artifact))) await artifacts.putBytes(artifact, bytes);
  }

  /** @returns the key */
  return async (bytes: Uint8Array, format: string): Promise<string> => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const artifact = `inputs/${hash.slice(0, 2)}/${hash}.${format}`;
    // A file that is being written exists already, but not yet whole.
    const running =
      underway.get(artifact) ?? put(artifact, bytes).finally(() => underway.delete(artifact));
    underway.set(artifact, running);
    await running;
    return artifact;
  };
}

/** Whatever is wrong with an image, the client hears of it in the same way. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FetchRefused || error instanceof InvalidImage) {
      throw new InputRefused(error.reason, error);
    }
    if (error instanceof InspectorUnavailable) throw new IntakeBusy();
    throw error;
  }
}
