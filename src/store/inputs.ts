import { createHash } from 'node:crypto';
import { type ImageFacts, InvalidImage, inspectImage } from '../media/inspect.ts';
import type { Artifacts } from './artifacts.ts';
import { FetchRefused, fetchGuarded, type GuardedFetchOptions } from './guarded-fetch.ts';

export interface InputLimits {
  /** Characters of a data URI or a bare Base64 string. */
  maxEncodedLength: number;
}

/** An image that cannot be taken in; `reason` is the sentence the client reads. */
export class InputRefused extends Error {
  override name = 'InputRefused';
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

export interface TakenInput extends ImageFacts {
  /** Key of the stored artifact: by content, so that the same image is stored once. */
  artifact: string;
}

export interface Inputs {
  /**
   * Take an image in: fetch or decode it, check that it is one, store it.
   * @param uri an https URL, a `data:image/…;base64,` URI or bare Base64
   * @throws InputRefused
   */
  take(uri: string): Promise<TakenInput>;
  /** The same for an image that is here already, such as an upload. */
  takeBytes(bytes: Uint8Array): Promise<TakenInput>;
}

const types = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;
export const inputContentTypes = ['image/jpeg', 'image/jpg', 'image/png', 'image/webp'];

export function createInputs(
  artifacts: Artifacts,
  options: { fetch: GuardedFetchOptions; limits: InputLimits },
): Inputs {
  async function store(bytes: Uint8Array, declaredType?: string): Promise<TakenInput> {
    const facts = await inspectImage(bytes);
    if (declaredType && declaredType !== types[facts.format]) {
      throw new InputRefused(
        `Unsupported asset type. The data URI says ${declaredType} but its content is ${types[facts.format]}.`,
      );
    }
    const hash = createHash('sha256').update(bytes).digest('hex');
    const artifact = `inputs/${hash.slice(0, 2)}/${hash}.${facts.format}`;
    if (!(await artifacts.exists(artifact))) await artifacts.putBytes(artifact, bytes);
    return { ...facts, artifact };
  }

  return {
    take: (uri) =>
      refusing(async () => {
        const { bytes, declaredType } = await readUri(uri, options);
        return store(bytes, declaredType);
      }),
    takeBytes: (bytes) => refusing(() => store(bytes)),
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
    throw error;
  }
}

async function readUri(
  uri: string,
  options: { fetch: GuardedFetchOptions; limits: InputLimits },
): Promise<{ bytes: Uint8Array; declaredType?: string }> {
  if (/^https?:/i.test(uri)) return { bytes: await fetchGuarded(uri, options.fetch) };
  if (uri.length > options.limits.maxEncodedLength) {
    throw new InputRefused(
      `Asset size exceeds ${(options.limits.maxEncodedLength / 2 ** 20).toFixed(1)}MB`,
    );
  }
  if (!/^data:/i.test(uri)) return { bytes: decodeBase64(uri) };
  const [, header, payload] = uri.match(/^data:([^,]*),(.*)$/is) ?? [];
  if (header === undefined || payload === undefined) throw new InputRefused('Invalid data URI.');
  const [type = '', ...parameters] = header.toLowerCase().split(';');
  if (!inputContentTypes.includes(type)) {
    throw new InputRefused(
      type === ''
        ? 'Unsupported asset type. Data URIs must include the content type of the value they encode.'
        : `Unsupported asset type. Expected one of ${inputContentTypes.join(', ')} but received ${type}.`,
    );
  }
  if (parameters.at(-1)?.trim() !== 'base64') throw new InputRefused('Invalid data URI.');
  return { bytes: decodeBase64(payload), declaredType: type.replace('image/jpg', 'image/jpeg') };
}

/** Strict: Buffer alone would skip over whatever is not Base64 and hand on the rest. */
function decodeBase64(text: string): Uint8Array {
  const compact = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) throw new InputRefused('Invalid data URI.');
  return Buffer.from(compact, 'base64');
}
