/**
 * What every upstream engine has to do, whatever server it speaks to. Each engine's own test calls this
 * with a double of that server, which can be told how to behave.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeImage } from '../../test/support/images.ts';
import { type FailureClass, RenderFailure } from '../task/errors.ts';
import type {
  CheckContext,
  Operation,
  RenderRequest,
  UpstreamContext,
  UpstreamEngine,
} from './engine.ts';
import { UpstreamAway } from './upstream-away.ts';

/** How the server answers the next request for a task. */
export type SubmissionBehaviour =
  | 'refuses'
  | 'knows no such key'
  | 'has no credits'
  | 'is busy for 7 s'
  | 'accepts, and the answer is lost'
  | 'is cut off before it accepts'
  | 'breaks'
  | 'answers with a page'
  | 'says nothing'
  | 'is not there';

/** And the next question about one. */
export type CheckBehaviour =
  | 'runs at 0.5'
  | 'is done'
  | 'has failed'
  | 'has a status that nobody knows'
  | 'is busy for 7 s'
  | 'breaks'
  | 'answers with a page'
  | 'says nothing'
  | 'knows no such key';

export interface UpstreamDouble {
  engine: UpstreamEngine;
  /** Its key, which is told to nobody else. */
  secret: string;
  submitting(behaviour: SubmissionBehaviour): void;
  checking(behaviour: CheckBehaviour): void | Promise<void>;
  /** How many tasks it has accepted. */
  accepted(): number;
  /** How many it was told to stop. */
  stopped(): number;
  /** What it says of a task that has failed. */
  failure: { message: string; failureCode?: string };
  /** Why it tells no progress, if it does not. */
  tellsNoProgress?: string;
  close(): Promise<void>;
}

