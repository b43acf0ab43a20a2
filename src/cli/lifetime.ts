import pino, { type Logger } from 'pino';

/** End the process in an orderly way on a signal; on a second one, at once. */
export function stopOnSignals(stop: (reason: string) => Promise<void>, log: Logger): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    let received = 0;
    process.on(signal, () => {
      received += 1;
      if (received > 1) process.exit(1);
      stop(signal).catch((error) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      });
    });
  }
}

/** On a terminal, lines for people; elsewhere JSON for machines. Standard error, beside the greeting. */
export function createLog(level: string): Logger {
  if (!process.stderr.isTTY) return pino({ level }, pino.destination(2));
  return pino({
    level,
    transport: {
      target: 'pino-pretty',
      options: {
        destination: 2,
        translateTime: 'HH:MM:ss',
        // A request is one line.
        messageFormat: '{msg}{if method} {method} {path}: {status} in {ms} ms{end}',
        ignore: 'pid,hostname,reqId,method,path,status,ms',
        singleLine: true,
      },
    },
  });
}
