/**
 * The composition root: the only file that knows everyone.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { clipRules } from './clip-rules.ts';
import type { Config } from './config.ts';
import { createEngineStates, type EngineStates } from './engine/engine-states.ts';
import type { ModelFile, WantedModel } from './engine/manifest.ts';
import type { Registry } from './engine/registry.ts';
import { buildApp } from './http/app.ts';
import { createAuthenticate } from './http/auth.ts';
import { listenAtBothLoopbacks } from './http/both-loopbacks.ts';
import { describeTask } from './http/describe-task.ts';
import { createLinks, readLinkBase } from './http/links.ts';
import type { App } from './http/services.ts';
import {
  type Confinement,
  findConfinement,
  findOtherUser,
  unconfined,
} from './media/confinement.ts';
import { createInspector, type Inspector } from './media/inspector.ts';
import { chooseDepthModel, openDepthModel } from './models.ts';
import { createGuardedPost } from './net/guarded-post.ts';
import { joinObservers, type Observe } from './observe/observe.ts';
import { openEngines, secretsOf } from './open-engines.ts';
import { sweepDeletions } from './queue/remove.ts';
import { forgetIdempotencyKeys } from './queue/repeats.ts';
import { startQueue } from './queue/start.ts';
import { startWebhooks } from './queue/webhooks.ts';
import { startWorker, type Worker } from './queue/worker.ts';
import { announce } from './store/announcement.ts';
import { StorageUnusable } from './store/artifacts/artifacts.ts';
import { openRoom } from './store/artifacts/room.ts';
import { checkStorage, openArtifacts, StorageMismatch } from './store/artifacts/storage.ts';
import { createStrayClipSweep } from './store/artifacts/stray-clips.ts';
import { type Database, isDatabaseAway, openDatabase } from './store/database/database.ts';
import { SchemaTooNew } from './store/database/migrate.ts';
import { CannotLock } from './store/file-lock.ts';
import { FolderInUse } from './store/folder-lock.ts';
import { claimInput, sweepInputs } from './store/inputs/input-claims.ts';
import { createInputs, type Inputs } from './store/inputs/inputs.ts';
import { sweepUploads } from './store/inputs/uploads.ts';
import { sweepClips, sweepTasks } from './store/retention.ts';
import { makeRootKey, type RootKey, RootKeyUnusable, readRootKey } from './store/root-key.ts';
import { readOrMakeSecret } from './store/settings.ts';
import { startSweeper } from './store/sweeper.ts';
import { ensureUsableFolder, FolderUnusable } from './store/usable-folder.ts';
import { openWorkFolder, type WorkFolder } from './store/work-folder.ts';
import { isStorageFull } from './task/errors.ts';

export interface Server {
  /** Where it listens, `http://127.0.0.1:8420`. */
  url: string;
  /** A key that works. */
  apiKey: string;
  /** Where that key is kept, unless the configuration gave it. */
  rootKey?: RootKey;
  /** Hand back what runs, let go of everything. Called twice, it does it once. */
  close(): Promise<void>;
}

export interface StartOptions {
  log: Logger;
  /** Are told every step of every task's life that is taken in this process. */
  observers?: readonly Observe[];
}

/**
 * Start everything on one database: the API, and the renders unless `render` is false.
 * @throws StartError when the data folder is in use, the database unreachable or the address taken.
 */
