/**
 * The only reader of the environment. Everything else receives what it needs.
 */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { findContradictions } from './config/contradictions.ts';
import { describeIssue } from './config/describe-issue.ts';
import { type ConfiguredEngine, makeEnginesSchema } from './config/engines.ts';
import { addressRange, inputHost, origin } from './config/network-names.ts';
import { type ConfigFile, readConfigFile } from './config/read-file.ts';
import { routeSchema } from './config/routes.ts';
import { findUnknownVariables, withoutServiceLinks } from './config/unknown-variables.ts';
import type { WrittenRoute } from './engine/routes.ts';
import { engineKinds } from './engine-kinds.ts';

/** `Expected … but received …` of a text that `isRight` takes. */
const text = (expected: string, isRight: (text: string) => boolean) =>
  z.string().refine(isRight, expected);

/** A URL that others are put together from: nothing may follow its path. */
const baseUrl = text('Expected a URL such as https://video.example.com', (given) => {
  const url = URL.parse(given);
  return /^https?:$/.test(url?.protocol ?? '') && !/[?#@]/.test(given);
});

/** Every limit, by the name it has in the file that `PHOTOPLAY_CONFIG` points to. */
const limitsSchema = z
  .strictObject({
    /** Bytes of a request's body: two data URIs of 5 MiB and what is around them. */
    maxBodyBytes: z
      .int()
      .positive()
      .default(12 * 2 ** 20),
    /**
     * Bytes of all bodies that are being read or worked on; 503 beyond. Like all that is for the
     * whole server, they are shared out: a key may have as much as it leaves free for others.
     */
    maxBodiesBytes: z
      .int()
      .positive()
      .default(768 * 2 ** 20),
    /** How deep a body's JSON may be nested; a request of this API is four deep. */
    maxJsonDepth: z.int().positive().default(32),
    /** Values and names in a body's JSON; a request of this API has a few dozen. */
    maxJsonValues: z.int().positive().default(10_000),
    /** Bytes of a refused body that are read and dropped, so that its sender sees the answer. */
    maxDiscardBytes: z
      .int()
      .nonnegative()
      .default(64 * 2 ** 20),
    /** How long that may take; then the connection is closed. */
    discardTimeoutMs: z.int().positive().default(30_000),
    /** Bytes of answers that their clients do not read; whoever reads nothing longest is cut off. */
    maxUnsentBytes: z
      .int()
      .positive()
      .default(64 * 2 ** 20),
    /** Requests of one connection that wait for the answer before theirs; beyond, it is closed. */
    maxPipelined: z.int().positive().default(32),
    /** Characters of a data URI or a bare Base64 string; Runway's schema has no more either. */
    maxEncodedLength: z
      .int()
      .positive()
      .max(5 * 2 ** 20)
      .default(5 * 2 ** 20),
    /** Bytes of an image fetched from a URL; 16 MiB at most if `strict`. */
    maxFetchBytes: z
      .int()
      .positive()
      .default(64 * 2 ** 20),
    /** For the whole fetch of one URL. */
    fetchTimeoutMs: z.int().positive().default(10_000),
    /** Images fetched at a time, and as many uploads read. */
    maxFetches: z.int().positive().default(12),
    /** Images decoded at a time, for checking them. */
    maxDecodes: z.int().positive().default(3),
    /** Pixels of an image: 16384 x 12288, the most that phones take. Beyond 8000 a side they are scaled down. */
    maxImagePixels: z
      .int()
      .positive()
      .default(16_384 * 12_288),
    /** Memory for the decoder of an image that cannot be read row by row (interlaced, WebP). */
    maxDecodeBytes: z
      .int()
      .positive()
      .default(640 * 2 ** 20),
    /** A process that takes longer over one image is killed, and the image refused. */
    decodeTimeoutMs: z.int().positive().default(30_000),
    /**
     * How long a process that looks at images, or one that waits loaded for the next render, is kept
     * with nothing to do. 0: neither waits for more work.
     */
    idleProcessSeconds: z.number().nonnegative().max(86_400).default(300),
    /** Images that may wait for either; beyond that, 503. */
    maxWaiting: z.int().nonnegative().default(128),
    /** How long one waits before it is turned away with a 503. */
    maxWaitMs: z.int().positive().default(5000),
    /** Bytes of an uploaded file. */
    maxUploadBytes: z
      .int()
      .positive()
      .default(64 * 2 ** 20),
    /** Files arriving at a time, each of them on the disk; 503 beyond. */
    maxUploads: z.int().positive().default(64),
    /** How long an upload can be used. */
    uploadLifetimeSeconds: z
      .int()
      .positive()
      .default(24 * 3600),
    /** Room on the data folder's disk below which nothing new is accepted. */
    minFreeBytes: z
      .int()
      .nonnegative()
      .default(256 * 2 ** 20),
    /** Requests that make tasks or uploads, per key, unless the key says otherwise. */
    postsPerMinute: z.int().positive().default(600),
    /** The same for the root key: its holder is trusted, but a loop of theirs is still a loop. */
    rootPostsPerMinute: z.int().positive().default(6000),
    /** Wrong keys that may come from an address; beyond, 429 to all but keys that were right before. */
    wrongKeysPerMinute: z.int().positive().default(60),
    /** How long an `Idempotency-Key` stands for the request it was first sent with. */
    idempotencyKeySeconds: z
      .int()
      .positive()
      .default(24 * 3600),
    /** How long an SDK's blind retry finds the task that its first try made. */
    retryMemorySeconds: z.int().nonnegative().default(600),
    /** How long a client may take to send a request's headers. */
    headersTimeoutMs: z.int().positive().default(10_000),
    /** How long a client may take to send a whole request, an upload included. */
    requestTimeoutMs: z.int().positive().default(300_000),
    /** How long a connection may lie still, within a request or between two. */
    idleTimeoutMs: z.int().positive().default(72_000),
    /** Connections at a time, shared out among addresses; further ones are closed as they come. */
    maxConnections: z.int().positive().default(4000),
    /** A render that takes longer fails. */
    renderTimeoutSeconds: z.int().positive().default(1800),
    /** How long a worker counts as alive without renewing its claim; it renews twice a second. */
    leaseSeconds: z.int().min(2).max(3600).default(15),
    /** How long a stopping worker of a cluster lets its renders finish before it hands them back. */
    drainTimeoutMs: z.int().nonnegative().max(3_600_000).default(10_000),
    /** How long an upstream may take over one answer. */
    upstreamTimeoutMs: z.int().positive().max(600_000).default(60_000),
    /** Bytes of a clip as it comes from an upstream. */
    maxClipBytes: z
      .int()
      .positive()
      .default(2 ** 30),
    /** Pixels of its frames: 8K, the largest that codecs of today are made for. */
    maxClipPixels: z
      .int()
      .positive()
      .default(8192 * 4320),
    /** How long it may take to bring one to what was asked for. */
    clipTimeoutMs: z.int().positive().default(900_000),
    /** How long the server of such a clip may send nothing before the fetch is given up. */
    clipSilenceMs: z.int().positive().default(30_000),
    /** Bytes of a depth model fetched from a URL. */
    maxModelBytes: z
      .int()
      .positive()
      .default(2 * 2 ** 30),
    /** For the whole fetch of a depth model. */
    modelTimeoutMs: z.int().positive().default(1_800_000),
    /** How long the server of a depth model may send nothing before the fetch is given up. */
    modelSilenceMs: z.int().positive().default(8000),
    /** Estimates of a depth model that are kept, one per picture and size; 0.5 MB each. */
    maxKeptDepths: z.int().nonnegative().default(200),
    /** How long a link to a clip works. */
    linkLifetimeSeconds: z
      .int()
      .positive()
      .default(24 * 3600),
    /** How long a finished clip is kept; then its task has no output any more. */
    keepClipsSeconds: z
      .int()
      .positive()
      .default(30 * 24 * 3600),
    /** How long a finished task is kept; at least a day, and while its idempotency key stands. */
    keepTasksSeconds: z
      .int()
      .min(24 * 3600)
      .default(90 * 24 * 3600),
    /** How long an input image is kept after the last task that needed it. */
    keepInputsSeconds: z
      .int()
      .min(3600)
      .default(24 * 3600),
    /** Event streams that a key may have open, per process. */
    maxStreamsPerKey: z.int().nonnegative().default(64),
    /** A stream on which nothing happens says so this often, lest a proxy take it for dead. */
    streamHeartbeatMs: z.int().positive().default(15_000),
    /** How long a link to a task's events may be opened; it stands in pages, so it ends soon. */
    eventLinkSeconds: z.int().positive().default(900),
    /** How long a webhook's receiver may take to answer. */
    webhookTimeoutMs: z.int().positive().default(10_000),
    /** Before a webhook's second attempt, its third, …: twelve attempts in a day. Then it is given up. */
    webhookDelaysSeconds: z
      .array(z.number().nonnegative().max(86_400))
      .max(100)
      .default([5, 30, 120, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 28_800]),
    /** Webhooks sent at a time. */
    maxWebhooks: z.int().positive().default(8),
    /** How long PostgreSQL is waited for, for a new connection or one of those in use; 503 beyond. */
    databaseConnectTimeoutMs: z.int().min(100).default(10_000),
    /** How long it may take over one statement, and say nothing; then the connection is given up. */
    databaseTimeoutMs: z.int().min(100).max(3_600_000).default(15_000),
    /** Between two questions to an engine elsewhere how it is; 0: it is not asked. */
    engineCheckSeconds: z.number().nonnegative().max(3600).default(30),
    /** How long it may take to answer. */
    engineCheckTimeoutMs: z.int().min(100).max(600_000).default(10_000),
    /** `/readyz` is a 503 when the database has not answered for so long. */
    readyTimeoutMs: z.int().min(100).default(3000),
    /** How long a stopping server waits for requests under way; then it hangs up. */
    stopTimeoutMs: z.int().positive().max(600_000).default(5000),
  })
  .prefault({});

const makeFileSchema = (engines: ReturnType<typeof makeEnginesSchema>) =>
  z
    .strictObject({
      /** Refuse what Runway refuses, also where this server would make the best of it. */
      strict: z.boolean().default(false),
      /** Model -> engine, beside or instead of the built-in routes; `*` is every model not named here. */
      models: z.record(z.string(), routeSchema).default({}),
      /** Engines by their names: each has a kind, and that kind's settings. */
      engines,
      /** Where `models add` fetches from: a mirror that answers as the public hub does. */
      modelHub: z.url({ protocol: /^https?$/ }).optional(),
      /** Origins (`https://app.example.com`) whose pages may call the API from a browser. */
      corsOrigins: z.array(origin).default([]),
      /**
       * Ranges of addresses that count as public when images and webhooks are looked up: those that a
       * proxy on this machine gives to names (198.18.0.0/15), or a network's own.
       */
      inputRanges: z.array(addressRange).default([]),
      /** How requests to the S3 server name the bucket: `host/bucket`, `bucket.host`, or what it takes. */
      s3AddressingStyle: z.enum(['auto', 'path', 'virtual']).default('auto'),
      /** Where clients reach the S3 server of `PHOTOPLAY_STORAGE`, if elsewhere than this program does. */
      s3PublicEndpoint: baseUrl.optional(),
      /**
       * Whether the processes that decode pictures are kept from all that is not theirs: where the
       * system lets them be, or else not at all (`always` refuses to start then).
       */
      confineChildren: z.enum(['auto', 'always', 'never']).default('auto'),
      limits: limitsSchema,
    })
    .prefault({});

const wholeNumber = (fallback: number, least: number, most: number) =>
  text(`Expected a whole number from ${least} to ${most}`, (digits) => {
    const number = Number(digits);
    return /^\s*\d{1,9}\s*$/.test(digits) && number >= least && number <= most;
  })
    .transform(Number)
    .default(fallback);

/** Below the folder that the program is started in. */
export const defaultDataDir = '.photoplay';

const environmentSchema = z.object({
  PHOTOPLAY_HOST: text(
    'Expected an address or a name such as 127.0.0.1, without scheme and port',
    (host) => !/[\s/[\]]|^[^:]*:[^:]*$/.test(host),
  ).default('127.0.0.1'),
  PHOTOPLAY_PORT: wholeNumber(8420, 0, 65535),
  PHOTOPLAY_DATA_DIR: z.string().default(defaultDataDir),
  // What a header cannot carry would never match.
  PHOTOPLAY_API_KEY: text('Expected at least 8 visible ASCII characters and no spaces', (key) =>
    /^[\x21-\x7e]{8,}$/.test(key),
  ).optional(),
  PHOTOPLAY_PUBLIC_URL: baseUrl.optional(),
  PHOTOPLAY_CONCURRENCY: wholeNumber(Math.max(1, Math.floor(availableParallelism() / 2)), 1, 256),
  PHOTOPLAY_INPUT_HOSTS: z
    .string()
    .default('')
    .transform((hosts) =>
      hosts
        .split(',')
        .map((host) => host.trim())
        .filter(Boolean),
    )
    .pipe(z.array(inputHost)),
  PHOTOPLAY_CONFIG: z.string().optional(),
  PHOTOPLAY_DEPTH: z.enum(['auto', 'cues']).default('auto'),
  PHOTOPLAY_MODELS_DIR: z.string().optional(),
  HF_ENDPOINT: z.string().default('https://huggingface.co'),
  CI: z.string().optional(),
  DATABASE_URL: text('Expected a URL such as postgres://user:password@host/database', (url) =>
    /^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? ''),
  ).optional(),
  PHOTOPLAY_STORAGE: text(
    'Expected s3://bucket/prefix, or the absolute path of a folder',
    (where) => /^(s3:\/\/[a-z0-9][a-z0-9.-]+(\/[^?#]*)?|\/.*)$/.test(where),
  ).optional(),
  AWS_ENDPOINT_URL: z.string().optional(),
  AWS_ENDPOINT_URL_S3: z.string().optional(),
  AWS_REGION: z.string().optional(),
  AWS_DEFAULT_REGION: z.string().optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
});

/** Whose values no error shows; an address of a database has a password in it. */
const secrets = ['PHOTOPLAY_API_KEY', 'DATABASE_URL'];

export type Limits = Readonly<z.infer<typeof limitsSchema>>;

export type Config = Readonly<{
  host: string;
  port: number;
  /** Absolute. */
  dataDir: string;
  apiKey: string | undefined;
  publicUrl: string | undefined;
  concurrency: number;
  inputHosts: readonly string[];
  inputRanges: readonly string[];
  databaseUrl: string | undefined;
  /** Where artifacts are; undefined: in the data folder. */
  storage: ReturnType<typeof readStorage>;
  /** Refuse what Runway refuses, also where this server would make the best of it. */
  strict: boolean;
  /** Whether the processes that decode pictures are confined. */
  confineChildren: 'auto' | 'always' | 'never';
  models: Readonly<Record<string, WrittenRoute>>;
  /** Whether depth may come from a model, or from image cues alone. */
  depth: 'auto' | 'cues';
  /** Where fetched models are kept, absolute, and where they are fetched from. */
  modelsDir: string;
  modelHub: string;
  /** Nobody is watching: nothing large is fetched unasked. */
  unattended: boolean;
  engines: readonly ConfiguredEngine[];
  corsOrigins: readonly string[];
  limits: Limits;
}>;

/** A setting that cannot be used; the message says which, what was expected and what came. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Read the configuration.
 * @throws ConfigError
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is how shells and compose files say "not set".
  const given = Object.fromEntries(
    Object.entries(withoutServiceLinks(environment)).filter(([, value]) => value !== ''),
  );
  const variables = Object.keys(environmentSchema.shape);
  report('environment', findUnknownVariables(given, variables));
  const env = check(environmentSchema, given, 'environment');
  const { settings: written, lineOf } = readFile(env.PHOTOPLAY_CONFIG);
  const fileSchema = makeFileSchema(makeEnginesSchema(engineKinds, written.engines, environment));
  const file = check(fileSchema, written, env.PHOTOPLAY_CONFIG ?? '', lineOf);
  report('environment and file', findContradictions({ environment: env, file, written }));
  const { limits } = file;
  return Object.freeze({
    host: env.PHOTOPLAY_HOST,
    port: env.PHOTOPLAY_PORT,
    dataDir: path.resolve(env.PHOTOPLAY_DATA_DIR),
    apiKey: env.PHOTOPLAY_API_KEY,
    publicUrl: env.PHOTOPLAY_PUBLIC_URL?.replace(/\/+$/, ''),
    concurrency: env.PHOTOPLAY_CONCURRENCY,
    inputHosts: env.PHOTOPLAY_INPUT_HOSTS,
    databaseUrl: env.DATABASE_URL,
    storage: readStorage(env, file),
    strict: file.strict,
    confineChildren: file.confineChildren,
    models: file.models,
    depth: env.PHOTOPLAY_DEPTH,
    modelsDir: path.resolve(
      env.PHOTOPLAY_MODELS_DIR ?? path.join(env.PHOTOPLAY_DATA_DIR, 'models'),
    ),
    modelHub: (file.modelHub ?? env.HF_ENDPOINT).replace(/\/+$/, ''),
    unattended: env.CI !== undefined && env.CI !== 'false',
    engines: file.engines,
    corsOrigins: file.corsOrigins,
    inputRanges: file.inputRanges,
    // The headers are part of the request: with a shorter one they have less, too.
    limits: {
      ...limits,
      headersTimeoutMs: Math.min(limits.headersTimeoutMs, limits.requestTimeoutMs),
    },
  });
}

function readStorage(
  env: z.infer<typeof environmentSchema>,
  { s3PublicEndpoint, s3AddressingStyle }: z.infer<ReturnType<typeof makeFileSchema>>,
) {
  const where = env.PHOTOPLAY_STORAGE;
  if (!where) return undefined;
  if (!where.startsWith('s3://')) return { folder: where };
  const { hostname: bucket, pathname } = new URL(where);
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  return {
    s3: {
      bucket,
      prefix: pathname.replace(/^\/+|\/+$/g, ''),
      endpoint: env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL,
      publicEndpoint: s3PublicEndpoint,
      addressingStyle: s3AddressingStyle,
      region: env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'us-east-1',
      credentials:
        AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY
          ? {
              accessKeyId: AWS_ACCESS_KEY_ID,
              secretAccessKey: AWS_SECRET_ACCESS_KEY,
              sessionToken: AWS_SESSION_TOKEN,
            }
          : undefined,
    },
  };
}

/** What stands in the file, if there is one. @throws ConfigError */
function readFile(file: string | undefined): ConfigFile {
  if (!file) return { settings: {}, lineOf: () => undefined };
  try {
    return readConfigFile(file);
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
}

function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: string,
  lineOf: ConfigFile['lineOf'] = () => undefined,
): z.infer<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const about = { schema, whole: where, secrets: [...secrets, ...engineSecrets(value)] };
  return report(
    where,
    parsed.error.issues.flatMap((issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      return describeIssue(issue, about).map((told, index) => {
        const line = lineOf([...issue.path, ...keys.slice(index, index + 1)]);
        return line === undefined ? told : `line ${line}: ${told}`;
      });
    }),
  ) as never;
}

/** The settings of engines, as far as their kinds say so, whose values no error shows either. */
function engineSecrets(file: unknown): string[] {
  const { engines } = (file ?? {}) as { engines?: unknown };
  const names = engineKinds.flatMap(({ secrets = [] }) => secrets);
  return Object.keys(engines ?? {}).flatMap((id) => names.map((name) => `engines.${id}.${name}`));
}

/** @throws ConfigError if there is anything wrong */
function report(where: string, wrong: string[]): void {
  if (wrong.length === 0) return;
  throw new ConfigError(
    `The configuration (${where}) is not valid:\n${wrong.map((line) => `  ${line}`).join('\n')}`,
  );
}
