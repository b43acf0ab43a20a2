/**
 * Every error a client can see, in two tables: what an HTTP request can be answered with, and what
 * a task can fail with. Wording and codes follow Runway's where Runway's are known.
 */

interface ApiErrorRow {
  status: number;
  message: string;
  /** Sent as `x-should-retry`, which Runway's SDKs obey; absent: the SDK decides by status. */
  retry?: boolean;
}

export const apiErrors = {
  INVALID_BODY: { status: 400, message: 'Validation of body failed' },
  INVALID_QUERY: { status: 400, message: 'Validation of the URL failed' },
  INVALID_UPLOAD: { status: 400, message: 'Expected multipart/form-data with one part "file"' },
  INVALID_JSON: {
    status: 400,
    message:
      'Expected the body to be JSON, but it cannot be parsed. Check quotes, commas and braces.',
  },
  INVALID_VERSION: { status: 400, message: 'Invalid X-Runway-Version header' },
  NO_CREDITS: { status: 400, message: 'You do not have enough credits to run this task.' },
  NO_KEY: {
    status: 401,
    message:
      'No API key was provided. Send it in the Authorization header, as "Bearer <your key>"; the server prints its key when it starts.',
  },
  BAD_KEY: { status: 401, message: 'The API key is not valid.' },
  NOT_ROOT: { status: 403, message: 'Only the root key may do this.' },
  NO_MODEL: { status: 403, message: 'Model variant is not available' },
  NO_TASK: { status: 404, message: 'Could not find Task' },
  NO_KEY_FOUND: { status: 404, message: 'Could not find Key' },
  NO_FILE: { status: 404, message: 'Could not find File' },
  NO_ROUTE: { status: 404, message: 'Unknown route' },
  NO_METHOD: { status: 405, message: 'The path has other methods' },
  LINK_EXPIRED: {
    status: 403,
    message: 'This link has expired or was altered. Fetch the task again for a fresh one.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    message: 'The file is not the one that If-Match or If-Unmodified-Since asks for.',
  },
  BODY_TOO_LARGE: { status: 413, message: 'Request Entity Too Large' },
  WRONG_CONTENT_TYPE: { status: 415, message: 'Expected the Content-Type application/json' },
  BAD_RANGE: {
    status: 416,
    message: 'Expected a range inside the file, whose length Content-Range tells.',
  },
  BAD_IDEMPOTENCY_KEY: {
    status: 400,
    message: 'Expected the Idempotency-Key header to have 1 to 255 visible ASCII characters.',
  },
  BAD_HOST: {
    status: 400,
    message: 'Expected a Host header with the address by which this server is reached.',
  },
  BAD_WEBHOOK_URL: { status: 400, message: 'The webhook URL cannot be used.' },
  // Not a 409, which the SDKs would send again blindly.
  KEY_REUSED: {
    status: 422,
    message:
      'This Idempotency-Key was used with another request. Send the same request, or choose a new key.',
    retry: false,
  },
  DAILY_LIMIT: {
    status: 429,
    message: 'Your daily task limit has been reached.',
    // The SDKs would try again at once, twice, and be refused again.
    retry: false,
  },
  RATE_LIMIT: {
    status: 429,
    message: 'Too many requests from this key. Slow down, and try again shortly.',
    retry: true,
  },
  TOO_MANY_GUESSES: {
    status: 429,
    message:
      'Too many wrong API keys have come from your address. Check the key, and try again in a minute.',
    // At once it would only be refused again.
    retry: false,
  },
  TOO_MANY_STREAMS: {
    status: 429,
    message: 'This key follows as many tasks at once as it may. Close a stream, or poll the task.',
    retry: false,
  },
  INTERNAL: { status: 500, message: 'Internal server error' },
  UNAVAILABLE: { status: 503, message: 'The server is busy or stopping. Try again.', retry: true },
  STORAGE_FULL: {
    status: 503,
    message: 'The server has no room left to store anything. Its operator has to make some.',
    retry: false,
  },
  STORAGE_REFUSED: {
    status: 503,
    message:
      'The storage of this server refuses what is asked of it. Its operator finds the reason in the log.',
    retry: false,
  },
} as const satisfies Record<string, ApiErrorRow>;

export type ApiErrorCode = keyof typeof apiErrors;

/** What systems and databases (by SQLSTATE) say when nothing more can be written. */
const storageFullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', '53100'];

/** Whether that is what an error is about, or one that caused it: libraries like to wrap it. */
export function isStorageFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    storageFullCodes.includes((error as { code?: unknown }).code) || isStorageFull(error.cause)
  );
}

/** One thing wrong with a request, in the form of a zod issue. */
export interface Issue {
  code: string;
  path: (string | number)[];
  message: string;
  [extra: string]: unknown;
}

/** A request that is answered with an error; the HTTP layer turns it into the reply. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly issues: Issue[] | undefined;

  constructor(
    code: ApiErrorCode,
    options: { message?: string; issues?: Issue[]; cause?: unknown } = {},
  ) {
    super(options.message ?? apiErrors[code].message, { cause: options.cause });
    this.code = code;
    this.issues = options.issues;
  }

  get status(): number {
    return apiErrors[this.code].status;
  }

  get retry(): boolean | undefined {
    return (apiErrors[this.code] as ApiErrorRow).retry;
  }
}

export interface FailureRow {
  /** Runway's `failureCode`, as the task shows it. */
  failureCode: string;
  message: string;
  /** How often the task is taken up again before it fails. */
  retries: number;
  /** Seconds before the first retry; doubled for each one after it. */
  retryDelaySeconds: number;
  /** Where the doubling ends. */
  maxRetryDelaySeconds?: number;
}

