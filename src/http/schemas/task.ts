import { z } from 'zod';
import { moment } from './moment.ts';

/** `GET /v1/tasks/{id}`: one shape per status and no key beyond it, as the official schema has it. */

export const creditsSchema = z.object({ credits: z.number() });

const common = { id: z.uuidv4(), createdAt: moment };
const waiting = { ...common, estimatedCost: creditsSchema };
const ended = { ...common, cost: creditsSchema };

export const taskReply = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('PENDING'), ...waiting }),
  z.strictObject({ status: z.literal('THROTTLED'), ...waiting }),
  z.strictObject({ status: z.literal('RUNNING'), progress: z.number().min(0).max(1), ...waiting }),
  z.strictObject({ status: z.literal('SUCCEEDED'), output: z.array(z.url()), ...ended }),
  z.strictObject({
    status: z.literal('FAILED'),
    failure: z.string(),
    failureCode: z.string().optional(),
    ...ended,
  }),
  z.strictObject({ status: z.literal('CANCELLED'), ...ended }),
]);

export type TaskReply = z.infer<typeof taskReply>;

export const taskParams = z.object({ id: z.string() });

/** A link that stands for the key of whoever asked for it. */
export const ownedLinkReply = z.strictObject({ url: z.url(), expiresAt: moment });

/** `GET /v1/tasks/{id}/details`: ours, so it may tell more. */
export const taskDetailsReply = z.object({
  id: z.uuidv4(),
  status: z.string(),
  model: z.string(),
  engine: z.string(),
  /** Why that engine, in words. */
  route: z.string().optional(),
  seed: z.number(),
  attempt: z.number(),
  request: z.record(z.string(), z.unknown()),
  shot: z.unknown(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  /** Of a task that was handed to another server. */
  upstream: z
    .object({
      submittedAt: moment,
      /** What the server knows the task by; absent: its answer has not come. */
      operation: z.unknown().optional(),
      /** What it said at the end, in its own words: its cost, for instance. */
      answer: z.unknown().optional(),
    })
    .optional(),
  createdAt: moment,
  startedAt: moment.optional(),
  finishedAt: moment.optional(),
  /** Where a browser, which cannot send a key with an EventSource, may follow the task. */
  events: ownedLinkReply,
  /** Absent when nobody is told of this task. */
  webhook: z
    .object({
      url: z.string(),
      /** WAITING: for the task to end. */
      status: z.enum(['WAITING', 'PENDING', 'DELIVERED', 'FAILED']),
      id: z.uuid().optional(),
      attempts: z.array(
        z.object({ at: z.string(), status: z.number().optional(), error: z.string().optional() }),
      ),
      nextAttemptAt: moment.optional(),
    })
    .optional(),
});
