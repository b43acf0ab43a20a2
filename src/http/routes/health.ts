import { sql } from 'kysely';
import { ApiError } from '../../task/errors.ts';
import type { Routes } from '../services.ts';

/** `/healthz`: the process answers, and by which depth it films. `/readyz`: it can also reach its database. */
export const health: Routes = (app, { database, limits, depth }) => {
  app.get('/healthz', { schema: { hide: true } }, async () => ({
    status: 'ok',
    depth,
  }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    const late = Promise.withResolvers<never>();
    const waitMs = limits.readyTimeoutMs;
    const message = `The database has not answered for ${waitMs} ms.`;
    const giveUp = () => late.reject(new ApiError('UNAVAILABLE', { message }));
    const timer = setTimeout(giveUp, waitMs);
    try {
      await Promise.race([sql`select 1`.execute(database.sql), late.promise]);
      return { status: 'ok' };
    } finally {
      clearTimeout(timer);
    }
  });
};
