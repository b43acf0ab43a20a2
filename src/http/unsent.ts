import type { ServerResponse } from 'node:http';
import type { App } from './services.ts';

/**
 * Bounds what answers take up in memory while their clients do not read them. Beyond it, whoever has
 * left an answer unread for longest is hung up on: those who read have theirs in milliseconds. Only
 * text is counted: files are read as they go, and a buffer is one for all who are sent it.
 */
export function boundUnsent(app: App, maxUnsentBytes: number): void {
  /** Oldest first. */
  const unsent = new Map<ServerResponse, number>();
  let total = 0;

  function forget(response: ServerResponse): void {
    total -= unsent.get(response) ?? 0;
    unsent.delete(response);
  }

  app.addHook('onSend', async (_request, { raw }, payload) => {
    if (typeof payload !== 'string') return;
    const size = Buffer.byteLength(payload);
    unsent.set(raw, size);
    total += size;
    raw.once('close', () => forget(raw));
    for (const oldest of unsent.keys()) {
      if (total <= maxUnsentBytes) break;
      forget(oldest);
      oldest.destroy();
    }
  });
}
