import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import type { Log } from '../engine/engine.ts';
import { type Answer, keepAnswers, loseAnswer } from '../queue/repeats.ts';
import type { Database } from '../store/database/database.ts';

/**
 * Sees what becomes of the answers that tell a task's id to a client that would ask again. One whose
 * connection breaks before it is sent, or right afterwards, was lost.
 */
export interface Answers {
  follow(reply: FastifyReply, answer: Answer): void;
  /** Whatever was sent counts as arrived: the server is going to close connections itself. */
  stop(): Promise<void>;
}

/** A connection that lives so long after an answer has delivered it. */
const graceMs = 1000;
/** What has arrived is written down together: nothing waits for that. */
const writeEveryMs = 250;
/** By then the database waits for word no longer. */
const forgetAfterMs = 30_000;

export function createAnswers(database: Database, log: Log): Answers {
  /** Sent a moment ago. */
  const sent = new Map<Socket, Set<Answer>>();
  let arrived: { answer: Answer; at: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function lose(answer: Answer): void {
    loseAnswer(database, answer).catch((error) => {
      log.warn({ err: error, task: answer.task }, 'could not note that an answer was lost');
    });
  }

  function arrive(answer: Answer): void {
    arrived.push({ answer, at: performance.now() });
    timer ??= setTimeout(write, writeEveryMs);
  }

  async function write(): Promise<void> {
    timer = undefined;
    const batch = arrived;
    arrived = [];
    if (batch.length === 0) return;
    const answers = batch.map(({ answer }) => answer);
    const kept = new Set(await keepAnswers(database, answers).catch(() => []));
    if (stopped) return;
    const since = performance.now() - forgetAfterMs;
    arrived.push(...batch.filter(({ answer, at }) => !kept.has(answer.task) && at > since));
    if (arrived.length > 0) timer ??= setTimeout(write, writeEveryMs);
  }

  /** Of a connection, one set and one listener, however many answers it carries in that time. */
  function answersOn(socket: Socket): Set<Answer> {
    const known = sent.get(socket);
    if (known) return known;
    const answers = new Set<Answer>();
    sent.set(socket, answers);
    socket.once('close', () => {
      sent.delete(socket);
      for (const answer of answers) lose(answer);
      answers.clear();
    });
    return answers;
  }

  return {
    follow({ raw }, answer) {
      const { socket } = raw;
      if (!socket || socket.destroyed) return lose(answer);
      const answers = answersOn(socket);
      answers.add(answer);
      raw.once('finish', () => {
        const decide = () => answers.delete(answer) && arrive(answer);
        // Where the server closes the connection itself, that says nothing.
        if (raw.shouldKeepAlive) setTimeout(decide, graceMs).unref();
        else decide();
      });
    },
    async stop() {
      stopped = true;
      for (const answers of sent.values()) {
        for (const answer of answers) arrive(answer);
        answers.clear();
      }
      clearTimeout(timer);
      await write();
    },
  };
}
