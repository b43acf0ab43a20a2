import { describe, expect, it } from 'vitest';
import { createGate, IntakeBusy } from './input-gate.ts';

const longTime = 600_000;

/** Work that goes on until the test ends it. */
function makeWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = {
    started: false,
    resolve,
    reject,
    run: () => {
      work.started = true;
      return promise;
    },
  };
  return work;
}

describe('a gate', () => {
  it('lets in as many as may be, and the next in order as they leave', async () => {
    const gate = createGate({ atOnce: 3, waiting: 10, waitMs: longTime });
    const works = Array.from({ length: 5 }, makeWork);
    const results = works.map(({ run }) => gate.run('a', run));
    const started = () => works.map((work) => Number(work.started)).join('');
    await Promise.resolve();
    expect(started()).toBe('11000');
    works[1]!.resolve('second');
    expect(await results[1]).toBe('second');
    expect(started()).toBe('11100');
    for (const work of works) work.resolve('done');
    expect(await Promise.all(results)).toEqual(['done', 'second', 'done', 'done', 'done']);
  });

  it('turns away who finds the queue full, and takes them when it is not', async () => {
    const gate = createGate({ atOnce: 1, waiting: 1, waitMs: longTime });
    const [inside, waiting, late] = [makeWork(), makeWork(), makeWork()];
    const first = gate.run('a', inside.run);
    const second = gate.run('a', waiting.run);
    await expect(gate.run('a', late.run)).rejects.toBeInstanceOf(IntakeBusy);
    expect(late.started).toBe(false);
    inside.resolve('');
    waiting.resolve('');
    await Promise.all([first, second]);
    late.resolve('taken');
    expect(await gate.run('a', late.run)).toBe('taken');
  });

  it('turns away who has waited too long, without a place lost', async () => {
    const gate = createGate({ atOnce: 1, waiting: 5, waitMs: 1 });
    const [inside, waiting] = [makeWork(), makeWork()];
    const first = gate.run('a', inside.run);
    const error = await gate.run('a', waiting.run).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(IntakeBusy);
    expect(error).toMatchObject({ status: 503, retry: true });
    inside.resolve('');
    await first;
    expect(waiting.started).toBe(false);
    expect(await gate.run('a', async () => 'free')).toBe('free');
  });

  it('frees the place of work that fails', async () => {
    const gate = createGate({ atOnce: 1, waiting: 1, waitMs: longTime });
    const failing = gate.run('a', async () => {
      throw new Error('broken');
    });
    const next = gate.run('a', async () => 'next');
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('next');
    expect(await gate.run('a', async () => 'last')).toBe('last');
  });

  it('without room to wait still lets in whoever finds a place', async () => {
    const gate = createGate({ atOnce: 1, waiting: 0, waitMs: longTime });
    expect(await gate.run('a', async () => 'in')).toBe('in');
  });

  it('lets others in past an owner that has its share inside, and keeps them seats', async () => {
    const gate = createGate({ atOnce: 3, waiting: 4, waitMs: longTime });
    const greedy = Array.from({ length: 4 }, makeWork);
    const results = greedy.map(({ run }) => gate.run('greedy', run));
    await expect(gate.run('greedy', makeWork().run)).rejects.toBeInstanceOf(IntakeBusy);
    expect(greedy.map((work) => Number(work.started)).join('')).toBe('1100');
    const [second, third] = [makeWork(), makeWork()];
    const others = [gate.run('second', second.run), gate.run('third', third.run)];
    await Promise.resolve();
    expect([second.started, third.started]).toEqual([true, false]);
    second.resolve('');
    await others[0];
    // The greedy one has waited longer.
    expect([third.started, greedy[2]!.started]).toEqual([true, false]);
    third.resolve('');
    for (const work of greedy) work.resolve('');
    await Promise.all([...others, ...results]);
  });
});
