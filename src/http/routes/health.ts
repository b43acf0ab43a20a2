import { sql } from 'kysely';
import { ApiError } from '../../task/errors.ts';
import type { Routes } from '../services.ts';

/** `/healthz`: the process answers, and what its engines tell. `/readyz`: it can also reach its database. */
export const health: Routes = (app, { database, limits, registry }) => {
  app.get('/healthz', { schema: { hide: true } }, async () => ({
    status: 'ok',
    ...Object.assign({}, ...registry.engines().map((engine) => engine.facts?.())),
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
