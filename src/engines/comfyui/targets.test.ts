import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Graph, readGraph } from './graph.ts';
import { findTargets } from './targets.ts';

const examples = path.resolve(import.meta.dirname, '../../../examples/comfyui');
const readExample = (name: string) => readGraph(readFileSync(path.join(examples, name), 'utf8'));

/** The places as the configuration would write them. */
function listTargets(graph: Graph, mapping = {}) {
  const targets = Object.entries(findTargets(graph, mapping));
  return Object.fromEntries(
    targets.map(([name, places]) => [name, places.map(({ node, input }) => `${node}.${input}`)]),
  );
}

function withoutTitles(graph: Graph): Graph {
  return Object.fromEntries(
    Object.entries(graph).map(([id, { class_type, inputs }]) => [id, { class_type, inputs }]),
  );
}

describe('the places of a request in a workflow', () => {
  const found = {
    'wan2.2-5b.json': {
      prompt: ['5.text'],
      negative: ['6.text'],
      image: ['7.image'],
      endImage: [],
      seed: ['9.seed'],
      length: ['8.length'],
    },
    'wan2.2-14b-first-last.json': {
      prompt: ['9.text'],
      negative: ['10.text'],
      image: ['11.image'],
      endImage: ['12.image'],
      seed: ['14.noise_seed', '15.noise_seed'],
      length: ['13.length'],
    },
    'ltx-video-2b.json': {
      prompt: ['3.text'],
      negative: ['4.text'],
      image: ['5.image'],
      endImage: [],
      seed: ['10.noise_seed'],
      length: ['6.length'],
    },
    'hunyuan-video-1.5.json': {
      prompt: ['6.text'],
      negative: ['7.text'],
      image: ['8.image'],
      endImage: [],
      seed: ['14.noise_seed'],
      length: ['10.length'],
    },
  };

  it.each(Object.entries(found))(
    'of %s are found by titles, and without them by links',
    (name, places) => {
      const graph = readExample(name);
      expect(listTargets(graph)).toMatchObject(places);
      expect(listTargets(withoutTitles(graph))).toMatchObject(places);
    },
  );

  it('keep apart what is positive and what is negative, in whatever order a node names them', () => {
    const graph = withoutTitles(readExample('wan2.2-14b-first-last.json'));
    const { positive, negative, ...others } = graph['13']!.inputs;
    graph['13']!.inputs = { negative: negative!, positive: positive!, ...others };
    expect(listTargets(graph)).toMatchObject({ prompt: ['9.text'], negative: ['10.text'] });
  });

  it('are those that the configuration names, before any other', () => {
    const graph = readExample('still.json');
    const mapping = { length: '3.amount', image: ['1.image'] };
    expect(listTargets(graph, mapping)).toMatchObject({ length: ['3.amount'], image: ['1.image'] });
  });

  it.each([
    [
      { length: 'amount' },
      'mapping.length: Expected a node and its input such as "6.text" but received "amount".',
    ],
    [
      { length: '9.amount' },
      'mapping.length: The workflow has no node 9. It has 1 "start_image" (LoadImage), 2',
    ],
    [
      { length: '3.amont' },
      'mapping.length: The node 3 "Repeat Image Batch" (RepeatImageBatch) has no input "amont". Did you mean amount? It has image, amount.',
    ],
  ])('that are not there are named: %j', (mapping, message) => {
    expect(() => findTargets(readExample('still.json'), mapping)).toThrow(message);
  });
});

describe('an exported workflow', () => {
  it.each([
    ['not json', /^It is no JSON/],
    ['[]', /^Expected an object of nodes/],
    ['{}', /^It has no nodes/],
    ['{"nodes": [], "links": []}', /Export it once more, by "Export \(API\)"/],
    ['{"1": {"inputs": {}}}', /^Expected the node 1 to have a class_type/],
  ])('is told from %s', (text, message) => {
    expect(() => readGraph(text)).toThrow(message);
  });

  it('may be wrapped as it is sent', () => {
    const node = { class_type: 'LoadImage', inputs: {} };
    expect(readGraph(JSON.stringify({ prompt: { 1: node } }))).toEqual({ 1: node });
  });
});
