import { isIP } from 'node:net';
import { sayReceived } from '../task/issue-words.ts';

/** What the checks below look at: what came of the environment and the file, and what stood in the file. */
interface Settings {
  environment: {
    AWS_ACCESS_KEY_ID?: string | undefined;
    AWS_SECRET_ACCESS_KEY?: string | undefined;
    AWS_SESSION_TOKEN?: string | undefined;
    AWS_ENDPOINT_URL?: string | undefined;
    AWS_ENDPOINT_URL_S3?: string | undefined;
    PHOTOPLAY_STORAGE?: string | undefined;
  };
  file: { s3AddressingStyle: string; s3PublicEndpoint?: string | undefined; limits: Limits };
  written: Readonly<Record<string, unknown>>;
}

type Limits = Readonly<Record<string, unknown>>;

/** Settings that are each fine and together have no effect, or another than their names say. */
export function findContradictions(settings: Settings): string[] {
  return [...checkS3(settings), ...checkLimits(settings), ...checkTimes(settings)];
}

function checkS3({ environment, file, written }: Settings): string[] {
  if (!environment.PHOTOPLAY_STORAGE?.startsWith('s3://')) {
    return ['s3PublicEndpoint', 's3AddressingStyle']
      .filter((name) => name in written)
      .map((name) => `${name}: It has no effect without PHOTOPLAY_STORAGE=s3://bucket/prefix.`);
  }
  const wrong: string[] = [];
  for (const name of ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'] as const) {
    const url = environment[name];
    if (url === undefined) continue;
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '') || /[?#@]/.test(url)) {
      return [`${name}: Expected a URL such as https://s3.example.com${sayReceived(url)}.`];
    }
  }
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = environment;
  if (id && !secret) {
    wrong.push('AWS_SECRET_ACCESS_KEY: Expected it beside AWS_ACCESS_KEY_ID; neither works alone.');
  }
  if (secret && !id) {
    wrong.push('AWS_ACCESS_KEY_ID: Expected it beside AWS_SECRET_ACCESS_KEY; neither works alone.');
  }
  if (environment.AWS_SESSION_TOKEN && !id && !secret) {
    wrong.push(
      'AWS_SESSION_TOKEN: It has no effect without AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  }
  if (file.s3AddressingStyle === 'virtual') {
    const endpoint = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
    for (const url of [endpoint, file.s3PublicEndpoint]) {
      const host = url && new URL(url).hostname.replace(/^\[|\]$/g, '');
      if (host && isIP(host)) {
        wrong.push(
          `s3AddressingStyle: "virtual" puts the bucket before the name of ${url}, which has none but an address. Give the endpoint by its name, or choose "path".`,
        );
      }
    }
  }
  return wrong;
}

/** A limit, and another one beyond which it cannot have its effect. */
const bounds: [limit: string, bound: string, why: string][] = [
  ['maxEncodedLength', 'maxBodyBytes', 'the image is in the body'],
  ['headersTimeoutMs', 'requestTimeoutMs', 'the headers are part of the request'],
  ['keepClipsSeconds', 'keepTasksSeconds', 'a clip goes with its task'],
];

/** Only what was written is anybody's mistake: a default that another limit cuts short is none. */
function checkLimits({ file: { limits }, written }: Settings): string[] {
  const given = (written.limits ?? {}) as Limits;
  const wrong = bounds
    .filter(([limit]) => limit in given)
    .filter(([limit, bound]) => Number(limits[limit]) > Number(limits[bound]))
    .map(
      ([limit, bound, why]) =>
        `limits.${limit}: Expected at most ${limits[bound]}, which is limits.${bound}, but received ${limits[limit]}: ${why}.`,
    );
  const { keepTasksSeconds, idempotencyKeySeconds } = limits as Record<string, number>;
  if ('keepTasksSeconds' in given && keepTasksSeconds! < idempotencyKeySeconds!) {
    wrong.push(
      `limits.keepTasksSeconds: Expected at least ${idempotencyKeySeconds}, which is limits.idempotencyKeySeconds, but received ${keepTasksSeconds}: a task is kept as long as its idempotency key stands.`,
    );
  }
  return wrong;
}

/** What a timer can wait, 24 days: told to wait longer, it does not wait at all. */
const longestMs = 2 ** 31 - 1;
/** A hundred years: moments much further away are beyond what a database can tell. */
const longestSeconds = 100 * 366 * 24 * 3600;

function checkTimes({ file: { limits } }: Settings): string[] {
  return Object.entries(limits).flatMap(([name, value]) => {
    const isTimer = name.endsWith('Ms') || name === 'renderTimeoutSeconds';
    if (!isTimer && !name.endsWith('Seconds')) return [];
    const perSecond = name.endsWith('Ms') ? 1000 : 1;
    const most = isTimer ? Math.floor((longestMs / 1000) * perSecond) : longestSeconds;
    if (!(Number(value) > most)) return [];
    const length = isTimer ? '24 days' : '100 years';
    return [`limits.${name}: Expected at most ${most} (${length}) but received ${value}.`];
  });
}
