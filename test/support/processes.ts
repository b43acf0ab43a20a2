import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface FoundProcess {
  isAlive(): boolean;
  kill(): void;
}

/** The children of a server that render or wait to. */
export async function findRenderProcesses(parent: number): Promise<FoundProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parentId, ...args]) => Number(parentId) === parent && /worker\.ts/.test(args.join(' ')),
    )
    .map(([id]) => ({
      isAlive() {
        try {
          process.kill(Number(id), 0);
          return true;
        } catch {
          return false;
        }
      },
      kill: () => process.kill(Number(id), 'SIGKILL'),
    }));
}
