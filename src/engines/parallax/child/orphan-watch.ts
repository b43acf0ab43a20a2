/**
 * Ends a render process whose parent has died, from a thread of its own: the main thread paints for
 * hundreds of milliseconds at a time, and were it ever to hang, nobody would be left to kill it.
 */
const everyMs = 500;
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, everyMs);
