import { openWorkFolder } from '../store/work-folder.ts';
import { type AttemptOptions, runAttempt, Stopping, Superseded } from './attempt.ts';
import { observedAttempt } from './observed-task.ts';
import { type Job, queueName } from './queue.ts';
import { stopOperations } from './stop-upstream.ts';
import { releaseEveryThrottled } from './throttle.ts';
import { claimTask, reclaimLostTasks, resendStrandedJobs } from './transitions.ts';

export interface WorkerOptions extends AttemptOptions {
  /** Local renders at a time. */
  concurrency: number;
  /** Where this process has its renders' temporary folders, beside those of others. */
  workParent: string;
}

export interface Worker {
  /** Stop the work on a task if it runs here; its row has been changed already. */
  abandon(taskId: string): void;
  /**
   * Take no more; let what runs finish for so long, then hand it back. Of several calls, the least
   * patient counts.
   */
  stop(drainMs?: number): Promise<void>;
}

type ClaimableJob = Parameters<typeof claimTask>[1];

/** A job in hand, from before its task is claimed until the attempt has removed its folder. */
interface Running {
  task: string;
  controller: AbortController;
  done: Promise<void>;
}

/** How often upstreams are told to stop what was cancelled while no worker had it. */
const stopEveryMs = 15_000;

/** Take tasks from the queue and bring each to its end. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, boss, registry, log, observe } = options;
  /** By attempt, not by task: a task may be claimed here again before its attempt before has ended. */
  const running = new Set<Running>();

  const work = await openWorkFolder(options.workParent);
  let stopping = false;

  const reclaim = async (all: boolean) => {
    const count = await reclaimLostTasks(database, boss, all, observe);
    if (count > 0) {
      log.warn({ count }, 'took back tasks whose worker had died');
      await work.sweep();
    }
    await releaseEveryThrottled(database, boss);
  };
  await reclaim(database.exclusive);
  if (database.exclusive) {
    for (const { id } of registry.engines()) await resendStrandedJobs(database, boss, id);
  }
  const hasUpstreams = registry.engines().some(({ kind }) => kind === 'upstream');
  const stopTimer = hasUpstreams
    ? setInterval(() => {
        stopOperations(options, work.path).catch((error) =>
          log.error({ err: error }, 'search for tasks to stop at upstreams failed'),
        );
      }, stopEveryMs)
    : undefined;
  const reclaimTimer = setInterval(
    () => {
      reclaim(false).catch((error) => log.error({ err: error }, 'search for lost tasks failed'));
    },
    (options.limits.leaseSeconds / 3) * 1000,
  );

  async function runJob(job: ClaimableJob): Promise<void> {
    if (stopping) throw new Stopping('left to another worker');
    const controller = new AbortController();
    const attempt = { task: job.task, controller, done: claimAndRun(job, controller) };
    running.add(attempt);
    try {
      await attempt.done;
    } finally {
      running.delete(attempt);
    }
  }

  async function claimAndRun(job: ClaimableJob, controller: AbortController): Promise<void> {
    const task = await claimTask(database, job, options.limits.leaseSeconds);
    if (!task) return;
    const { attempt, started_at: started, created_at: accepted } = task;
    observe?.({
      step: 'claimed',
      ...observedAttempt(task),
      queueMs: attempt === 1 ? started!.getTime() - accepted.getTime() : undefined,
    });
    if (stopping) controller.abort(new Stopping());
    await runAttempt(task, controller, work.path, options);
  }

  const queues: string[] = [];
  for (const engine of registry.engines()) {
    // An upstream's tasks take none of the places that renders here have.
    const slots = engine.kind === 'local' ? options.concurrency : engine.concurrency;
    const queue = queueName(engine.id);
    queues.push(queue);
    for (let slot = 0; slot < slots; slot++) await startSlot(queue);
  }

  /** One render at a time from this queue, for as long as the worker lives. */
  async function startSlot(queue: string): Promise<void> {
    const pollSeconds = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 };
    const slot: string = await boss.work<Job>(queue, pollSeconds, async ([job]) => {
      if (job) await runJob({ id: job.id, task: job.data.task });
      // Notifications that came while it was busy are spent: look again at once, not after the poll.
      boss.notifyWorker(slot);
    });
  }

  return {
    abandon(taskId) {
      for (const { task, controller } of running) {
        if (task === taskId) controller.abort(new Superseded());
      }
    },
    async stop(drainMs = 0) {
      stopping = true;
      clearInterval(reclaimTimer);
      clearInterval(stopTimer);
      for (const queue of queues) await boss.offWork(queue, { wait: false });
      const handBack = setTimeout(() => {
        for (const { controller } of running) controller.abort(new Stopping());
      }, drainMs);
      await Promise.allSettled([...running].map(({ done }) => done));
      clearTimeout(handBack);
      await work.close();
    },
  };
}
