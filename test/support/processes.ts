import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface FoundProcess {
  pid: number;
  isAlive(): boolean;
  kill(signal?: NodeJS.Signals): void;
}

/** The children of a server that render or wait to. */
export const findRenderProcesses = (parent: number) =>
  findChildren(parent, 'engines/parallax/child/child.ts');

/** The children of a server that look at images or wait to. */
export const findInspectors = (parent: number) => findChildren(parent, 'media/inspector-child.ts');

/** @param script below `src/`; of one that has moved there would never be a process. */
async function findChildren(parent: number, script: string): Promise<FoundProcess[]> {
  const file = fileURLToPath(new URL(`../../src/${script}`, import.meta.url));
  await access(file);
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parentId, ...args]) => Number(parentId) === parent && args.join(' ').includes(file))
    .map(([id]) => ({
      pid: Number(id),
      isAlive() {
        try {
          process.kill(Number(id), 0);
          return true;
        } catch {
          return false;
        }
      },
      kill: (signal = 'SIGKILL') => void process.kill(Number(id), signal),
    }));
}

/** What a process has of the machine's memory. */
export async function residentBytes(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) * 1024;
}
