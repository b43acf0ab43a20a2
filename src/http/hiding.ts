import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import pino from 'pino';
import { hideSecrets } from '../task/secrets.ts';

/** What is told of a request, without the secrets that came in it. */
export interface Hiding {
  /** Every text of an answer or of a part of one. */
  hide<T>(value: T, request: Pick<FastifyRequest, 'headers'>): T;
  /** The path alone: the query of a file's link is its key. */
  showPath(request: FastifyRequest): string;
  /** The same log, whose errors hide theirs: a library may have put the whole URL into one. */
  wrap(log: FastifyBaseLogger): FastifyBaseLogger;
}

const shownLength = 300;

/** @param secrets that are hidden wherever they came from */
export function createHiding(secrets: readonly string[]): Hiding {
  const hide: Hiding['hide'] = (value, { headers }) => {
    // A wrong key, too: it is likely to be the right one of something else.
    const given = headers.authorization?.trim().split(/\s+/).at(-1);
    return mapTexts(value, (text) => hideSecrets(text, [...secrets, given]));
  };
  return {
    hide,
    showPath(request) {
      const [path = ''] = request.url.split('?');
      const shown = path.split('/').map((segment) => {
        const plain = decode(segment);
        const hidden = hide(plain, request);
        return hidden === plain ? segment : hidden;
      });
      return shorten(shown.join('/'));
    },
    wrap: (log) =>
      log.child(
        {},
        {
          serializers: {
            err: (error: Error) =>
              mapTexts(pino.stdSerializers.err(error), (text) => hideSecrets(text, secrets)),
          },
        },
      ),
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function shorten(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}

/** Deeper than any answer or error of ours; what refers to itself ends there, too. */
const deepest = 8;

function mapTexts<T>(value: T, change: (text: string) => string, depth = 0): T {
  if (typeof value === 'string') return change(value) as T;
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, change, depth + 1)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change, depth + 1)]),
  ) as T;
}
