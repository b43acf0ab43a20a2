import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import type { Log } from '../engine/engine.ts';
import { FetchRefused } from '../net/fetch-refused.ts';
import type { GuardedPost } from '../net/guarded-post.ts';
import type { Observe } from '../observe/observe.ts';
import type { Database } from '../store/database/database.ts';
import { inSeconds } from '../store/database/moments.ts';
import type { StoredTask } from '../store/tasks.ts';
import { findWebhookSecret } from '../store/webhook-settings.ts';
import { type Delivery, recordAttempt, takeDue } from './deliveries.ts';
import { observedTask } from './observed-task.ts';

/**
 * Webhooks: a task that ends is told to the URL that was named for it, by the Standard Webhooks
 * specification. The delivery is a row made in the transaction that ends the task, so it is neither
 * forgotten nor made up; it is attempted until the receiver takes it or the table of delays ends:
 * at least once, always under the same `webhook-id`.
 */
export interface WebhookOptions {
  database: Database;
  post: GuardedPost;
  /** The task as a client sees it. */
  describe(task: StoredTask): object;
  limits: {
    /** Before the second attempt, the third, … */
    webhookDelaysSeconds: readonly number[];
    webhookTimeoutMs: number;
    maxWebhooks: number;
  };
  log: Log;
  observe?: Observe | undefined;
}

export interface Webhooks {
  /** Hand back what is under way and take no more. */
  stop(): Promise<void>;
}

/** How often what is due is looked for: one query on an index of what is not delivered yet. */
const pollEveryMs = 1000;
/** The lease outlasts the longest attempt by this. */
const graceSeconds = 5;
/** So much longer, at most, than the table says: receivers that were down are not hit all at once. */
const jitter = 0.2;

/** What an attempt brought: the status of a reply, or why there was none. */
type Outcome = { status: number; error?: undefined } | { status?: undefined; error: string };

export function startWebhooks({
  database,
  post,
  describe,
  limits,
  log,
  observe,
}: WebhookOptions): Webhooks {
  /** What is being attempted, and whose it is. */
  const underway = new Map<Promise<void>, string>();
  /** So that one owner, even with this many under way and this many more, leaves room. */
  const perOwner = Math.ceil(limits.maxWebhooks / 4);
  const stopping = new AbortController();
  const leaseSeconds = limits.webhookTimeoutMs / 1000 + graceSeconds;
  let wake = Promise.withResolvers<void>();
  const timer = setInterval(() => wake.resolve(), pollEveryMs);

  async function deliverDue(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers();
      const atMost = limits.maxWebhooks - underway.size;
      const owners = [...underway.values()];
      const ofOwner = (owner: string) => owners.filter((other) => other === owner).length;
      if (atMost > 0) {
        const due = await takeDue(database, {
          atMost,
          perOwner,
          busy: owners.filter((owner) => ofOwner(owner) >= perOwner),
          leaseSeconds,
        }).catch(report);
        for (const delivery of due ?? []) begin(delivery);
      }
      await wake.promise;
    }
  }

  function begin(delivery: Delivery): void {
    const done: Promise<void> = deliver(delivery)
      .catch(report)
      .finally(() => {
        underway.delete(done);
        // There may be more than there was room for, and this one may be due again.
        wake.resolve();
      });
    underway.set(done, delivery.task.owner);
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const { id, attempts, task } = delivery;
    const began = performance.now();
    const outcome = await attempt(id, task);
    const durationMs = performance.now() - began;
    if (stopping.signal.aborted && outcome.error !== undefined) {
      // Not the receiver's fault: the next process tries at once, and this was no attempt.
      const handedBack = { attempts: attempts - 1, next_attempt_at: inSeconds(0) };
      return recordAttempt(database, delivery, handedBack);
    }
    const delaySeconds = limits.webhookDelaysSeconds[attempts - 1];
    const status = judge(outcome.status, delaySeconds !== undefined);
    log.info({ task: task.id, webhook: id, attempt: attempts, ...outcome, became: status }, 'told');
    observe?.({
      step: 'webhook-sent',
      ...observedTask(task),
      delivery: attempts,
      became: status,
      status: outcome.status,
      durationMs,
    });
    const entry = JSON.stringify([{ at: new Date().toISOString(), ...outcome }]);
    return recordAttempt(database, delivery, {
      status,
      log: sql<string>`log || ${entry}::jsonb`,
      next_attempt_at: inSeconds((delaySeconds ?? 0) * (1 + jitter * Math.random())),
    });
  }

  async function attempt(id: string, task: StoredTask): Promise<Outcome> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(limits.webhookTimeoutMs)]);
    const secret = await findWebhookSecret(database, task.owner);
    let message: ReturnType<typeof makeMessage>;
    try {
      message = makeMessage(id, task, secret);
    } catch (error) {
      // An attempt like any other: else it would come back with every lease, for ever.
      report(error);
      return { error: 'The message could not be composed.' };
    }
    try {
      return { status: await post(task.webhook_url!, { ...message, signal }) };
    } catch (error) {
      if (error instanceof FetchRefused) return { error: error.reason };
      if (signal.aborted) return { error: 'The receiver took too long to answer.' };
      const { code } = error as NodeJS.ErrnoException;
      return { error: `The receiver could not be reached${code ? ` (${code})` : ''}.` };
    }
  }

  /** The clip's link in it is made anew for each attempt, so that it works when it arrives. */
  function makeMessage(id: string, task: StoredTask, secret: string) {
    const now = new Date();
    const body = JSON.stringify({
      type: `task.${task.status.toLowerCase()}`,
      timestamp: task.finished_at?.toISOString(),
      data: describe(task),
    });
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, now, body),
    };
    return { headers, body };
  }

  function report(error: unknown): undefined {
    log.error({ err: error }, 'webhooks failed');
  }

  const delivering = deliverDue();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      wake.resolve();
      await delivering;
      await Promise.allSettled(underway.keys());
    },
  };
}

/** A 2xx takes it. A 410 says that nobody will listen again; whatever else is wrong may be mended. */
function judge(status: number | undefined, another: boolean): 'DELIVERED' | 'FAILED' | 'PENDING' {
  if (status !== undefined && status >= 200 && status < 300) return 'DELIVERED';
  return status === 410 || !another ? 'FAILED' : 'PENDING';
}
