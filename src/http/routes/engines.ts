import { z } from 'zod';
import { countUnfinished } from '../../store/tasks.ts';
import { tagged } from '../openapi.ts';
import { moment } from '../schemas/moment.ts';
import type { Routes } from '../services.ts';

const enginesReply = z.object({
  engines: z.array(
    z.object({
      id: z.string(),
      /** `local` renders here, `upstream` on another server. */
      kind: z.enum(['local', 'upstream']),
      /** `unchecked`: nothing has been heard of it yet. */
      state: z.enum(['up', 'down', 'unchecked']),
      /** For the root key alone: it may tell of the operator's own network. */
      message: z.string().optional(),
      checkedAt: moment.optional(),
      latencyMs: z.number().optional(),
      /** Tasks that it has not finished, and those of them that run. */
      waiting: z.number(),
      running: z.number(),
      /** What leads to it, in the order of the models. */
      models: z.array(
        z.object({ model: z.string(), weight: z.number(), when: z.string().optional() }),
      ),
    }),
  ),
});

/** The engines, how they are, and what leads to them. Ours, not Runway's. */
export const engines: Routes = (app, { database, registry, states }) => {
  app.get(
    '/engines',
    {
      schema: {
        tags: tagged('Tasks'),
        summary:
          'The engines, how they are, and which models lead to them (not in the official API)',
        response: { 200: enginesReply },
      },
    },
    async ({ caller }) => {
      const unfinished = await countUnfinished(database);
      return {
        engines: registry.engines().map(({ id, kind }) => {
          const { state, message, checkedAt, latencyMs } = states.of(id);
          return {
            id,
            kind,
            state: kind === 'local' ? ('up' as const) : state,
            message: caller.owner === 'root' && kind === 'upstream' ? message : undefined,
            checkedAt: checkedAt?.toISOString(),
            latencyMs,
            waiting: unfinished.get(id)?.waiting ?? 0,
            running: unfinished.get(id)?.running ?? 0,
            models: registry.models().flatMap((model) =>
              registry
                .targetsOf(model)!
                .filter(({ engine }) => engine.id === id)
                .map(({ weight, when }) => ({ model, weight, when })),
            ),
          };
        }),
      };
    },
  );
};
