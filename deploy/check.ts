/**
 * `npm run check:deploy`: do by hand what an engine would do with the Dockerfile, as far as that
 * goes without one: copy what it copies, run what it runs, start what it starts, ask for health.
 * Needs npm's registry.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const place = mkdtempSync(path.join(tmpdir(), 'photoplay-image-'));
const [build, final] = ['build', 'final'].map((name) => path.join(place, name)) as [string, string];
const instructions = readFileSync(path.join(root, 'deploy/Dockerfile'), 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .map((line) => /^([A-Z]+) +(.*)$/.exec(line))
  .filter((match) => match !== null)
  .map(([, name, argument]) => ({ name: name!, argument: argument! }));
const stages = instructions.reduce<(typeof instructions)[]>((all, instruction) => {
  if (instruction.name === 'FROM') all.push([]);
  else all.at(-1)!.push(instruction);
  return all;
}, []);

const shell = (command: string, cwd: string) =>
  execFileSync('sh', ['-c', command], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });

try {
  for (const folder of [build, final]) mkdirSync(folder);
  const allowed = readFileSync(path.join(root, '.dockerignore'), 'utf8').match(/^!.*$/gm)!;
  const context = execFileSync('git', ['ls-files', ...allowed.map((line) => line.slice(1))], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file && !/\.(test|suite)\.ts$/.test(file));
  for (const { name, argument } of stages[0]!) {
    if (name === 'RUN') {
      process.stdout.write(`RUN ${argument}\n`);
      shell(argument, build);
    } else if (name === 'COPY') {
      for (const file of context) cpSync(path.join(root, file), path.join(build, file));
    }
  }
  for (const { name, argument } of stages[1]!.filter(({ name }) => name === 'COPY')) {
    process.stdout.write(`${name} ${argument}\n`);
    const [target, ...sources] = argument.split(/\s+/).slice(1).reverse();
    for (const source of sources) {
      const from = path.join(build, path.relative('/app', source));
      cpSync(from, path.join(final, target === './' ? path.basename(source) : target!), {
        recursive: true,
        verbatimSymlinks: true,
      });
    }
  }
  const size = execFileSync('du', ['-sm', final], { encoding: 'utf8' }).split('\t')[0];
  process.stdout.write(`${size} MB beside the base image\n`);
  await checkHealth(final);
} finally {
  rmSync(place, { recursive: true, force: true });
}

async function checkHealth(app: string): Promise<void> {
  const server = spawn(process.execPath, ['bin/photoplay.mjs', 'serve'], {
    cwd: app,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PHOTOPLAY_DATA_DIR: path.join(place, 'data'),
      PHOTOPLAY_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (text) => {
      const [, ready] = /ready at (\S+)/.exec(String(text)) ?? [];
      if (ready) resolve(ready);
    });
    server.once('exit', (code) => reject(new Error(`The server ended with code ${code}`)));
  });
  server.removeAllListeners('exit');
  const health = await fetch(`${url}/readyz`);
  process.stdout.write(`/readyz answers ${health.status}\n`);
  server.kill('SIGTERM');
  const code = await new Promise((resolve) => server.once('exit', resolve));
  process.stdout.write(`SIGTERM ends it with code ${code}\n`);
  if (!health.ok || code !== 0) process.exitCode = 1;
}
