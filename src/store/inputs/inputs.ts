import { createHash } from 'node:crypto';
import { type ImageFacts, type ImageLimits, InvalidImage } from '../../media/image-facts.ts';
import { type Inspector, InspectorUnavailable } from '../../media/inspector.ts';
import { acceptTypes } from '../../net/declared-type.ts';
import { FetchRefused } from '../../net/fetch-refused.ts';
import { fetchGuarded, type GuardedFetchOptions } from '../../net/guarded-fetch.ts';
import type { Warning } from '../../task/task.ts';
import type { Artifacts } from '../artifacts/artifacts.ts';
import { createGate, IntakeBusy } from './input-gate.ts';
import { InputRefused } from './input-refused.ts';
import { readInlineImage } from './input-uri.ts';
import { keyOfInput } from './stored-input.ts';

export interface InputLimits {
  /** Characters of a data URI or a bare Base64 string. */
  maxEncodedLength: number;
  /** Bytes of an image fetched from a URL. */
  maxFetchBytes: number;
  /** For the whole fetch of one. */
  fetchTimeoutMs: number;
  /** Images fetched at a time, and as many uploads read; each is in memory until it is stored. */
  maxFetches: number;
  /** Images decoded at a time, each in a child process. */
  maxDecodes: number;
  /** Images that wait for a fetch, and as many again for a decode; beyond them, `IntakeBusy`. */
  maxWaiting: number;
  /** How long one waits before it is turned away. */
  maxWaitMs: number;
  /** Pixels of an image that is scaled down. */
  maxImagePixels: number;
  /** Memory for the decoder of an image that cannot be read row by row. */
  maxDecodeBytes: number;
}

export interface TakenInput extends ImageFacts {
  /** Key of the stored artifact: by content, so that the same image is stored once. */
  artifact: string;
  /** What became of the image on its way, for the one who sent it. */
  warnings: Warning[];
}

export interface Inputs {
  /**
   * Take an image in: fetch or decode it, check that it is one, store it. What is refused leaves
   * nothing behind.
   * @param uri an https URL, a `data:image/…;base64,` URI or bare Base64
   * @param owner whose share of fetches and decodes it takes
   * @param limits sides and aspect; the defaults are those of `gen4_turbo`
   * @throws InputRefused, IntakeBusy
   */
  take(uri: string, owner: string, limits?: ImageLimits): Promise<TakenInput>;
  /** The same for an image that is here already, such as an upload; it is read when it is its turn. */
  takeBytes(
    read: () => Promise<Uint8Array>,
    owner: string,
    limits?: ImageLimits,
  ): Promise<TakenInput>;
}

/** Bytes that Runway takes from a URL. */
const officialFetchBytes = 16 * 2 ** 20;

/**
 * @param options.claim called with an artifact's key before it is looked for or stored, so that
 * it is not swept away meanwhile
 */
export function createInputs(
  artifacts: Artifacts,
  inspector: Pick<Inspector, 'inspect'>,
  options: {
    fetch: Pick<GuardedFetchOptions, 'allowedHosts' | 'allowedRanges'>;
    limits: InputLimits;
    /** Refuse what Runway refuses. */
    strict?: boolean;
    claim?: (artifact: string) => Promise<void>;
  },
): Inputs {
  const { limits, strict = false } = options;
  const gate = (atOnce: number) =>
    createGate({ atOnce, waiting: limits.maxWaiting, waitMs: limits.maxWaitMs });
  const fetches = gate(limits.maxFetches);
  const reads = gate(limits.maxFetches);
  const decodes = gate(limits.maxDecodes);
  const store = createStore(artifacts, options.claim);
  const known = createMemory<{ taken: TakenInput; size: number }>(mostKnown);
  const acceptsType = acceptTypes({ strict });
  const fetchOptions = {
    ...options.fetch,
    timeoutMs: limits.fetchTimeoutMs,
    maxBytes: strict ? Math.min(limits.maxFetchBytes, officialFetchBytes) : limits.maxFetchBytes,
    accept: 'image/jpeg, image/png, image/webp',
    acceptsType,
  };

  async function admit(
    bytes: Uint8Array,
    owner: string,
    wanted?: ImageLimits,
  ): Promise<TakenInput> {
    const hash = hashOf(bytes);
    const key = hash + JSON.stringify(wanted);
    const before = known.get(key);
    if (before && (await store.holds(before.taken.artifact, before.size))) return before.taken;
    const { facts, warnings, replacement } = await decodes.run(owner, () =>
      inspector.inspect(bytes, {
        ...wanted,
        maxPixels: limits.maxImagePixels,
        maxDecodeBytes: limits.maxDecodeBytes,
        strict,
      }),
    );
    const artifact = replacement
      ? await store.put(replacement, hashOf(replacement), facts.format)
      : await store.put(bytes, hash, facts.format);
    const taken = { ...facts, artifact, warnings };
    known.set(key, { taken, size: (replacement ?? bytes).length });
    return taken;
  }

  return {
    take: (uri, owner, wanted) =>
      refusing(() => {
        // A fetch keeps its place until its image is stored: what was fetched is bounded, too.
        if (/^https?:/i.test(uri)) {
          return fetches.run(owner, async () => {
            const bytes = await fetchGuarded(uri, fetchOptions);
            const taken = await admit(bytes, owner, wanted);
            return { ...taken, warnings: [...warnOfSize(bytes), ...taken.warnings] };
          });
        }
        if (uri.length > limits.maxEncodedLength) {
          throw new InputRefused(
            `Asset size exceeds ${(limits.maxEncodedLength / 2 ** 20).toFixed(1)}MB`,
          );
        }
        return admit(readInlineImage(uri, acceptsType), owner, wanted);
      }),
    takeBytes: (read, owner, wanted) =>
      refusing(() => reads.run(owner, async () => admit(await read(), owner, wanted))),
  };
}

function warnOfSize({ length }: Uint8Array): Warning[] {
  if (length <= officialFetchBytes) return [];
  return [
    {
      code: 'image-size',
      message: `The image has ${(length / 2 ** 20).toFixed(1)} MB, more than the 16 MB that Runway takes from a URL. It is used all the same.`,
    },
  ];
}

/** Images whose inspection is remembered, so that the same one is not inspected again. */
const mostKnown = 10_000;

/** The latest so many values. */
function createMemory<Value>(most: number) {
  const values = new Map<string, Value>();
  return {
    get: (key: string) => values.get(key),
    set(key: string, value: Value): void {
      values.delete(key);
      values.set(key, value);
      if (values.size > most) values.delete(values.keys().next().value!);
    },
  };
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Stores by content: the same bytes, sent twice or twice at once, are one artifact. */
function createStore(artifacts: Artifacts, claim?: (artifact: string) => Promise<void>) {
  const underway = new Map<string, Promise<void>>();

  async function holds(artifact: string, size: number): Promise<boolean> {
    await claim?.(artifact);
    // What a storage has lost a part of is stored again.
    return artifacts.exists(artifact, size);
  }

  async function putOnce(artifact: string, bytes: Uint8Array): Promise<void> {
    if (!(await holds(artifact, bytes.length))) await artifacts.putBytes(artifact, bytes);
  }

  return {
    /** Whether it is there whole, and will be for a while. */
    holds,
    /** @returns the key */
    async put(bytes: Uint8Array, hash: string, format: string): Promise<string> {
      const artifact = keyOfInput(hash, format);
      // A file that is being written exists already, but not yet whole.
      const running =
        underway.get(artifact) ?? putOnce(artifact, bytes).finally(() => underway.delete(artifact));
      underway.set(artifact, running);
      await running;
      return artifact;
    },
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
