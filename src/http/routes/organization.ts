import { sql } from 'kysely';
import { z } from 'zod';
import { readUsage } from '../../store/ledger.ts';
import { ApiError } from '../../task/errors.ts';
import { modelNames, officialName } from '../../task/models.ts';
import type { Caller } from '../auth.ts';
import { tagged, withExamples } from '../openapi.ts';
import { givenDay, lastDay } from '../schemas/moment.ts';
import type { Routes } from '../services.ts';

/** "No limit" where the official schema has no word for it but wants a whole number. */
const unlimited = Number.MAX_SAFE_INTEGER;

/** Relays' names are none of the official ones: they count as what they stand for. */
const models = [...new Set(modelNames.map(officialName))];

const count = z.int().min(0);

const organizationReply = z.strictObject({
  tier: z.strictObject({
    maxMonthlyCreditSpend: count,
    models: z.record(
      z.string(),
      z.strictObject({ maxConcurrentGenerations: count, maxDailyGenerations: count }),
    ),
  }),
  creditBalance: count,
  usage: z.strictObject({
    models: z.record(z.string(), z.strictObject({ dailyGenerations: count })),
  }),
});

const usageBody = z
  .object({
    startDate: givenDay.optional().describe('30 days ago when absent; days are in UTC'),
    beforeDate: givenDay
      .optional()
      .describe('Not before startDate and at most 90 days after it; 30 days after it when absent'),
  })
  .default({})
  .meta(withExamples({ 'The last 30 days': {} }));

const usageReply = z.strictObject({
  results: z.array(
    z.strictObject({
      date: z.iso.date(),
      usedCredits: z.array(z.strictObject({ model: z.string(), amount: z.int() })),
    }),
  ),
  models: z.array(z.string()),
});

const dayMs = 24 * 3600 * 1000;
const longestDays = 90;
const usualDays = 30;

export const organization: Routes = (app, { database }) => {
  app.get(
    '/organization',
    {
      schema: {
        tags: tagged('Organization'),
        summary: 'Limits, balance and usage',
        response: { 200: organizationReply },
      },
    },
    async ({ caller }) => {
      const { concurrentTasks = unlimited, tasksPerDay = unlimited } = caller.key?.limits ?? {};
      const sent = await countDay(caller);
      return {
        tier: {
          maxMonthlyCreditSpend: unlimited,
          models: fromModels(() => ({
            maxConcurrentGenerations: concurrentTasks,
            maxDailyGenerations: tasksPerDay,
          })),
        },
        creditBalance: caller.key?.credits ?? unlimited,
        usage: { models: fromModels((model) => ({ dailyGenerations: sent.get(model) ?? 0 })) },
      };
    },
  );

  app.post(
    '/organization/usage',
    {
      schema: {
        tags: tagged('Organization'),
        summary: 'Credits used per day and model',
        body: usageBody,
        response: { 200: usageReply },
      },
    },
    async ({ body, caller }) => {
      const { start, end } = chooseDays(body);
      const rows = (await readUsage(database, caller.owner, start, end)).map((row) => ({
        ...row,
        model: officialName(row.model),
      }));
      const byDate = Map.groupBy(rows, ({ date }) => date);
      return {
        results: Array.from(byDate, ([date, entries]) => ({ date, usedCredits: addUp(entries) })),
        models: [...new Set(rows.map(({ model }) => model))],
      };
    },
  );

  async function countDay({ owner }: Caller): Promise<Map<string, number>> {
    const rows = await database.sql
      .selectFrom('task')
      .select([
        sql<string>`request ->> 'model'`.as('model'),
        sql<number>`count(*)::integer`.as('sent'),
      ])
      .where('owner', '=', owner)
      .where('created_at', '>', sql<Date>`now() - interval '24 hours'`)
      .groupBy(sql`request ->> 'model'`)
      .execute();
    const sums = new Map<string, number>();
    for (const { model, sent } of rows) {
      const name = officialName(model);
      sums.set(name, (sums.get(name) ?? 0) + sent);
    }
    return sums;
  }
};

function fromModels<T>(describe: (model: string) => T): Record<string, T> {
  return Object.fromEntries(models.map((model) => [model, describe(model)]));
}

function addUp(entries: { model: string; amount: number }[]) {
  const sums = new Map<string, number>();
  for (const { model, amount } of entries) sums.set(model, (sums.get(model) ?? 0) + amount);
  return Array.from(sums, ([model, amount]) => ({ model, amount }));
}

/** Runway's rule: the last 30 days, or 30 from the given start; never more than 90. Days are UTC. */
function chooseDays({ startDate, beforeDate }: z.infer<typeof usageBody>) {
  const start = startDate ?? toDate(Date.now() - usualDays * dayMs);
  // Given no date at all, people expect today to be in it: the end is exclusive, so it is tomorrow.
  const usualEnd = startDate ? Date.parse(start) + usualDays * dayMs : Date.now() + dayMs;
  const end = beforeDate ?? toDate(Math.min(usualEnd, Date.parse(lastDay)));
  const days = (Date.parse(end) - Date.parse(start)) / dayMs;
  if (days < 0 || days > longestDays) {
    throw new ApiError('INVALID_BODY', {
      issues: [
        {
          code: 'custom',
          path: ['beforeDate'],
          message: `Expected beforeDate to be 0 to ${longestDays} days after startDate ${start} but received ${end}.`,
        },
      ],
    });
  }
  return { start, end };
}

function toDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
