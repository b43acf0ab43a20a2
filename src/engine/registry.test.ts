import { describe, expect, it } from 'vitest';
import { modelNames } from '../task/models.ts';
import type { LocalEngine } from './engine.ts';
import { createRegistry, routesWith } from './registry.ts';

function engine(id: string, closed: string[] = []): LocalEngine {
  return {
    kind: 'local',
    id,
    consider: () => ({ refusals: [], warnings: [] }),
    render: () => Promise.reject(new Error('not rendered in this test')),
    close: async () => void closed.push(id),
  };
}

describe('the registry', () => {
  it('serves every model with the embedded engine unless told otherwise', () => {
    const registry = createRegistry({ engines: [engine('parallax')] });
    expect(registry.models()).toEqual(modelNames);
    for (const model of registry.models()) expect(registry.engineFor(model)?.id).toBe('parallax');
  });

  it('follows the routes it is given and knows no other model', () => {
    const registry = createRegistry({
      engines: [engine('one'), engine('two')],
      routes: { big: 'two', small: 'one' },
    });
    expect(registry.engineFor('big')?.id).toBe('two');
    expect(registry.engineFor('gen4_turbo')).toBeUndefined();
    expect(registry.engineFor('constructor')).toBeUndefined();
    expect(registry.models()).toEqual(['big', 'small']);
  });

  it('leads every model that is not named to the engine of *', () => {
    const routes = routesWith({ '*': 'fake', gen4_turbo: 'parallax' });
    expect(Object.keys(routes)).toEqual(modelNames);
    for (const [model, id] of Object.entries(routes)) {
      expect(id).toBe(model === 'gen4_turbo' ? 'parallax' : 'fake');
    }
  });

  it('finds an engine by the id stored with a task, routed to or not', () => {
    const registry = createRegistry({ engines: [engine('one'), engine('two')], routes: {} });
    expect(registry.engine('two').id).toBe('two');
    expect(() => registry.engine('three')).toThrow('Expected one of the engines "one", "two" but');
  });

  it('refuses a route that leads nowhere and two engines of one name', () => {
    const engines = [engine('one')];
    expect(() => createRegistry({ engines, routes: { big: 'two' } })).toThrow(
      'Expected the route of the model "big" to lead to one of the engines "one" but received "two".',
    );
    expect(() => createRegistry({ engines: [...engines, ...engines], routes: {} })).toThrow(
      'two with the id "one"',
    );
  });

  it('takes routes for the models that clients can send, and names the one that was meant', () => {
    expect(routesWith({ gen4_turbo: 'fake' })).toMatchObject({
      gen4_turbo: 'fake',
      'gen4.5': 'parallax',
    });
    expect(() => routesWith({ gen4turbo: 'fake' })).toThrow(
      /but received "gen4turbo"\. Did you mean gen4_turbo\?$/,
    );
    expect(() => routesWith({ constructor: 'fake' })).toThrow(/but received "constructor"/);
    expect(() =>
      createRegistry({ engines: [engine('parallax')], routes: { gen4_turbo: 'paralax' } }),
    ).toThrow(/but received "paralax"\. Did you mean parallax\?$/);
  });

  it('closes every engine', async () => {
    const closed: string[] = [];
    await createRegistry({
      engines: [engine('a', closed), engine('b', closed)],
      routes: {},
    }).close();
    expect(closed).toEqual(['a', 'b']);
  });
});
