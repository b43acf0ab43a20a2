import { expect, it } from 'vitest';
import type { TaskStep } from '../observe/steps.ts';
import type { StoredTask } from '../store/tasks.ts';
import { tellAttempt } from './attempt-steps.ts';

const about = { kind: 'image_to_video', model: 'gen4_turbo', engine: 'fake', id: 'a', attempt: 2 };

function watch() {
  const heard: TaskStep[] = [];
  let now = 1000;
  const task = {
    id: 'a',
    engine: 'fake',
    attempt: 2,
    created_at: new Date(Date.now() - 5000),
    warnings: [{ code: 'shrunk', message: '' }],
    request: { kind: 'image_to_video', model: 'gen4_turbo', durationSeconds: 5 },
  } as unknown as StoredTask;
  const steps = tellAttempt(
    task,
    (step) => heard.push(step),
    () => now,
  );
  return {
    steps,
    pass: (ms: number) => {
      now += ms;
    },
    heard: () =>
      heard.map((step) => {
        const {
          kind,
          model,
          engine,
          task: id,
          attempt,
          ...rest
        } = step as Extract<TaskStep, { attempt: number }>;
        expect({ kind, model, engine, id, attempt }).toEqual(about);
        return rest;
      }),
  };
}

it('times each stage until the next, and a whole attempt by its clips', () => {
  const { steps, pass, heard } = watch();
  steps.turnTo('inputs');
  pass(10);
  steps.turnTo('frames');
  pass(2000);
  steps.turnTo('store');
  pass(30);
  steps.stored(2);
  pass(5);
  steps.succeeded([{ code: 'fake', message: '' }]);
  steps.end();
  expect(heard()).toEqual([
    { step: 'stage-ended', stage: 'inputs', durationMs: 10 },
    { step: 'stage-ended', stage: 'frames', durationMs: 2000 },
    { step: 'stage-ended', stage: 'store', durationMs: 30 },
    { step: 'stored', clips: 2 },
    {
      step: 'succeeded',
      attemptMs: 2045,
      totalMs: expect.closeTo(5000, -3),
      clipSeconds: 10,
      warnings: ['shrunk', 'fake'],
    },
  ]);
});

it('ends the stage at which an attempt fails, or is given up', () => {
  const failed = watch();
  failed.steps.turnTo('frames');
  failed.pass(7);
  failed.steps.failed('FAILED', { failureClass: 'BAD_OUTPUT', failureCode: 'INTERNAL' });
  failed.steps.end();
  expect(failed.heard()).toEqual([
    { step: 'stage-ended', stage: 'frames', durationMs: 7 },
    expect.objectContaining({ step: 'failed', failureClass: 'BAD_OUTPUT', attemptMs: 7 }),
  ]);
  const abandoned = watch();
  abandoned.steps.turnTo('frames');
  abandoned.steps.end();
  expect(abandoned.heard()).toEqual([{ step: 'stage-ended', stage: 'frames', durationMs: 0 }]);
});