export async function startServer(
  config: Config,
  options: StartOptions & { render?: boolean },
): Promise<Server> {
  const { log, render = true } = options;
  return starting(config, log, async (undo) => {
    await expectFreeAddress(config);
    const keptKey = config.apiKey ? undefined : await readRootKey(config.dataDir);
    const shared = await openShared(config, { ...options, render }, undo);
    const { database, artifacts, registry, states, boss, observe } = shared;
    if (!render && database.exclusive) {
      log.warn(
        'Nothing renders: the embedded database belongs to this process alone. Set DATABASE_URL for workers.',
      );
    }
    const receiving = await openWorkFolder(path.join(config.dataDir, 'receiving'));
    undo.push(() => receiving.close());
    undo.push(startSweeping(config, shared, receiving, log));
    const worker = render ? await startRendering(config, shared, log, undo) : undefined;

    const inspector = createInspector({
      timeoutMs: config.limits.decodeTimeoutMs,
      idleMs: config.limits.idleProcessSeconds * 1000,
      confinement: shared.confinement.ofInspectors,
    });
    undo.push(() => inspector.close());

    // Only now: of a start that comes to nothing there would be a key that nobody was shown.
    const rootKey = config.apiKey ? undefined : (keptKey ?? (await makeRootKey(config.dataDir)));
    const apiKey = config.apiKey ?? rootKey!.key;
    const links = createLinks({
      secret: await readOrMakeSecret(database.sql, 'links'),
      rootKey: apiKey,
      lifetimeSeconds: config.limits.linkLifetimeSeconds,
      publicUrl: config.publicUrl,
    });
    const webhookRules = {
      allowedHosts: config.inputHosts,
      allowedRanges: config.inputRanges,
    };
    const webhooks = startWebhooks({
      database,
      post: createGuardedPost({ ...webhookRules, timeoutMs: config.limits.webhookTimeoutMs }),
      describe: (task) => describeTask(task, readLinkBase(task.webhook_base!), links),
      limits: config.limits,
      log,
      observe,
    });
    undo.push(() => webhooks.stop());

    const proofSecret = randomBytes(32).toString('hex');
    const app = buildApp(
      {
        database,
        boss,
        registry,
        states,
        artifacts,
        worker,
        inputs: openInputs(config, shared, inspector),
        links,
        receiving: receiving.path,
        webhookRules,
        room: openRoom(config.dataDir, config.limits.minFreeBytes),
        authenticate: createAuthenticate(database, apiKey),
        secrets: [apiKey, ...secretsOf(config)],
        observe,
        strict: config.strict,
        proofSecret,
        limits: { ...config.limits, corsOrigins: config.corsOrigins },
      },
      log,
    );
    // Together: a client that will not finish must not keep the renders going meanwhile.
    undo.push(() =>
      Promise.all([
        closeApp(app, config.limits.stopTimeoutMs),
        worker?.stop(drainMs(config, database)),
      ]),
    );
    const url = await app
      .listen({ host: config.host, port: config.port })
      .catch((error) => throwListenError(error, config));
    if (config.host === 'localhost') {
      const stop = await listenAtBothLoopbacks(app.server);
      app.server.once('close', stop);
    }
    undo.push(await announce(config.dataDir, { pid: process.pid, url, secret: proofSecret }));
    return { url, apiKey, rootKey };
  });
}

/**
 * Start the renders alone, on the database and the storage that they share with a server elsewhere.
 * @throws StartError
 */
export async function startWorkerProcess(
  config: Config,
  options: StartOptions,
): Promise<{ close(): Promise<void> }> {
  if (!config.databaseUrl) {
    throw new StartError(
      'A worker needs DATABASE_URL, the PostgreSQL that it shares with a server: the embedded database ' +
        'belongs to one process, which renders by itself ("photoplay serve").',
    );
  }
  return starting(config, options.log, async (undo) => {
    const shared = await openShared(config, { ...options, render: true }, undo);
    await startRendering(config, shared, options.log, undo);
    return {};
  });
}

/** Whether the engines elsewhere answer; what becomes of tasks tells it, too. */
function watchEngines(
  { limits }: Config,
  registry: Registry,
  { log, observers = [] }: StartOptions,
): { states: EngineStates; observe: Observe | undefined } {
  const states = createEngineStates(registry.engines(), {
    log,
    everyMs: limits.engineCheckSeconds * 1000,
    timeoutMs: limits.engineCheckTimeoutMs,
  });
  const note: Observe = (step) => {
    if (step.step === 'upstream-asked') states.note(step.engine, step.outcome !== 'silent');
  };
  const isElsewhere = registry.engines().some(({ kind }) => kind === 'upstream');
  const listeners = isElsewhere ? [...observers, note] : observers;
  // What a listener throws is its own affair, but somebody is to know.
  const onError = (error: unknown) => log.error({ err: error }, 'an observer of tasks failed');
  return { states, observe: joinObservers(listeners, onError) };
}

type Undo = (() => Promise<unknown>)[];

