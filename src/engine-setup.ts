/**
 * The composition root of `photoplay init`: what is asked of whoever has a server and no
 * configuration, how the server is recognised, and the file that comes of it. No engine is named here.
 */
import { parse as parseYaml, stringify as writeYaml } from 'yaml';
import { describeIssue } from './config/describe-issue.ts';
import { makeEnginesSchema } from './config/engines.ts';
import { ConfigError } from './config.ts';
import type { Question, Recognised } from './engine/manifest.ts';
import { routesWith } from './engine/routes.ts';
import { engineKinds } from './engine-kinds.ts';
import { unconfined } from './media/confinement.ts';
import { createOwnFetch } from './net/own-fetch.ts';
import { openEngine } from './open-engines.ts';
import { findNearest, suggest } from './task/nearest.ts';

/** A kind of engine that hands work to a server. */
export interface ServerKind {
  kind: string;
  summary: string;
  usualUrl: string | undefined;
  questions: readonly Question[];
}

/** What was found at an address. */
export type Found = Recognised & { kind: string };

/** What init has learnt of an engine. */
export interface Setup {
  /** The name of the instance. */
  name: string;
  kind: string;
  /** What the server has said that it is; undefined: it was not asked. */
  what: string | undefined;
  settings: Record<string, unknown>;
  /** The models that are to lead to it; `*` is every other one. */
  models: readonly string[];
}

/** No answer came from an address. */
export class NothingThere extends Error {
  override name = 'NothingThere';
}

const manifests = engineKinds.filter(({ probe }) => probe);
/** How long a server may take to say what it is. */
const probeTimeoutMs = 10_000;

/** Every kind that `init` can set up, in the order in which they are offered. */
export function serverKinds(): ServerKind[] {
  return manifests.map(({ kind, summary, usualUrl, questions = [] }) => ({
    kind,
    summary,
    usualUrl,
    questions,
  }));
}

/**
 * Ask the server at an address what it is, as every kind asks it.
 * @param baseUrl without a slash at its end
 * @returns the kinds that know it, in their order; none: it is another server
 * @throws NothingThere with the reason
 */
export async function recognise(baseUrl: string): Promise<Found[]> {
  const fetch = createOwnFetch();
  const answers = await Promise.allSettled(
    manifests.map(async ({ kind, probe }): Promise<Found | undefined> => {
      const signal = AbortSignal.timeout(probeTimeoutMs);
      const found = await probe!(baseUrl, { fetch, signal });
      return found && { kind, ...found };
    }),
  );
  const silent = answers.filter((answer) => answer.status === 'rejected');
  if (silent.length === answers.length) throw new NothingThere(reasonOf(silent[0]?.reason));
  return answers.flatMap((answer) =>
    answer.status === 'fulfilled' && answer.value ? [answer.value] : [],
  );
}

/** What `fetch` says is only that it failed; why stands in the cause. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return `no answer within ${probeTimeoutMs / 1000} seconds`;
  return cause instanceof Error && cause.message ? cause.message : message;
}

/**
 * The text of a configuration file with one engine and the models that lead to it, checked as a start
 * would check it.
 * @throws ConfigError with what has to be mended
 */
export async function writeConfiguration({
  name,
  kind,
  what,
  settings,
  models,
}: Setup): Promise<string> {
  const engines = { [name]: { kind, ...settings } };
  const routes = Object.fromEntries(models.map((model) => [model, name]));
  const head = [
    '# Written by "photoplay init". A server reads it when PHOTOPLAY_CONFIG names it.',
    `# ${name}: ${what ?? `${kind}, which was not asked what it is`}`,
    '# "*" stands for every model that is not named beside it.',
  ].join('\n');
  const text = `${head}\n\n${writeYaml({ models: routes, engines })}`;
  await checkEngines(parseYaml(text).engines, name);
  try {
    routesWith(Object.fromEntries(models.map((model) => [model, [{ engine: name }]])));
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
  return text;
}

/** That the settings are right, and that an engine can be made of them: its files are there, too. */
async function checkEngines(engines: Record<string, object>, name: string): Promise<void> {
  const schema = makeEnginesSchema(engineKinds, engines);
  const read = schema.safeParse(engines, { reportInput: true });
  if (!read.success) {
    const about = { schema, whole: 'engines' };
    const wrong = read.error.issues.flatMap((issue) => describeIssue(issue, about));
    throw new ConfigError(wrong.join('\n  '));
  }
  const written = read.data.find((engine) => engine.id === name)!;
  // The variables need not be set yet, and no server is asked with what stands in their place.
  const variables = Object.fromEntries(Object.keys(written.variables).map((key) => [key, 'unset']));
  const fetch = () => Promise.reject(new Error('Nothing is asked while a file is written.'));
  try {
    const engine = await openEngine(
      { ...written, variables },
      {
        log: silent,
        children: { idleMs: 0, confinement: unconfined },
        openDepthModel: async () => undefined,
      },
      fetch,
    );
    await engine.close?.();
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
}

/** @throws ConfigError that says which there are */
export function requireKind(kind: string): ServerKind {
  const kinds = serverKinds();
  const known = kinds.find((one) => one.kind === kind);
  if (known) return known;
  const names = kinds.map((one) => one.kind);
  throw new ConfigError(
    `Expected the engine to be one of ${names.join(', ')} but received "${kind}".${suggest(findNearest(kind, names))}`,
  );
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
