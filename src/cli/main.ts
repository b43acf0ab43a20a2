import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigError, loadConfig } from '../config.ts';
import { runDoctor } from './doctor.ts';
import { generate } from './generate.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';
import { addModel, dropModel, showModels } from './models.ts';
import { CliError } from './output.ts';
import { showPlan } from './plan.ts';
import { cancelTask, showTask, showTasks } from './tasks.ts';

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError(`Expected a whole number but received "${text}".`);
  }
  return Number(text);
}

// `serve` and `worker` bring the whole server along, so they are loaded only when they are asked for.
const program = new Command('photoplay')
  .description("Runway's image-to-video API on your own machine")
  .version(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version)
  .showHelpAfterError('(photoplay --help tells more)');

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

const connection = new Option('--url <url>', 'server to talk to (default: the local one)');

program
  .command('generate')
  .description('make a clip from an image; starts a server for the occasion if none is running')
  .argument('<image>', 'JPEG, PNG or WebP file, or an https URL: the first frame')
  .requiredOption('-p, --prompt <text>', 'what the camera does, what is in the air')
  .option('-o, --output <file>', 'where the clip goes', 'clip.mp4')
  .option('--last-frame <image>', 'the last frame')
  .option('--model <model>', 'model name', 'gen4_turbo')
  .option(
    '--ratio <ratio>',
    "pixels, such as 720:1280 (default: the model's nearest to the image file)",
  )
  .option('--duration <seconds>', 'length in seconds', wholeNumber, 5)
  .option('--seed <number>', 'the same seed makes the same clip', wholeNumber)
  .option('--watermark', 'put a watermark into the clip')
  .addOption(connection)
  .action((image, options) => generate(loadConfig(), image, options));

program
  .command('plan')
  .description('show, as JSON, the shot that a prompt becomes')
  .argument('<text>', 'the prompt')
  .option('--seed <number>', 'seed for what the prompt leaves open', wholeNumber)
  .option('--duration <seconds>', 'length in seconds', wholeNumber, 5)
  .addOption(connection)
  .action((text, options) => showPlan(loadConfig(), text, options));

const tasks = program.command('tasks').description('list, show and cancel tasks');

tasks
  .command('list')
  .description('list your tasks, newest first')
  .option('--status <status>', 'only those in this state, such as RUNNING')
  .option('--model <model>', 'only those of this model')
  .option('--created-after <moment>', 'such as 2026-11-24T12:00:00Z')
  .option('--created-before <moment>', 'such as 2026-11-24T12:00:00Z')
  .option('--limit <n>', 'how many at most', wholeNumber, 20)
  .addOption(connection)
  .action((options) => showTasks(loadConfig(), options));

tasks
  .command('show')
  .description('show all that is known of a task, as JSON')
  .argument('<id>', 'its id')
  .addOption(connection)
  .action((id, options) => showTask(loadConfig(), id, options));

tasks
  .command('cancel')
  .description('cancel a task that has not ended yet')
  .argument('<id>', 'its id')
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
  .addOption(connection)
  .action((options) => createKey(loadConfig(), options));

keys
  .command('list')
  .description('list every key')
  .addOption(connection)
  .action((options) => listKeys(loadConfig(), options));

keys
  .command('revoke')
  .description('revoke a key at once')
  .argument('<id>', 'its id, as listed')
  .addOption(connection)
  .action((id, options) => revokeKey(loadConfig(), id, options));

const models = program.command('models').description('list, fetch and remove depth models');

models
  .command('list')
  .description('list the models known by name, and which is used')
  .action(() => showModels(loadConfig()));

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
  .action(() => runDoctor(loadConfig()));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CliError || error instanceof ConfigError)) throw error;
  process.stderr.write(`photoplay: ${error.message}\n`);
  process.exitCode = error instanceof CliError ? error.exitCode : 1;
}
