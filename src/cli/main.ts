import { readFileSync } from 'node:fs';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigError, loadConfig } from '../config.ts';
import { ratiosOf, secondsOf } from '../task/models/describe.ts';
import { modelsOf, usualModel } from '../task/models.ts';
import { taskStatuses } from '../task/task.ts';
import { completions, type Suggestions } from './completion.ts';
import { runDoctor } from './doctor.ts';
import { listEngines } from './engines.ts';
import { generate } from './generate.ts';
import { describeGenerate, describeProgram } from './help.ts';
import { init, initAnswers } from './init.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';
import { addModel, dropModel, showModels } from './models.ts';
import { CliError, exitCodes, print } from './output.ts';
import { showPlan } from './plan.ts';
import { cancelTask, showTask, showTasks } from './tasks.ts';

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError(`Expected a whole number but received "${text}".`);
  }
  return Number(text);
}

function httpUrl(text: string): string {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw new InvalidArgumentError(
      `Expected an address such as http://127.0.0.1:8420 but received "${text}".`,
    );
  }
  return text;
}

const program = new Command('photoplay')
  .description("Runway's image-to-video API on your own machine")
  .version(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version)
  // `engines test wan --json`: what follows a command is that command's.
  .enablePositionalOptions()
  .showHelpAfterError('(photoplay --help tells more)')
  .addHelpText('after', () => describeProgram())
  .exitOverride();

// `serve` and `worker` bring the whole server along, so they are loaded only when they are asked for.
program
  .command('serve')
  .description('serve the API and render its tasks')
  .option('--no-render', 'leave the rendering to workers')
  .addOption(new Option('--for-occasion').hideHelp())
  .action(async (options) => (await import('./serve.ts')).serve(loadConfig(), options));

program
  .command('worker')
  .description(
    'render the tasks of a server elsewhere, through DATABASE_URL and the shared storage',
  )
  .action(async () => (await import('./worker.ts')).work(loadConfig()));

const connection = new Option(
  '--url <url>',
  'server to talk to, with PHOTOPLAY_API_KEY (default: the one of the data folder)',
).argParser(httpUrl);
const json = new Option('--json', 'tell the result as JSON');
const model = new Option('--model <model>', 'model name');
const ratio = new Option(
  '--ratio <ratio>',
  "pixels, such as 720:1280 (default: the model's nearest to the image file)",
);
const duration = new Option('--duration <seconds>', 'length in seconds').argParser(wholeNumber);
const seed = new Option('--seed <number>', 'the same seed makes the same clip').argParser(
  wholeNumber,
);

/** Values for completion that are not the only ones: a server may have more. */
const takingImages = modelsOf('image_to_video');
const suggestions: Suggestions = {
  '--model': takingImages.map(([name]) => name),
  '--ratio': [...new Set(takingImages.flatMap(([, rules]) => ratiosOf(rules)))],
  '--duration': [...new Set(takingImages.flatMap(([, rules]) => secondsOf(rules)))]
    .sort((one, other) => one - other)
    .map(String),
};

program
  .command('generate')
  .description('make clips from images; starts a server for the occasion if none is running')
  .argument('[image...]', 'JPEG, PNG or WebP files, patterns or https URLs: the first frames')
  .option('-p, --prompt <text>', 'what the camera does, what is in the air')
  .option(
    '-o, --output <file>',
    'where the clip goes, or the folder of several; - is standard output',
  )
  .option('--sample', 'take the sample picture that comes with Photoplay')
  .option('--force', 'replace files that exist')
  .option('--last-frame <image>', 'the last frame')
  .addOption(new Option(model.flags, model.description).default(usualModel))
  .addOption(ratio)
  .addOption(
    new Option(duration.flags, `${duration.description} (default: the model's usual)`).argParser(
      wholeNumber,
    ),
  )
  .addOption(seed)
  .option('--watermark', 'put a watermark into the clip')
  .addOption(json)
  .addOption(connection)
  .addHelpText('after', () => describeGenerate())
  .action((images, options) => generate(loadConfig(), images, options));

program
  .command('plan')
  .description('show, as JSON, the shot that a prompt becomes')
  .argument('<text>', 'the prompt')
  .addOption(seed)
  .addOption(duration.default(5))
  .option('--explain', 'say as well which rule read which words')
  .addOption(json)
  .addOption(connection)
  .action((text, { json: _, ...options }) => showPlan(loadConfig(), text, options));

const engines = program
  .command('engines')
  .description('list the engines of a server, how they are, and what leads to them')
  .enablePositionalOptions()
  .addOption(json)
  .addOption(connection)
  .action((options) => listEngines(loadConfig(), options));

