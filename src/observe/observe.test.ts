import { expect, it } from 'vitest';
import { joinObservers, type Observe } from './observe.ts';
import type { TaskStep } from './steps.ts';

const step: TaskStep = {
  step: 'deleted',
  task: '7f1c2a34-0000-4000-8000-000000000001',
  kind: 'image_to_video',
  model: 'gen4_turbo',
  engine: 'fake',
};

it('is nothing at all when nobody listens', () => {
  expect(joinObservers([], () => undefined)).toBeUndefined();
});

it('tells every listener, whatever one of them throws', () => {
  const heard: TaskStep[] = [];
  const errors: unknown[] = [];
  const broken = new Error('a listener of no use');
  const listeners: Observe[] = [
    () => {
      throw broken;
    },
    (told) => heard.push(told),
  ];
  joinObservers(listeners, (error) => errors.push(error))!(step);
  expect(heard).toEqual([step]);
  expect(errors).toEqual([broken]);
});
