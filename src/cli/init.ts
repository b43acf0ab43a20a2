import {
  type Found,
  NothingThere,
  recognise,
  requireKind,
  type ServerKind,
  serverKinds,
  writeConfiguration,
} from '../engine-setup.ts';
import { type Asker, createAsker } from './ask.ts';
import { reportInit } from './init-report.ts';
import { refuseExisting, writeOnce } from './new-file.ts';
import { CliError, exitCodes, tell, toLine } from './output.ts';
import { readServerAddress } from './server-address.ts';

/** Beside these, the answer to each question of an engine, by the name of its setting. */
export interface InitOptions {
  engine?: string;
  url?: string;
  /** What the engine is to be called. */
  name?: string;
  /** Models that are to lead to it, with commas between. */
  models?: string;
  output: string;
  force?: boolean;
  /** Whether the server is asked what it is. */
  probe: boolean;
  json?: boolean;
}

/** A server that is to be an engine. */
type Chosen = Partial<Found> & { kind: string; baseUrl: string };

/** Every question of every kind as an option, the same setting once. */
export function initAnswers(): { flags: string; description: string }[] {
  const asked = serverKinds().flatMap(({ kind, questions }) =>
    questions.map((question) => ({ ...question, kind })),
  );
  return [...Map.groupBy(asked, ({ setting }) => setting)].map(([setting, questions]) => {
    const { words } = questions[0]!;
    const kinds = questions.map(({ kind }) => kind).join(', ');
    const description = `${kinds}: ${words[0]!.toLowerCase()}${words.slice(1)}`;
    return { flags: `${flagOf(setting)} <value>`, description };
  });
}

/** `apiKeyVariable` -> `--api-key-variable` */
function flagOf(setting: string): string {
  return `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * Write a configuration file for a server that is there. What no option says is asked, at a terminal.
 * @throws CliError, ConfigError
 */
export async function init(options: InitOptions, asker = openAsker(options)): Promise<void> {
  try {
    await refuseExisting(options);
    if (options.engine) requireKind(options.engine);
    const chosen = await chooseServer(options, asker);
    const manifest = requireKind(chosen.kind);
    const answers = await answerQuestions(chosen, manifest, options, asker);
    const name = options.name ?? (await asker?.ask('What to call it', chosen.kind)) ?? chosen.kind;
    const given =
      options.models ?? (await asker?.ask('Models that lead to it; * is every one', '*')) ?? '*';
    const models = given.split(',').flatMap((model) => model.trim() || []);
    const settings = { baseUrl: chosen.baseUrl, ...chosen.settings, ...answers };
    const what = chosen.what && toLine(chosen.what);
    const setup = { name, kind: chosen.kind, what, settings, models };
    await writeOnce(await writeConfiguration(setup), options);
    const variable = answers.apiKeyVariable ?? '';
    reportInit({ ...setup, ...chosen, what, variable }, options);
  } finally {
    asker?.close();
  }
}

function openAsker({ json }: InitOptions): Asker | undefined {
  return !json && process.stdin.isTTY && process.stderr.isTTY ? createAsker() : undefined;
}

/** At a terminal a wrong address is asked for again. */
async function chooseServer(options: InitOptions, asker: Asker | undefined): Promise<Chosen> {
  for (let { url } = options; ; url = undefined) {
    try {
      return await readServer(options, url ?? (await askAddress(options, asker)), asker);
    } catch (error) {
      if (!asker || !(error instanceof CliError) || error.exitCode > 128) throw error;
      tell(error.message);
    }
  }
}

async function askAddress({ engine }: InitOptions, asker: Asker | undefined): Promise<string> {
  const { usualUrl } = engine ? requireKind(engine) : {};
  if (asker) return asker.ask('Where does the server run? Its address', usualUrl);
  if (usualUrl) return usualUrl;
  throw misuse('Say where the server is, as with --url http://127.0.0.1:8188.');
}

async function readServer(
  { engine, probe }: InitOptions,
  given: string,
  asker: Asker | undefined,
): Promise<Chosen> {
  const baseUrl = readServerAddress(given);
  if (!probe) {
    if (engine) return { kind: engine, baseUrl };
    throw misuse(`Say with --engine which server it is, for --no-probe asks nobody: ${kinds()}.`);
  }
  tell(`Asking ${baseUrl} what it is …`);
  const found = await recognise(baseUrl).catch((error) => {
    if (!(error instanceof NothingThere)) throw error;
    throw new CliError(
      `Nothing answers at ${baseUrl} (${error.message}). Start the server there or correct the address; with --engine and --no-probe the file is written all the same.`,
      exitCodes.unreachable,
    );
  });
  const fitting = engine ? found.filter(({ kind }) => kind === engine) : found;
  const one = fitting.length > 1 && asker ? await askWhich(fitting, asker) : fitting[0];
  if (fitting.length > 1 && !asker) {
    const names = fitting.map(({ kind, what }) => `${kind} (${what})`);
    throw misuse(`The server at ${baseUrl} may be ${names.join(' or ')}. Say which with --engine.`);
  }
  if (one) return { baseUrl, ...one };
  throw new CliError(describeStranger(baseUrl, engine, found));
}

function describeStranger(baseUrl: string, engine: string | undefined, found: Found[]): string {
  const other = found[0];
  if (other) {
    return `The server at ${baseUrl} is no ${engine}: it is ${other.what}, which is --engine ${other.kind}.`;
  }
  const wanted = engine ? `none that --engine ${engine} knows` : `none that is known (${kinds()})`;
  return `A server answers at ${baseUrl}, but it is ${wanted}. Check the port and the path; if it hides behind a key or a proxy, name it with --engine and --no-probe.`;
}

function kinds(): string {
  return serverKinds()
    .map(({ kind }) => kind)
    .join(', ');
}

async function askWhich(found: Found[], asker: Asker): Promise<Found> {
  for (const { kind, what } of found) tell(`  ${kind.padEnd(10)} ${what}`);
  for (;;) {
    const answer = await asker.ask('Which of them is it', found[0]!.kind);
    const one = found.find(({ kind }) => kind === answer);
    if (one) return one;
  }
}

/** What the options say, then what the server has said, then what is answered, then what is usual. */
async function answerQuestions(
  { what, settings = {}, wantsKey }: Chosen,
  { kind, questions }: ServerKind,
  options: InitOptions,
  asker: Asker | undefined,
): Promise<Record<string, string>> {
  if (what) tell(`It is ${toLine(what)}.`);
  const answers: Record<string, string> = {};
  const known = options as unknown as Record<string, string | undefined>;
  for (const { setting, words, usual, needed } of questions) {
    const isNeeded = needed || (wantsKey && setting === 'apiKeyVariable');
    if (known[setting] !== undefined) answers[setting] = known[setting];
    else if (setting in settings) continue;
    else if (asker) {
      const hint = isNeeded ? '' : ' (Enter for none)';
      const answer = await asker.ask(`${words}${hint}`, isNeeded ? usual : undefined);
      if (answer) answers[setting] = answer;
    } else if (isNeeded && usual) answers[setting] = usual;
    if (isNeeded && !answers[setting]) {
      throw misuse(`${kind} needs one answer more, ${flagOf(setting)}: ${words}.`);
    }
  }
  return answers;
}

function misuse(message: string): CliError {
  return new CliError(message, exitCodes.misuse);
}
