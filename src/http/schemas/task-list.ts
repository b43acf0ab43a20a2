import { z } from 'zod';
import type { TaskPosition } from '../../store/tasks.ts';
import { modelNames } from '../../task/models.ts';
import { taskStatuses } from '../../task/task.ts';
import { givenMoment } from './moment.ts';
import { taskReply } from './task.ts';

/** `GET /v1/tasks`: ours. Each task in its official shape, with its model and its prompt. */

/** A place in the list as a client carries it from one page to the next: opaque to it. */
export function writeCursor({ createdAt, id }: TaskPosition): string {
  return Buffer.from(`${createdAt} ${id}`).toString('base64url');
}

const position = /^(\d{1,18}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const cursor = z
  .string()
  .describe('The nextCursor of an earlier page')
  .transform((text, context): TaskPosition => {
    const [, createdAt, id] = Buffer.from(text, 'base64url').toString().match(position) ?? [];
    if (createdAt && id) return { createdAt, id };
    const message = 'Expected the nextCursor of an earlier page';
    context.addIssue({ code: 'custom', message, input: text });
    return z.NEVER;
  });

export const taskListQuery = z.object({
  status: z.enum(taskStatuses).describe('CANCELLED ones are listed by it alone').optional(),
  model: z.enum(modelNames as [string, ...string[]]).optional(),
  createdAfter: givenMoment.optional(),
  createdBefore: givenMoment.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: cursor.optional(),
});

const asked = { model: z.string(), promptText: z.string() };

export const taskListReply = z.object({
  tasks: z.array(z.union(taskReply.options.map((option) => option.extend(asked)))),
  /** Absent on the last page. */
  nextCursor: z.string().optional(),
});
