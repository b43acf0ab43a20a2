import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether processes here can be left with little memory: it takes Linux, with util-linux. */
export const canLeaveLittle = process.platform === 'linux';

/** From now on a process gets no more than `room` bytes beyond the memory that it has mapped. */
export function leaveLittleMemory(pid: number, room: number): void {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/VmSize:\s+(\d+)/.exec(status)![1]);
  execFileSync('prlimit', ['--pid', `${pid}`, `--as=${kilobytes * 1024 + room}`]);
}
