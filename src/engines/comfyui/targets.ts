import { findNearest, suggest } from '../../task/nearest.ts';
import { type Graph, type GraphNode, type Place, sourceOf, upstreamOf } from './graph.ts';

/**
 * Where in a workflow a request's values go. Each is looked for in three ways: where the
 * configuration says, else in a node that is titled so, else by what the nodes are and how they are
 * linked.
 */
export const targetNames = [
  'prompt',
  'negative',
  'image',
  'endImage',
  'seed',
  'width',
  'height',
  'length',
  'fps',
] as const;

export type TargetName = (typeof targetNames)[number];

export type Targets = Record<TargetName, Place[]>;

/** As the configuration writes it: `6.text`, the node's id and its input. */
export type Mapping = Partial<Record<TargetName, string | string[]>>;

/** What a node that a person has titled for us is called, and which of its inputs is meant. */
const titles: Record<TargetName, { names: string[]; inputs: string[] }> = {
  prompt: { names: ['prompt', 'positive', 'positive prompt'], inputs: ['text', 'prompt', 'value'] },
  negative: { names: ['negative', 'negative prompt'], inputs: ['text', 'prompt', 'value'] },
  image: { names: ['image', 'start image', 'first frame'], inputs: ['image'] },
  endImage: { names: ['end image', 'last frame'], inputs: ['image'] },
  seed: { names: ['seed'], inputs: ['seed', 'noise_seed', 'value'] },
  width: { names: ['width', 'size'], inputs: ['width', 'value'] },
  height: { names: ['height', 'size'], inputs: ['height', 'value'] },
  length: { names: ['length', 'frames'], inputs: ['length', 'frames', 'num_frames', 'value'] },
  fps: { names: ['fps', 'frame rate'], inputs: ['fps', 'frame_rate', 'value'] },
};

/**
 * Find the places of a request's values.
 * @throws Error that names a node or an input of the mapping that is not there
 */
export function findTargets(graph: Graph, mapping: Mapping = {}): Targets {
  const byLinks = findByLinks(graph);
  const find = (name: TargetName): Place[] => {
    const told = mapping[name];
    if (told !== undefined) return [told].flat().map((text) => readPlace(graph, name, text));
    const titled = findByTitle(graph, name);
    return titled.length > 0 ? titled : byLinks[name];
  };
  return Object.fromEntries(targetNames.map((name) => [name, find(name)])) as Targets;
}

function readPlace(graph: Graph, name: TargetName, text: string): Place {
  const dot = text.lastIndexOf('.');
  const [id, input] = [text.slice(0, dot), text.slice(dot + 1)];
  if (dot < 1 || input === '') {
    throw new Error(
      `mapping.${name}: Expected a node and its input such as "6.text" but received "${text}".`,
    );
  }
  const node = graph[id];
  if (!node) {
    throw new Error(`mapping.${name}: The workflow has no node ${id}. It has ${listNodes(graph)}.`);
  }
  if (!(input in node.inputs)) {
    const inputs = Object.keys(node.inputs);
    throw new Error(
      `mapping.${name}: The node ${describeNode(id, node)} has no input "${input}".${suggest(findNearest(input, inputs))} It has ${inputs.join(', ')}.`,
    );
  }
  return { node: id, input };
}

/** A node as people know it: its id, its title and its class. */
export function describeNode(id: string, { class_type, _meta }: GraphNode): string {
  return _meta?.title && _meta.title !== class_type
    ? `${id} "${_meta.title}" (${class_type})`
    : `${id} (${class_type})`;
}

function listNodes(graph: Graph): string {
  return Object.entries(graph)
    .map(([id, node]) => describeNode(id, node))
    .join(', ');
}

function findByTitle(graph: Graph, name: TargetName): Place[] {
  const { names, inputs } = titles[name];
  return Object.entries(graph).flatMap(([id, node]) => {
    const title = (node._meta?.title ?? '').toLowerCase().replaceAll(/[_-]+/g, ' ').trim();
    if (!names.includes(title)) return [];
    const input = inputs.find((known) => isValue(graph, node, known));
    return input ? [{ node: id, input }] : [];
  });
}

/** Whether an input is there and holds a value of its own, which may be replaced. */
function isValue(graph: Graph, node: GraphNode, input: string): boolean {
  return input in node.inputs && sourceOf(graph, node.inputs[input]) === undefined;
}

function findByLinks(graph: Graph): Targets {
  const nodes = Object.entries(graph);
  const values = (...inputs: string[]) =>
    nodes.flatMap(([node, made]) =>
      inputs
        .filter((input) => typeof made.inputs[input] === 'number')
        .map((input) => ({ node, input })),
    );
  /** The nearest node behind an input of one of these names that `isIt`. */
  const behind = (inputs: string[], isIt: (node: GraphNode) => string | undefined): Place[] => {
    const places = nodes.flatMap(([, { inputs: fed }]) =>
      inputs.flatMap((name) => {
        const source = sourceOf(graph, fed[name]);
        if (source === undefined) return [];
        for (const [node, made] of upstreamOf(graph, source, inputs)) {
          const input = isIt(made);
          if (input) return [{ node, input }];
        }
        return [];
      }),
    );
    return dropRepeated(places);
  };
  const text = (node: GraphNode) =>
    ['text', 'prompt'].find((input) => typeof node.inputs[input] === 'string');
  const loaded = (node: GraphNode) =>
    /^LoadImage/.test(node.class_type) && typeof node.inputs.image === 'string'
      ? 'image'
      : undefined;

  const endImage = behind(['end_image', 'last_frame', 'end_frame', 'last_image'], loaded);
  const ends = new Set(endImage.map(({ node }) => node));
  const first = behind(['start_image', 'first_frame', 'start_frame', 'first_image'], loaded);
  const others = behind(['image', 'images', 'pixels'], loaded);
  const image = first.length > 0 ? first : others.filter(({ node }) => !ends.has(node));
  // What sizes a clip has its length as well; without one, what is called a latent sizes it.
  const sizing = nodes.filter(([, { inputs }]) =>
    ['width', 'height'].every((input) => typeof inputs[input] === 'number'),
  );
  const clips = sizing.filter(([, { inputs }]) => typeof inputs.length === 'number');
  const sized =
    clips.length > 0 ? clips : sizing.filter(([, { class_type }]) => /Latent/.test(class_type));
  const of = (found: typeof nodes, input: string) => found.map(([node]) => ({ node, input }));
  const prompt = behind(['positive', 'conditioning'], text);
  return {
    prompt,
    negative: behind(['negative'], text).filter(
      (place) => !prompt.some((other) => isSame(place, other)),
    ),
    image,
    endImage,
    seed: values('seed', 'noise_seed'),
    width: of(sized, 'width'),
    height: of(sized, 'height'),
    length: of(clips, 'length'),
    fps: values('fps', 'frame_rate'),
  };
}

function isSame(one: Place, other: Place): boolean {
  return one.node === other.node && one.input === other.input;
}

function dropRepeated(places: Place[]): Place[] {
  return places.filter(
    (place, index) => places.findIndex((other) => isSame(place, other)) === index,
  );
}