/** Start by `steps`, each of which says how it is undone; if one fails, undo what was done. */
async function starting<T extends object>(
  config: Config,
  log: Logger,
  steps: (undo: Undo) => Promise<T>,
): Promise<T & { close(): Promise<void> }> {
  const undo: Undo = [];
  const close = onlyOnce(async () => {
    // Whatever fails, the rest is still let go of: above all the database and its lock.
    const errors: unknown[] = [];
    for (const step of undo.reverse()) await step().catch((error) => errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, 'The server did not stop cleanly.');
  });
  try {
    await ensureUsableFolder(config.dataDir, 'PHOTOPLAY_DATA_DIR');
    return { ...(await steps(undo)), close };
  } catch (error) {
    await close().catch((failure) => log.error({ err: failure }, 'clean-up after a failed start'));
    throw explainStartError(error, config);
  }
}

/** What servers and workers have in common: database, storage, engines, queue. */
async function openShared(
  config: Config,
  { log, render, observers = [] }: StartOptions & { render: boolean },
  undo: Undo,
) {
  const confinement = await confineChildren(config, log);
  const registry = await openEngines(config, {
    log,
    children: {
      idleMs: config.limits.idleProcessSeconds * 1000,
      confinement: confinement.ofRenders,
    },
    openDepthModel: (wanted) => findDepthModel(config, { log, render, wanted }),
  }).catch((error: Error) => {
    throw new StartError(error.message, { cause: error });
  });
  undo.push(() => registry.close());
  const { states, observe } = watchEngines(config, registry, { log, observers });
  undo.push(() => states.stop());
  for (const engine of registry.engines()) {
    const facts = engine.facts?.();
    if (facts && render) log.info({ engine: engine.id, ...facts }, 'engine is ready');
  }
  const artifacts = await openArtifacts(config);
  undo.push(() => artifacts.close());
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: config.dataDir,
    limits: config.limits,
  });
  undo.push(() => database.close());
  await checkStorage(database, artifacts);
  const boss = await startQueue(
    database,
    registry.engines().map(({ id }) => id),
    log,
  );
  undo.push(() => boss.stop({ graceful: true, timeout: config.limits.stopTimeoutMs }));
  return { database, artifacts, registry, states, boss, confinement, observe };
}

/** How the children are to be started that decode pictures; what that is gets told. */
async function confineChildren(
  { confineChildren: wish, dataDir, storage }: Config,
  log: Logger,
): Promise<{ ofInspectors: Confinement; ofRenders: Confinement }> {
  if (wish === 'never') return { ofInspectors: unconfined, ofRenders: unconfined };
  const secret = ['api-key', 'database', 'artifacts', 'receiving'];
  const hidden = secret.map((name) => path.join(dataDir, name));
  if (storage?.folder) hidden.push(storage.folder);
  const code = fileURLToPath(import.meta.url);
  const needed = [process.execPath, code];
  const found = await findConfinement({ hidden, needed: [...needed, dataDir] });
  if ('confinement' in found) {
    return { ofInspectors: found.confinement, ofRenders: found.confinement };
  }
  const { reason } = found;
  if (wish === 'always') {
    throw new StartError(
      `The processes that decode pictures cannot be confined here (${reason}), and confineChildren is "always". docs/operations.md tells what it takes.`,
    );
  }
  log.info({ reason }, 'the processes that decode pictures are not confined (docs/operations.md)');
  return { ofInspectors: await findOtherUser({ needed }), ofRenders: unconfined };
}

type Shared = Awaited<ReturnType<typeof openShared>>;

async function startRendering(
  config: Config,
  shared: Shared,
  log: Logger,
  undo: Undo,
): Promise<Worker> {
  const worker = await startWorker({
    ...shared,
    concurrency: config.concurrency,
    workParent: path.join(config.dataDir, 'work'),
    ...clipRules(config, shared.confinement.ofRenders),
    limits: config.limits,
    log,
  });
  undo.push(() => worker.stop(drainMs(config, shared.database)));
  return worker;
}

/** Remove, now and then, what has outlived its use. @returns what stops it */
function startSweeping(
  { limits }: Config,
  { database, artifacts, observe }: Shared,
  receiving: WorkFolder,
  log: Logger,
): () => Promise<void> {
  const sweeps = [
    () => receiving.sweep(),
    () => sweepDeletions(database, artifacts, observe),
    () => sweepUploads(database, artifacts),
    createStrayClipSweep(database, artifacts),
    () => forgetIdempotencyKeys(database.sql, limits),
    () => sweepTasks(database, artifacts, limits),
    () => sweepClips(database, artifacts, limits),
    () => sweepInputs(database, artifacts, limits),
  ];
  return startSweeper(sweeps, (error) => log.error({ err: error }, 'sweep failed'));
}

