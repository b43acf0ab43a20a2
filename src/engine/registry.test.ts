import { describe, expect, it } from 'vitest';
import { modelNames } from '../task/models.ts';
import type { LocalEngine } from './engine.ts';
import { createRegistry, type Registry } from './registry.ts';
import { routesWith, type WrittenRoute } from './routes.ts';

const to = (...ids: string[]) => ids.map((id) => ({ engine: id, weight: 1 }));

function engine(id: string, closed: string[] = []): LocalEngine {
  return {
    kind: 'local',
    id,
    consider: () => ({ refusals: [], warnings: [] }),
    render: () => Promise.reject(new Error('not rendered in this test')),
    close: async () => void closed.push(id),
  };
}

const idsOf = (registry: Registry, model: string) =>
  registry.targetsOf(model)?.map(({ engine }) => engine.id);

describe('the registry', () => {
  it('serves every model with the embedded engine unless told otherwise', () => {
    const registry = createRegistry({ engines: [engine('parallax')] });
    expect(registry.models()).toEqual(modelNames);
    for (const model of registry.models()) expect(idsOf(registry, model)).toEqual(['parallax']);
  });

  it('follows the routes it is given and knows no other model', () => {
    const registry = createRegistry({
      engines: [engine('one'), engine('two')],
      routes: { big: to('two', 'one'), small: to('one') },
    });
    expect(idsOf(registry, 'big')).toEqual(['two', 'one']);
    expect(registry.targetsOf('gen4_turbo')).toBeUndefined();
    expect(registry.targetsOf('constructor')).toBeUndefined();
    expect(registry.models()).toEqual(['big', 'small']);
  });

  it('leads every model that is not named to the engine of *', () => {
    const routes = routesWith({ '*': to('fake'), gen4_turbo: to('parallax') });
    expect(Object.keys(routes)).toEqual(modelNames);
    for (const [model, [target]] of Object.entries(routes)) {
      expect(target?.engine).toBe(model === 'gen4_turbo' ? 'parallax' : 'fake');
    }
  });

  it('finds an engine by the id stored with a task, routed to or not', () => {
    const registry = createRegistry({ engines: [engine('one'), engine('two')], routes: {} });
    expect(registry.engine('two').id).toBe('two');
    expect(() => registry.engine('three')).toThrow('Expected one of the engines "one", "two" but');
  });

  it('refuses a route that leads nowhere and two engines of one name', () => {
    const engines = [engine('one')];
    expect(() => createRegistry({ engines, routes: { big: to('two') } })).toThrow(
      'Expected the route of the model "big" to lead to one of the engines "one" but received "two". Correct the route, or set that engine up in the section "engines".',
    );
    expect(() => createRegistry({ engines: [...engines, ...engines], routes: {} })).toThrow(
      'two with the id "one"',
    );
  });

  it('takes routes for the models that clients can send, and names the one that was meant', () => {
    expect(routesWith({ gen4_turbo: to('fake') })).toMatchObject({
      gen4_turbo: to('fake'),
      'gen4.5': to('parallax'),
    });
    expect(() => routesWith({ gen4turbo: to('fake') })).toThrow(
      /but received "gen4turbo"\. Did you mean gen4_turbo\?$/,
    );
    expect(() => routesWith({ constructor: to('fake') })).toThrow(/but received "constructor"/);
    expect(() =>
      createRegistry({ engines: [engine('parallax')], routes: { gen4_turbo: to('paralax') } }),
    ).toThrow(/but received "paralax"\. Did you mean parallax\? Correct the route/);
  });

  it('lets the first target serve and the others stand in, unless any of them has a weight', () => {
    const weights = (route: WrittenRoute) =>
      routesWith({ gen4_turbo: route }).gen4_turbo!.map(({ weight }) => weight);
    expect(weights([{ engine: 'a' }, { engine: 'b' }, { engine: 'c' }])).toEqual([1, 0, 0]);
    expect(weights([{ engine: 'a' }, { engine: 'b', weight: 3 }])).toEqual([1, 3]);
    expect(() => weights([{ engine: 'a' }, { engine: 'a' }])).toThrow('"a" stands there twice');
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
