import os from 'node:os';

/** What a figure was measured on: a line for the head of a report. */
export function describeMachine(): string {
  const cores = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const model = cores[0]?.model.trim() || 'unknown processor';
  return `${os.type()} ${os.arch()}, ${cores.length} x ${model}, ${memory} GiB, Node ${process.versions.node}`;
}
