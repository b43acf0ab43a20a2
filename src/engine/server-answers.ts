/** What the answers of model servers mean, as far as they all mean the same. */
import { RenderFailure } from '../task/errors.ts';
import type { JsonValue } from '../task/task.ts';
import type { Reply, ServerClient } from './server-client.ts';
import { NotSent } from './server-transport.ts';
import { UpstreamAway } from './upstream-away.ts';

type Fields = { [field: string]: JsonValue };

/** Characters of what a server says that are repeated. */
const longestSaid = 500;
/** Seconds; a server that asks for more is asked again all the same. */
const longestRetryAfter = 3600;

export function asFields(value: JsonValue | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** Submit, and tell apart what was certainly not accepted. @throws RenderFailure, UpstreamAway */
export async function submitTo(client: ServerClient, send: () => Promise<Reply>): Promise<Fields> {
  let reply: Reply;
  try {
    reply = await send();
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    throw new RenderFailure('UPSTREAM_BUSY', { message: error.message, cause: error });
  }
  if (reply.status < 200 || reply.status >= 300) throw readRefusal(reply, client);
  const body = asFields(reply.body);
  const said = sayingOf(body);
  // Some answer 200 and an error.
  if (said && typeof body.id !== 'string') {
    const message = `The server refused the task: ${client.hide(said)}`;
    throw new RenderFailure('UPSTREAM_REFUSED', { message });
  }
  return body;
}

/**
 * What an answer to a submission means that is no acceptance.
 * @returns RenderFailure when the task certainly was not accepted, UpstreamAway when nobody knows
 */
export function readRefusal(reply: Reply, client: ServerClient): RenderFailure | UpstreamAway {
  const { status } = reply;
  const said = describeReply(reply, client);
  if (status === 401 || status === 403) return unauthorized(said);
  if (status === 402) {
    const message = `The account of this server there has no credits left${said}`;
    return new RenderFailure('UPSTREAM_NO_CREDITS', { message });
  }
  if (status === 429 || status === 503) {
    return new RenderFailure('UPSTREAM_BUSY', {
      message: `The server takes no task at the moment (HTTP ${status})${said}`,
      retryAfterSeconds: readRetryAfter(reply.headers),
    });
  }
  if (status >= 500 || status === 408) {
    return new UpstreamAway(`The server answered HTTP ${status} to a submission${said}`);
  }
  return new RenderFailure('UPSTREAM_REFUSED', {
    message: `The server refused the task with HTTP ${status}${said}`,
  });
}

/** What an answer to a question means that tells nothing of the task. */
export function readSilence(reply: Reply, client: ServerClient): RenderFailure | UpstreamAway {
  const said = describeReply(reply, client);
  if (reply.status === 401 || reply.status === 403) return unauthorized(said);
  return new UpstreamAway(`The server answered HTTP ${reply.status} to a question${said}`, {
    retryAfterSeconds: readRetryAfter(reply.headers),
  });
}

/** A job that the server took and does not know any more. */
export function lost(why: string): RenderFailure {
  return new RenderFailure('UPSTREAM_LOST', {
    message: `The server does not know the task any more: ${why}`,
  });
}

function unauthorized(said: string): RenderFailure {
  const message = `The server does not accept the key of this server, whose operator has to set it right${said}`;
  return new RenderFailure('UPSTREAM_UNAUTHORIZED', { message });
}

function describeReply({ body, text }: Reply, client: ServerClient): string {
  const said = sayingOf(body) ?? (body === undefined ? text.replace(/\s+/g, ' ').trim() : '');
  return said ? `: ${client.hide(said).slice(0, longestSaid)}` : '.';
}

/**
 * The words in an error, wherever a server puts them: `error`, `error.message`, `detail` (a text, or
 * FastAPI's list of `{loc, msg}`), `message`.
 */
export function sayingOf(body: JsonValue | undefined): string | undefined {
  if (typeof body === 'string') return body || undefined;
  const { error, detail, message } = asFields(body);
  if (typeof error === 'string' && error) {
    return typeof message === 'string' && message ? `${error}: ${message}` : error;
  }
  const inner = asFields(error).message;
  if (typeof inner === 'string' && inner) return inner;
  if (typeof detail === 'string' && detail) return detail;
  if (Array.isArray(detail)) {
    const parts = detail.slice(0, 5).map((entry) => {
      const { loc, msg } = asFields(entry);
      const place = Array.isArray(loc) ? loc.filter((step) => step !== 'body').join('.') : '';
      return [place, msg].filter((part) => typeof part === 'string' && part).join(': ');
    });
    return parts.filter(Boolean).join('; ') || undefined;
  }
  return typeof message === 'string' && message ? message : undefined;
}

/** Seconds; the header has either those or a date. */
export function readRetryAfter(headers: Headers): number {
  const given = headers.get('retry-after');
  if (!given) return 0;
  const isNumber = /^\d+(\.\d+)?$/.test(given);
  const seconds = isNumber ? Number(given) : (Date.parse(given) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), longestRetryAfter) : 0;
}