function openInputs(
  { inputHosts, inputRanges, limits, strict }: Config,
  { database, artifacts }: Shared,
  inspector: Inspector,
): Inputs {
  return createInputs(artifacts, inspector, {
    fetch: { allowedHosts: inputHosts, allowedRanges: inputRanges },
    limits,
    strict,
    claim: (artifact) => claimInput(database, artifact, limits),
  });
}

/** With the database to itself, nobody else could go on meanwhile: whoever stops it wants it stopped. */
function drainMs(config: Config, database: Database): number {
  return database.exclusive ? 0 : config.limits.drainTimeoutMs;
}

/** What a server cannot start for and its operator can mend; the message says how. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Found, checked and tried before anything depends on it: else every render would fail. */
async function findDepthModel(
  config: Config,
  { log, render, wanted }: { log: Logger; render: boolean; wanted: WantedModel | undefined },
): Promise<ModelFile | undefined> {
  // Whoever renders elsewhere needs the file; here it is only told of, in plans.
  if (!render) return chooseDepthModel(config, wanted);
  const watch = {
    warn: (reason: string) => log.warn(`No depth model is used. ${reason}`),
    onFetch: (url: string) => log.info({ url }, 'fetching the depth model'),
  };
  return openDepthModel(config, watch, wanted);
}

/** Whoever listens there already is found at once, and not when all the rest has been made. */
async function expectFreeAddress(config: Config): Promise<void> {
  const { host, port } = config;
  const trial = createServer((socket) => socket.destroy());
  trial.listen({ host, port });
  await once(trial, 'listening').catch((error) => throwListenError(error, config));
  trial.close();
  await once(trial, 'close');
}

function throwListenError(error: NodeJS.ErrnoException, { host, port }: Config): never {
  const where = `${host}:${port}`;
  const advice: Record<string, string> = {
    EADDRINUSE: `${where} is taken. Stop what listens there, or choose another port with PHOTOPLAY_PORT.`,
    EACCES: `This user may not listen at ${where}. Choose a port above 1023 with PHOTOPLAY_PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Correct PHOTOPLAY_HOST.`,
    ENOTFOUND: `This machine has no address ${host}. Correct PHOTOPLAY_HOST.`,
  };
  const message = advice[error.code ?? ''];
  throw message ? new StartError(message, { cause: error }) : error;
}

/** Errors whose message says what is wrong and what to do. */
const tellingErrors = [
  CannotLock,
  FolderInUse,
  FolderUnusable,
  RootKeyUnusable,
  SchemaTooNew,
  StorageMismatch,
  StorageUnusable,
];

/** The network's, and PostgreSQL's for connections, logins, names, rights and start or end. */
const databaseCodes = /^(E[A-Z_]+|08.*|28.*|3D.*|42501|53300|57P.*)$/;

function explainStartError(error: unknown, config: Config): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof StartError) return error;
  if (tellingErrors.some((known) => error instanceof known)) {
    return new StartError(message, { cause: error });
  }
  const { path: file } = error as NodeJS.ErrnoException;
  if (isStorageFull(error) || (file && path.resolve(file).startsWith(config.dataDir))) {
    return new StartError(
      `The folder ${config.dataDir} of PHOTOPLAY_DATA_DIR cannot be used: ${message}. ` +
        'Mend that, or name another folder by PHOTOPLAY_DATA_DIR.',
      { cause: error },
    );
  }
  if (config.databaseUrl && (databaseCodes.test(code ?? '') || isDatabaseAway(error))) {
    return new StartError(
      `The database of DATABASE_URL cannot be used: ${message || code}. Check its address, user, password and name, and what that user may do.`,
      { cause: error },
    );
  }
  return error;
}

/** Let requests under way finish, but not wait for clients that never finish theirs. */
async function closeApp(app: App, timeoutMs: number): Promise<void> {
  const deadline = setTimeout(() => app.server.closeAllConnections(), timeoutMs);
  try {
    await app.close();
  } finally {
    clearTimeout(deadline);
  }
}

function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | undefined;
  return () => {
    begun ??= work();
    return begun;
  };
}
