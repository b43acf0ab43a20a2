import { describe, expect, it } from 'vitest';
import { type Circumstances, chooseTarget, type RoutedTarget } from './choose-target.ts';
import type { Answer, LocalEngine, RequestOutline } from './engine.ts';

const request: RequestOutline = {
  kind: 'image_to_video',
  model: 'gen4_turbo',
  roles: ['first'],
  promptText: 'push in',
  seed: 1,
  durationSeconds: 5,
  width: 1280,
  height: 720,
  watermark: false,
  outputFormat: 'mp4',
  options: {},
};

const able: Answer = { refusals: [], warnings: [{ code: 'not-honoured', message: 'audio' }] };
const unable: Answer = { refusals: [{ field: 'duration', message: 'At most 5.' }], warnings: [] };

function target(id: string, options: Partial<RoutedTarget> & { answer?: Answer } = {}) {
  const { answer = able, ...rest } = options;
  const engine = { kind: 'local', id, consider: () => answer } as unknown as LocalEngine;
  return { weight: 1, ...rest, engine };
}

const fine: Circumstances = {
  isUp: () => true,
  countWaiting: async () => 0,
  needsMotion: async () => false,
};

async function choose(
  targets: RoutedTarget[],
  circumstances: Partial<Circumstances> = {},
  seed = 1,
) {
  const choice = await chooseTarget(targets, { ...request, seed }, { ...fine, ...circumstances });
  if ('refusals' in choice) return choice;
  const { engine, ...rest } = choice;
  return { engine: engine.id, ...rest };
}

describe('the choice of a target', () => {
  it('is the only one there is, with what that leaves out', async () => {
    expect(await choose([target('one')])).toEqual({
      engine: 'one',
      warnings: able.warnings,
      reason: 'The model leads to it alone.',
      standIns: [],
    });
  });

  it('goes by the weights, and the same way for the same seed', async () => {
    const targets = [target('one', { weight: 3 }), target('two'), target('three', { weight: 0 })];
    const counts: Record<string, number> = {};
    for (let seed = 0; seed < 1000; seed++) {
      const { engine } = (await choose(targets, {}, seed)) as { engine: string };
      counts[engine] = (counts[engine] ?? 0) + 1;
      expect(await choose(targets, {}, seed)).toMatchObject({ engine });
    }
    expect(counts.one! / counts.two!).toBeGreaterThan(2.4);
    expect(counts.one! / counts.two!).toBeLessThan(3.7);
    expect(counts).not.toHaveProperty('three');
  });

  it('goes around one that cannot, and says why', async () => {
    expect(await choose([target('one', { answer: unable }), target('two', { weight: 0 })])).toEqual(
      {
        engine: 'two',
        warnings: able.warnings,
        reason: 'Because one cannot: At most 5.',
        standIns: [],
      },
    );
  });

  it('is refused with what the first one cannot when none can', async () => {
    const targets = [target('one', { answer: unable }), target('two', { answer: unable })];
    expect(await choose(targets)).toEqual({ refusals: unable.refusals });
  });

  it('passes over one that is down and one that is full, in their order', async () => {
    const targets = [
      target('one'),
      target('two', { weight: 0, maxWaiting: 3 }),
      target('three', { weight: 0 }),
    ];
    const isUp = (id: string) => id !== 'one';
    const countWaiting = async (id: string) => (id === 'two' ? 3 : 0);
    expect(await choose(targets, { isUp, countWaiting })).toMatchObject({
      engine: 'three',
      reason: 'Because one does not answer; two is full.',
      standIns: ['one', 'two'],
    });
  });

  it('waits for the one it is meant for when all are down', async () => {
    const targets = [target('one'), target('two', { weight: 0 })];
    expect(await choose(targets, { isUp: () => false })).toMatchObject({
      engine: 'one',
      standIns: ['two'],
    });
  });

  it('sends prompts in which somebody moves one way and the others another', async () => {
    const targets = [
      target('neural', { when: 'subject-motion' }),
      target('parallax', { when: 'camera' }),
    ];
    expect(await choose(targets, { needsMotion: async () => true })).toMatchObject({
      engine: 'neural',
      reason: 'Because the prompt wants somebody or something to move.',
    });
    expect(await choose(targets)).toMatchObject({ engine: 'parallax', standIns: [] });
    expect(await choose([targets[0]!])).toMatchObject({ refusals: [{ field: 'promptText' }] });
  });
});
