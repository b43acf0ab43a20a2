import { sql } from 'kysely';
import { ApiError } from '../../task/errors.ts';
import type { Routes } from '../services.ts';

/**
 * `/healthz`: the process answers, and what its engines tell. `/readyz`: it can also reach its
 * database, and how the engines elsewhere are; one that is down does not make this server unready.
 */
export const health: Routes = (app, { database, limits, registry, states }) => {
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
      const upstreams = registry.engines().filter(({ kind }) => kind === 'upstream');
      const engines = Object.fromEntries(upstreams.map(({ id }) => [id, states.of(id).state]));
      return { status: 'ok', ...(upstreams.length > 0 && { engines }) };
    } finally {
      clearTimeout(timer);
    }
  });
};
