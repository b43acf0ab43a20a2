/** What this API's answers mean. */
import type { Health, OperationStatus } from '../../engine/engine.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { RenderFailure } from '../../task/errors.ts';
import type { JsonValue } from '../../task/task.ts';
import type { Reply } from './client.ts';

type Fields = { [field: string]: JsonValue };
type Hide = (text: string) => string;

/** The whole sentence by which Runway says it, with the status 400. */
const noCredits = 'You do not have enough credits to run this task.';

/**
 * What an answer to a submission means that is no acceptance.
 * @returns RenderFailure when the task certainly was not accepted, UpstreamAway when nobody knows
 */
export function readRefusal(reply: Reply, hide: Hide): RenderFailure | UpstreamAway {
  const { status, headers } = reply;
  const said = hide(describe(reply));
  const known = readKeyTrouble(reply, said);
  if (known) return known;
  if (status === 429 || status === 503) {
    if (headers.get('x-should-retry') !== 'false') {
      const message = `The upstream takes no task at the moment${said}`;
      const retryAfterSeconds = readRetryAfter(headers);
      return new RenderFailure('UPSTREAM_BUSY', { message, retryAfterSeconds });
    }
  } else if (status < 300 || status >= 500 || status === 408) {
    return new UpstreamAway(`The upstream answered ${status} to a submission${said}`);
  }
  return new RenderFailure('UPSTREAM_REFUSED', {
    message: `The upstream refused the task with HTTP ${status}${said}`,
  });
}

/** 401 and 402, whatever was asked. */
function readKeyTrouble({ status, body }: Reply, said: string): RenderFailure | undefined {
  if (status === 401) {
    const message = `The upstream does not accept the key of this server, whose operator has to set it right${said}`;
    return new RenderFailure('UPSTREAM_UNAUTHORIZED', { message });
  }
  if (status === 402 || (status === 400 && asFields(body).error === noCredits)) {
    const message = `The account of this server at the upstream has no credits left${said}`;
    return new RenderFailure('UPSTREAM_NO_CREDITS', { message });
  }
  return undefined;
}

/**
 * What an answer about a task means.
 * @param isFresh whether the task was submitted just now: some relays do not know it yet
 * @throws RenderFailure, UpstreamAway
 */
export function readStatus(reply: Reply, isFresh: boolean, hide: Hide): OperationStatus {
  const { status, headers, body } = reply;
  const said = hide(describe(reply));
  const known = readKeyTrouble(reply, said);
  if (known) throw known;
  if (status === 404 && !isFresh) {
    const message = `The upstream does not know the task any more${said}`;
    return {
      state: 'failed',
      failure: new RenderFailure('UPSTREAM_LOST', { message }),
      answer: null,
    };
  }
  const task = asFields(body);
  if (status !== 200 || typeof task.status !== 'string') {
    throw new UpstreamAway(`The upstream answered ${status} to a question${said}`, {
      retryAfterSeconds: readRetryAfter(headers),
    });
  }
  switch (task.status) {
    case 'SUCCEEDED':
      return {
        state: 'done',
        outputs: readOutputs(task.output).map((url) => ({ url })),
        answer: withoutQueries(task, hide),
      };
    case 'FAILED': {
      const message = typeof task.failure === 'string' && task.failure ? task.failure : undefined;
      const failureCode = typeof task.failureCode === 'string' ? task.failureCode : undefined;
      const failure = new RenderFailure('UPSTREAM_FAILED', {
        ...(message && { message: hide(message) }),
        failureCode,
      });
      return { state: 'failed', failure, answer: withoutQueries(task, hide) };
    }
    case 'CANCELLED': {
      const message = 'The upstream cancelled the task.';
      const failure = new RenderFailure('UPSTREAM_FAILED', { message });
      return { state: 'failed', failure, answer: withoutQueries(task, hide) };
    }
    default:
      return { state: 'running', progress: readProgress(task.progress) };
  }
}

/** What an answer about the operator's account tells. Some relays have no such thing; they answer. */
export function readHealth({ status, body }: Reply): Health {
  if (status === 401) return { ok: false, message: 'It does not accept the key.' };
  if (status === 402) return { ok: false, message: 'Its account has no credits left.' };
  if (status === 429 || status >= 500) return { ok: false, message: `It answers ${status}.` };
  const { creditBalance } = asFields(body);
  const credits = typeof creditBalance === 'number' ? `, ${creditBalance} credits are left` : '';
  return { ok: true, message: `It answers${credits}.` };
}

/** A fraction; what is none says nothing. */
function readProgress(progress: JsonValue | undefined): number | undefined {
  return typeof progress === 'number' && progress >= 0 && progress <= 1 ? progress : undefined;
}

function readOutputs(output: JsonValue | undefined): string[] {
  return Array.isArray(output)
    ? output.filter((entry): entry is string => typeof entry === 'string')
    : [];
}

/** The answer as it is kept: what opens the links at the upstream is left out. */
function withoutQueries(task: Fields, hide: Hide): JsonValue {
  return JSON.parse(
    JSON.stringify(task, (key, value) =>
      typeof value === 'string' && key !== 'id' ? hide(value) : value,
    ),
  );
}

/** Seconds; the header has either those or a date. */
export function readRetryAfter(headers: Headers): number {
  const given = headers.get('retry-after');
  if (!given) return 0;
  const seconds = /^\d+(\.\d+)?$/.test(given)
    ? Number(given)
    : (Date.parse(given) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), longestRetryAfter) : 0;
}

const longestRetryAfter = 3600;

/** What the upstream said, for the end of a sentence. */
function describe({ body }: Reply): string {
  const { error, issues } = asFields(body);
  const parts = typeof error === 'string' ? [error] : [];
  for (const issue of Array.isArray(issues) ? issues.slice(0, 5) : []) {
    const { path, message } = asFields(issue);
    const place = Array.isArray(path) ? path.join('.') : '';
    if (typeof message === 'string') parts.push(place ? `${place}: ${message}` : message);
  }
  return parts.length > 0 ? `: ${parts.join('; ').slice(0, longestSaid)}` : '.';
}

const longestSaid = 500;

export function asFields(value: JsonValue | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
