import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { startTestServer } from '../support/server.ts';

let promptImage: string;
beforeAll(async () => {
  promptImage = toDataUri(await makeImage());
});

/** A server whose model `gen4_turbo` has this route, among these engines. */
async function startRouted(route: unknown, engines = {}) {
  const file = path.join(await makeTemporaryFolder(), 'photoplay.json');
  await writeFile(file, JSON.stringify({ models: { gen4_turbo: route }, engines }));
  const env = { PHOTOPLAY_CONFIG: file };
  const { models } = loadConfig(env);
  const server = await startTestServer({ env, models });
  onTestFinished(() => server.close());
  const send = (changes: object = {}) =>
    server.call('POST', '/v1/image_to_video', {
      model: 'gen4_turbo',
      ratio: '960:960',
      duration: 2,
      promptImage,
      promptText: 'push in',
      ...changes,
    });
  const details = async (changes: object = {}) => {
    const { body } = await send(changes);
    return (await server.call('GET', `/v1/tasks/${body.id}/details`)).body;
  };
  return { server, send, details };
}

const two = { second: { kind: 'fake' } };

describe('a model that leads to several engines', () => {
  it('uses the first, and says that it is by its share', async () => {
    const { details } = await startRouted(['second', 'fake'], two);
    expect(await details()).toMatchObject({
      engine: 'second',
      route: 'By its share among the targets of the model.',
    });
  });

  it('sends prompts by what is to move in them', async () => {
    const route = [
      { engine: 'second', when: 'subject-motion' },
      { engine: 'fake', when: 'camera' },
    ];
    const { details } = await startRouted(route, two);
    expect(await details({ promptText: 'push in as she waves' })).toMatchObject({
      engine: 'second',
      route: 'Because the prompt wants somebody or something to move.',
    });
    expect(await details({ promptText: 'push in' })).toMatchObject({ engine: 'fake' });
  });

  it('passes over one that is full', async () => {
    const { details } = await startRouted([{ engine: 'second', maxWaiting: 1 }, 'fake'], two);
    expect(await details({ promptText: 'fake:hang' })).toMatchObject({ engine: 'second' });
    expect(await details()).toMatchObject({ engine: 'fake', route: 'Because second is full.' });
  });

  it('shows its engines, and what waits for them', async () => {
    const { server, send } = await startRouted(['second', { engine: 'fake', when: 'camera' }], two);
    await send({ promptText: 'fake:hang' });
    const { body } = await server.call('GET', '/v1/engines');
    const shown = Object.fromEntries(
      body.engines.map(({ id, ...rest }: { id: string }) => [id, rest]),
    );
    expect(shown.second).toEqual({
      kind: 'local',
      state: 'up',
      waiting: 1,
      running: expect.any(Number),
      models: [{ model: 'gen4_turbo', weight: 1 }],
    });
    expect(shown.fake.models).toEqual([{ model: 'gen4_turbo', weight: 0, when: 'camera' }]);
    expect(shown.parallax.models).not.toContainEqual(
      expect.objectContaining({ model: 'gen4_turbo' }),
    );
  });
});

describe('a route in the configuration', () => {
  const complain = async (route: unknown) => {
    const file = path.join(await makeTemporaryFolder(), 'photoplay.json');
    await writeFile(file, JSON.stringify({ models: { gen4_turbo: route } }));
    try {
      loadConfig({ PHOTOPLAY_CONFIG: file });
    } catch (error) {
      return (error as Error).message.split('\n').slice(1).join().trim();
    }
    return 'nothing';
  };

  it.each([
    [5, 'models.gen4_turbo: Expected a list but received 5.'],
    [[], 'models.gen4_turbo: Expected at least 1 entry but received a list.'],
    [[{ weight: 1 }], 'models.gen4_turbo.0.engine: Expected text but received nothing.'],
    [
      [{ engine: 'a', weight: -1 }],
      'models.gen4_turbo.0.weight: Expected at least 0 but received -1.',
    ],
    [
      [{ engine: 'a', when: 'camra' }],
      'models.gen4_turbo.0.when: Expected "subject-motion" or "camera" but received "camra". Did you mean camera?',
    ],
  ])('that cannot be is named: %j', async (route, message) => {
    expect(await complain(route)).toBe(`line 1: ${message}`);
  });
});