engines
  .command('test')
  .description('send one small real request through an engine, without a server')
  .argument('<name>', 'its name in the configuration')
  .option('--image <file>', 'the first frame (default: the sample picture)')
  .option('-p, --prompt <text>', 'the prompt', 'slow dolly in')
  .addOption(model)
  .option('-o, --output <file>', 'keep the clip')
  .option('--force', 'replace the file if it exists')
  .addOption(json)
  .action(async (name, options) =>
    (await import('./engine-test.ts')).testEngine(loadConfig(), name, options),
  );

const initCommand = program
  .command('init')
  .description('find out what server is at an address, and write a configuration for it')
  .option('--url <url>', 'where the server is, such as http://127.0.0.1:8188')
  .option('--engine <kind>', 'what it is (default: it is asked)')
  .option('--name <name>', 'what to call it (default: as its kind)')
  .option('--models <models>', 'models that lead to it, with commas between (default: all)')
  .option('-o, --output <file>', 'the file to write', 'photoplay.yaml')
  .option('--force', 'replace the file if it exists')
  .option('--no-probe', 'ask the server nothing')
  .addOption(json)
  .action((options) => init(options));
for (const { flags, description } of initAnswers()) initCommand.option(flags, description);

const tasks = program.command('tasks').description('list, show and cancel tasks');

tasks
  .command('list')
  .description('list your tasks, newest first')
  .addOption(
    new Option(
      '--status <status>',
      'only those in this state; CANCELLED ones are shown by it alone',
    ).choices(taskStatuses),
  )
  .addOption(model)
  .option('--created-after <moment>', 'such as 2026-11-24T12:00:00Z')
  .option('--created-before <moment>', 'such as 2026-11-24T12:00:00Z')
  .option('--limit <n>', 'how many at most', wholeNumber, 20)
  .addOption(json)
  .addOption(connection)
  .action((options) => showTasks(loadConfig(), options));

tasks
  .command('show')
  .description('show all that is known of a task, as JSON')
  .argument('<id>', 'its id')
  .addOption(json)
  .addOption(connection)
  .action((id, options) => showTask(loadConfig(), id, options));

tasks
  .command('cancel')
  .description('cancel a task that has not ended yet')
  .argument('<id>', 'its id')
  .addOption(json)
  .addOption(connection)
  .action((id, options) => cancelTask(loadConfig(), id, options));

const keys = program.command('keys').description('make, list and revoke keys (root key only)');

keys
  .command('create')
  .description('make a key and print it, this once')
  .requiredOption('--name <name>', 'what it is for')
  .option('--credits <n>', 'what it may spend (default: no limit)', wholeNumber)
  .option('--concurrent-tasks <n>', 'tasks at once; further ones wait as THROTTLED', wholeNumber)
  .option('--tasks-per-day <n>', 'tasks in any 24 hours', wholeNumber)
  .option('--posts-per-minute <n>', 'requests that make something', wholeNumber)
  .option('--webhook-url <url>', 'where the ends of its tasks are told')
  .option('--expires-in-days <n>', 'days until it stops working', wholeNumber)
  .addOption(json)
  .addOption(connection)
  .action((options) => createKey(loadConfig(), options));

keys
  .command('list')
  .description('list every key')
  .addOption(json)
  .addOption(connection)
  .action((options) => listKeys(loadConfig(), options));

keys
  .command('revoke')
  .description('revoke a key at once')
  .argument('<id>', 'its id, as listed')
  .addOption(json)
  .addOption(connection)
  .action((id, options) => revokeKey(loadConfig(), id, options));

const models = program.command('models').description('list, fetch and remove depth models');

models
  .command('list')
  .description('list the models known by name, and which is used')
  .addOption(json)
  .action((options) => showModels(loadConfig(), options));

models
  .command('add')
  .description('fetch a model, check its hash and try it; servers use it from their next start')
  .argument('<name>', 'its name, such as depth')
  .action((name) => addModel(loadConfig(), name));

models
  .command('remove')
  .description('remove its file')
  .argument('<name>', 'its name')
  .action((name) => dropModel(loadConfig(), name));

program
  .command('doctor')
  .description('check what is installed, writable and reachable')
  .addOption(json)
  .action((options) => runDoctor(loadConfig(), options));

program
  .command('completion')
  .description('print a script that completes commands and options in your shell')
  .addArgument(new Argument('<shell>').choices(Object.keys(completions)))
  .action((shell: keyof typeof completions) => print(completions[shell](program, suggestions)));

// Who reads our output may stop reading it: `photoplay tasks list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** Say what is wrong. @returns the exit code that tells it to a script */
function explain(error: unknown): number {
  // Help and version come this way too; commander has said all there is to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.misuse;
  if (!(error instanceof CliError || error instanceof ConfigError)) throw error;
  process.stderr.write(`photoplay: ${error.message}\n`);
  return error instanceof CliError ? error.exitCode : exitCodes.misuse;
}
