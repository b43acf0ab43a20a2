import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { testEnvironment } from './server.ts';

export interface CliRun {
  process: ChildProcess;
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
  /** Resolves with the standard output and error so far, when they match. */
  hasTold(pattern: RegExp): Promise<string>;
}

/** Run the command line as a user's shell would, its output captured: not a terminal. */
export function runCli(
  args: string[],
  { dataDir, env = {} }: { dataDir: string; env?: Record<string, string> },
): CliRun {
  const launcher = path.resolve(import.meta.dirname, '../../bin/photoplay.mjs');
  const child = spawn(process.execPath, [launcher, ...args], {
    // Port 1 is nobody's: unless a test says otherwise, no server is running.
    env: testEnvironment(dataDir, { PHOTOPLAY_PORT: '1', ...env }) as NodeJS.ProcessEnv,
    cwd: dataDir,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    process: child,
    ended,
    hasTold: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const told = stdout + stderr;
          if (pattern.test(told)) resolve(told);
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        look();
        void ended.then((end) => reject(new Error(`Ended before it told: ${JSON.stringify(end)}`)));
      }),
  };
}
