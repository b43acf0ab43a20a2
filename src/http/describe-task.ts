import type { StoredTask } from '../store/tasks.ts';
import type { LinkBase, Links } from './links.ts';
import { filePath } from './routes/files.ts';
import type { TaskReply } from './schemas/task.ts';

/** A task in the official shape of its state. */
export function describeTask(task: StoredTask, base: LinkBase, links: Links): TaskReply {
  const common = { id: task.id, createdAt: task.created_at.toISOString() };
  const estimatedCost = { credits: task.estimated_credits };
  switch (task.status) {
    case 'PENDING':
    case 'THROTTLED':
      return { ...common, status: task.status, estimatedCost };
    case 'RUNNING':
      return { ...common, status: task.status, progress: task.progress, estimatedCost };
    case 'SUCCEEDED':
      return {
        ...common,
        status: task.status,
        output: (task.outputs ?? []).map((key) => links.sign(base, filePath(key))),
        cost: { credits: task.estimated_credits },
      };
    case 'FAILED':
      return {
        ...common,
        status: task.status,
        failure: task.failure ?? '',
        failureCode: task.failure_code ?? undefined,
        cost: { credits: 0 },
      };
    case 'CANCELLED':
      return { ...common, status: task.status, cost: { credits: 0 } };
  }
}