/** Why a render can fail, and what happens then. */
export const failures = {
  /** An input that was accepted turns out not to decode. */
  ASSET_INVALID: {
    failureCode: 'ASSET.INVALID',
    message: 'An input image could not be decoded.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  /** The storage has another file under the name of an input image than was stored there. */
  INPUT_DAMAGED: {
    failureCode: 'INTERNAL',
    message: 'The server has lost a part of an input image. Send the request again.',
    retries: 3,
    retryDelaySeconds: 2,
  },
  /** The engine made something that is not the clip it promised. */
  BAD_OUTPUT: {
    failureCode: 'INTERNAL.BAD_OUTPUT.01',
    message: 'The rendered clip did not pass its checks.',
    retries: 1,
    retryDelaySeconds: 1,
  },
  /** There was no room for the clip; somebody may make some. */
  STORAGE_FULL: {
    failureCode: 'INTERNAL',
    message: 'The server has no room left to store the clip.',
    retries: 3,
    retryDelaySeconds: 10,
  },
  /** The storage did not answer; it comes back, and the task can wait for hours. */
  STORAGE_AWAY: {
    failureCode: 'INTERNAL',
    message: 'The storage of the server could not be reached.',
    retries: 30,
    retryDelaySeconds: 10,
    maxRetryDelaySeconds: 300,
  },
  /** The process that rendered died: killed, out of memory, crashed. */
  WORKER_LOST: {
    failureCode: 'INTERNAL',
    message: 'The process rendering this task died.',
    retries: 3,
    retryDelaySeconds: 0,
  },
  TIMED_OUT: {
    failureCode: 'INTERNAL',
    message: 'The render took longer than it may.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  INTERNAL: {
    failureCode: 'INTERNAL',
    message: 'An unexpected error occurred.',
    retries: 1,
    retryDelaySeconds: 1,
  },
  /** Whether the upstream has accepted the task cannot be told, and a second one might be paid twice. */
  SUBMISSION_UNCERTAIN: {
    failureCode: 'SUBMISSION_UNCERTAIN',
    message:
      'The upstream was sent this task and its answer was lost. It was not sent again, lest it be paid for twice.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  /** It did not answer, and the operator wants to submit again at the risk of paying twice. */
  UPSTREAM_SILENT: {
    failureCode: 'THIRD_PARTY.UNAVAILABLE',
    message: 'The upstream did not answer when it was sent this task.',
    retries: 3,
    retryDelaySeconds: 5,
  },
  /** It took no new task for now, or was not there: nothing was submitted, so waiting costs nothing. */
  UPSTREAM_BUSY: {
    failureCode: 'THIRD_PARTY.UNAVAILABLE',
    message: 'The upstream takes no task at the moment.',
    retries: 20,
    retryDelaySeconds: 5,
    maxRetryDelaySeconds: 300,
  },
  /** It does not take the key that the operator gave. */
  UPSTREAM_UNAUTHORIZED: {
    failureCode: 'THIRD_PARTY.UNAUTHORIZED',
    message:
      'The upstream does not accept the key of this server. Its operator has to set it right.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  /** The operator's account there is empty. */
  UPSTREAM_NO_CREDITS: {
    failureCode: 'THIRD_PARTY.NO_CREDITS',
    message: 'The account of this server at the upstream has no credits left.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  /** It does not take this request, whoever sends it. */
  UPSTREAM_REFUSED: {
    failureCode: 'THIRD_PARTY.REFUSED',
    message: 'The upstream refused the task.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  /** It took the task and failed it; message and code are its own. */
  UPSTREAM_FAILED: {
    failureCode: 'THIRD_PARTY.FAILED',
    message: 'The upstream failed the task.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  /** It does not know the task any more that it took. */
  UPSTREAM_LOST: {
    failureCode: 'THIRD_PARTY.LOST',
    message: 'The upstream does not know the task any more.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  /** The same, and its operator has it submitted again: a card of their own bills nobody. */
  UPSTREAM_FORGOT: {
    failureCode: 'THIRD_PARTY.LOST',
    message: 'The upstream does not know the task any more.',
    retries: 2,
    retryDelaySeconds: 5,
  },
  UPSTREAM_TIMED_OUT: {
    failureCode: 'THIRD_PARTY.TIMED_OUT',
    message: 'The upstream took longer over the task than it may.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  /** Its link leads where this server fetches nothing from. */
  UPSTREAM_LINK: {
    failureCode: 'THIRD_PARTY.BAD_OUTPUT',
    message: 'The upstream links to an address from which this server fetches nothing.',
    retries: 0,
    retryDelaySeconds: 0,
  },
  /** Its clip did not arrive whole. The upstream is asked again, which makes nothing anew. */
  UPSTREAM_OUTPUT: {
    failureCode: 'THIRD_PARTY.BAD_OUTPUT',
    message: 'The clip of the upstream could not be fetched.',
    retries: 5,
    retryDelaySeconds: 2,
    maxRetryDelaySeconds: 60,
  },
} as const satisfies Record<string, FailureRow>;

export type FailureClass = keyof typeof failures;

/** A render that did not make its clip, with the row of the failure table that says what follows. */
export class RenderFailure extends Error {
  override name = 'RenderFailure';
  readonly failureClass: FailureClass;
  /** Another than the row's: what an upstream has said, in its own words. */
  readonly failureCode: string | undefined;
  /** How long whoever refused wants to be left alone; 0: as long as the row says. */
  readonly retryAfterSeconds: number;

  constructor(
    failureClass: FailureClass,
    options: {
      message?: string;
      failureCode?: string | undefined;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(options.message ?? failures[failureClass].message, { cause: options.cause });
    this.failureClass = failureClass;
    this.failureCode = options.failureCode;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 0;
  }
}
