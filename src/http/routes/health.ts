import { sql } from 'kysely';
import type { Routes } from '../services.ts';

/** `/healthz`: the process answers, and by which depth it films. `/readyz`: it can also reach its database. */
export const health: Routes = (app, services) => {
  app.get('/healthz', { schema: { hide: true } }, async () => ({
    status: 'ok',
    depth: services.depth,
  }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    await sql`select 1`.execute(services.database.sql);
    return { status: 'ok' };
  });
};
