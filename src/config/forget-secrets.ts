import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Read once, into the configuration. */
const ours = [
  'PHOTOPLAY_API_KEY',
  'DATABASE_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
];
/** Read by libraries, again and again. */
const theirs = ['PGPASSWORD'];

/**
 * Take the secrets out of the environment, once the configuration has them. What a process began with
 * can be read in `/proc/<pid>/environ` by every process of its user for as long as it lives, whatever
 * becomes of its variables; so that very memory is written over. Where the system does not let it,
 * they stay.
 */
export function forgetSecrets(more: readonly string[] = []): void {
  const names = [...ours, ...more];
  for (const name of names) delete process.env[name];
  // Set anew, a variable moves elsewhere in memory.
  for (const name of theirs) if (process.env[name]) process.env[name] = `${process.env[name]}`;
  if (process.platform !== 'linux') return;
  try {
    overwrite([...names, ...theirs]);
  } catch {
    // Some containers have no such file or give no leave to write it.
  }
}

function overwrite(names: readonly string[]): void {
  const block = readFileSync('/proc/self/environ');
  const start = findEnvironmentBlock();
  const memory = openSync('/proc/self/mem', 'r+');
  try {
    for (let from = 0; from < block.length; ) {
      const end = block.indexOf(0, from);
      const to = end < 0 ? block.length : end;
      const name = block.toString('latin1', from, to).split('=')[0]!;
      const value = from + name.length + 1;
      if (names.includes(name) && to > value) {
        writeSync(memory, Buffer.alloc(to - value, '*'), 0, to - value, start + value);
      }
      from = to + 1;
    }
  } finally {
    closeSync(memory);
  }
}

/** Where in memory the block begins: `env_start`, the 50th field of proc_pid_stat(5). */
function findEnvironmentBlock(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  // The second field is the program's name in brackets, and may have anything in it.
  const fromThird = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
  return Number(fromThird[50 - 3]);
}