/** Run the contract against an engine and the double of its server. */
export function describeUpstreamContract(name: string, open: () => Promise<UpstreamDouble>): void {
  describe(`the upstream contract, kept by ${name}`, () => {
    let folder: string;
    let first: string;
    let double: UpstreamDouble;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'photoplay-upstream-'));
      first = path.join(folder, 'first.png');
      await writeFile(first, await makeImage({ format: 'png' }));
    });
    beforeEach(async () => {
      double = await open();
    });
    afterEach(async () => {
      await double.engine.close?.();
      await double.close();
    });
    afterAll(() => rm(folder, { recursive: true }));

    const request = (): RenderRequest => ({
      kind: 'image_to_video',
      model: 'gen4_turbo',
      inputs: [{ role: 'first', file: first }],
      promptText: 'the camera moves in',
      seed: 7,
      durationSeconds: 5,
      width: 1280,
      height: 720,
      fps: 24,
      watermark: false,
      outputFormat: 'mp4',
      options: {},
    });
    const context = (signal = new AbortController().signal): UpstreamContext => ({
      signal,
      task: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    const start = () => double.engine.start(request(), context());
    const check = (operation: Operation, changes: Partial<CheckContext> = {}) =>
      double.engine.check(operation, { ...context(), workDir: folder, ...changes });

    it('submits once, and tells a handle that is plain data', async () => {
      const operation = await start();
      expect(double.accepted()).toBe(1);
      expect(JSON.parse(JSON.stringify(operation))).toEqual(operation);
      expect(JSON.stringify(operation)).not.toContain(double.secret);
    });

    it.each<[SubmissionBehaviour, FailureClass]>([
      ['refuses', 'UPSTREAM_REFUSED'],
      ['knows no such key', 'UPSTREAM_UNAUTHORIZED'],
      ['has no credits', 'UPSTREAM_NO_CREDITS'],
      ['is busy for 7 s', 'UPSTREAM_BUSY'],
      ['is not there', 'UPSTREAM_BUSY'],
    ])('knows that nothing was accepted when the upstream %s', async (behaviour, failureClass) => {
      double.submitting(behaviour);
      const error = await caught(start());
      expect(error).toBeInstanceOf(RenderFailure);
      expect(error).toMatchObject({ failureClass });
      if (behaviour === 'is busy for 7 s') expect(error).toMatchObject({ retryAfterSeconds: 7 });
      expect(error.message).not.toContain(double.secret);
      expect(double.accepted()).toBe(0);
    });

    it.each<SubmissionBehaviour>([
      'accepts, and the answer is lost',
      'is cut off before it accepts',
      'breaks',
      'answers with a page',
    ])('does not pretend to know when the upstream %s', async (behaviour) => {
      double.submitting(behaviour);
      const error = await caught(start());
      expect(error).not.toBeInstanceOf(RenderFailure);
      expect(error.message).not.toContain(double.secret);
    });

    it('finds a task whose answer was lost, or says that it cannot, and makes no second one', async () => {
      double.submitting('accepts, and the answer is lost');
      await caught(start());
      const found = (await double.engine.find?.(request(), context())) ?? 'unknown';
      expect(double.accepted()).toBe(1);
      if (typeof found === 'string') expect(found).toBe('unknown');
      else expect(await check(found)).toMatchObject({ state: 'running' });
    });

    it('tells how far a task is, and its clips when it is done', async () => {
      const operation = await start();
      double.checking('runs at 0.5');
      const running = await check(operation);
      if (double.tellsNoProgress) expect(running).toEqual({ state: 'running' });
      else expect(running).toEqual({ state: 'running', progress: 0.5 });
      await double.checking('is done');
      const done = await check(operation);
      if (done.state !== 'done') throw new Error(`Expected an end but received ${done.state}.`);
      expect(done.outputs).toHaveLength(1);
      expect(JSON.parse(JSON.stringify(done.answer))).toEqual(done.answer);
    });

    it('takes a handle that comes from the database', async () => {
      const operation = JSON.parse(JSON.stringify(await start()));
      double.checking('runs at 0.5');
      expect(await check(operation)).toMatchObject({ state: 'running' });
    });

    it('hands on the words in which the upstream fails a task', async () => {
      const operation = await start();
      await double.checking('has failed');
      const failed = await check(operation);
      if (failed.state !== 'failed')
        throw new Error(`Expected a failure but received ${failed.state}.`);
      expect(failed.failure).toBeInstanceOf(RenderFailure);
      expect(failed.failure).toMatchObject(double.failure);
    });

    it('takes a status that it does not know for running', async () => {
      const operation = await start();
      double.checking('has a status that nobody knows');
      expect(await check(operation)).toMatchObject({ state: 'running' });
    });

    it.each<CheckBehaviour>(['is busy for 7 s', 'breaks', 'answers with a page'])(
      'does not take it for a failure when the upstream %s',
      async (behaviour) => {
        const operation = await start();
        double.checking(behaviour);
        const error = await caught(check(operation));
        expect(error).toBeInstanceOf(UpstreamAway);
        if (behaviour === 'is busy for 7 s') expect(error).toMatchObject({ retryAfterSeconds: 7 });
        expect(error.message).not.toContain(double.secret);
      },
    );

    it('expects no more of an upstream that does not know its key', async () => {
      const operation = await start();
      double.checking('knows no such key');
      const error = await caught(check(operation));
      expect(error).toMatchObject({ failureClass: 'UPSTREAM_UNAUTHORIZED' });
      expect(error.message).not.toContain(double.secret);
    });

    it('gives way at once when it is stopped while the upstream says nothing', async () => {
      const reason = new Error('no longer wanted');
      const operation = await start();
      double.checking('says nothing');
      const abort = new AbortController();
      const asking = check(operation, { signal: abort.signal });
      setImmediate(() => abort.abort(reason));
      await expect(asking).rejects.toBe(reason);
      double.submitting('says nothing');
      const again = double.engine.start(request(), context(AbortSignal.abort(reason)));
      await expect(again).rejects.toBe(reason);
    });

    it('stops a task, and does not mind one that is gone', async () => {
      const { engine } = double;
      if (!engine.cancel) return;
      const operation = await start();
      const outcome = await engine.cancel(operation, context());
      expect(double.stopped()).toBe(outcome === 'stopped' ? 1 : 0);
      expect(await engine.cancel(operation, context())).toBe(outcome);
    });
  });
}

async function caught(work: Promise<unknown>): Promise<Error> {
  const outcome = await work.then(
    () => undefined,
    (error: Error) => error,
  );
  if (!outcome) throw new Error('Expected an error but received none.');
  return outcome;
}
