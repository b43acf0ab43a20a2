import { StorageAway, StorageRefused } from './artifacts.ts';

/** What the SDK throws, and what the systems below it throw; flydrive wraps either as a cause. */
interface S3Error extends Error {
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/**
 * An error of the storage in its own words, and as one of two kinds: away, which passes, or refused,
 * which somebody has to mend. What is not the storage's stays what it is.
 * @param what was asked: `PutObject clips/1.mp4`
 */
export function tellS3Error(error: unknown, place: string, what: string): unknown {
  const told = describeS3Error(error);
  if (isAway(error)) {
    return new StorageAway(`The storage ${place} does not answer ${what}: ${told}`, {
      cause: error,
    });
  }
  if (statusOf(error) === undefined) return error;
  return new StorageRefused(`The storage ${place} refuses ${what}: ${told}`, { cause: error });
}

/** The storage's own code and message: `AccessDenied (HTTP 403): You may not.` */
export function describeS3Error(error: unknown): string {
  const { name, code, message, $metadata } = findOrigin(error);
  const status = $metadata?.httpStatusCode;
  // The answer to a HEAD has no body, and so neither code nor message; the SDK makes up its own.
  const own = code ?? (/^(Error|Unknown|UnknownError|\d+)$/.test(name) ? undefined : name);
  const words = /^(UnknownError|Unknown)?$/.test(message) ? undefined : message;
  const head = [own, status && `(HTTP ${status})`].filter(Boolean).join(' ');
  return [head, words !== own && words].filter(Boolean).join(': ') || 'no reason given';
}

/** Whether the object that was asked for is not there. */
export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404 && findOrigin(error).name !== 'NoSuchBucket';
}

export function statusOf(error: unknown): number | undefined {
  return findOrigin(error).$metadata?.httpStatusCode;
}

function findOrigin(error: unknown): S3Error {
  let origin = error as S3Error;
  while (origin.$metadata === undefined && origin.cause instanceof Error) {
    origin = origin.cause as S3Error;
  }
  return origin;
}

const awayCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;
/** Names that come with a status which does not tell. */
const awayNames = /^(TimeoutError|RequestTimeout|SlowDown|Throttling\w*)$/;

function isAway(error: unknown): boolean {
  const {
    name,
    code = '',
    $metadata,
    errors,
  } = findOrigin(error) as S3Error & {
    errors?: unknown[];
  };
  if (awayCodes.test(code) || awayNames.test(name)) return true;
  // A host with several addresses, none of which answers.
  if (errors?.length) return errors.every(isAway);
  const status = $metadata?.httpStatusCode ?? 0;
  // 501: what it has never learnt it will not know later.
  return status === 429 || (status >= 500 && status !== 501);
}
