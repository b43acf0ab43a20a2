/** ComfyUI's graphs, as its editor exports them for the API. */

/** A value, or where it comes from: another node and one of its outputs. */
export type GraphInput = string | number | boolean | null | object | [string, number];

export interface GraphNode {
  class_type: string;
  inputs: Record<string, GraphInput>;
  _meta?: { title?: string } | undefined;
}

/** Nodes by their ids. */
export type Graph = Record<string, GraphNode>;

/** One input of one node. */
export interface Place {
  node: string;
  input: string;
}

/**
 * Read an exported workflow.
 * @throws Error that says what it is instead
 */
export function readGraph(text: string): Graph {
  let graph: unknown;
  try {
    graph = JSON.parse(text);
  } catch (error) {
    throw new Error(`It is no JSON: ${(error as Error).message}`);
  }
  if (typeof graph !== 'object' || graph === null || Array.isArray(graph)) {
    throw new Error('Expected an object of nodes.');
  }
  if ('nodes' in graph && 'links' in graph) {
    throw new Error(
      'It is a workflow as the editor saves it. Export it once more, by "Export (API)" in the menu.',
    );
  }
  // Some tools wrap it as they send it.
  const nodes = 'prompt' in graph && isObject(graph.prompt) ? graph.prompt : graph;
  for (const [id, node] of Object.entries(nodes)) {
    if (isObject(node) && typeof node.class_type === 'string' && isObject(node.inputs)) continue;
    throw new Error(`Expected the node ${id} to have a class_type and inputs.`);
  }
  if (Object.keys(nodes).length === 0) throw new Error('It has no nodes.');
  return nodes as Graph;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The node that an input comes from; undefined for a value, or a link that leads nowhere. */
export function sourceOf(graph: Graph, value: GraphInput | undefined): string | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const id = String(value[0]);
  return id in graph ? id : undefined;
}

/**
 * A node and all that it is made from, the nearest first. A node that hands on what comes by one of
 * the inputs `along` is not left by another: what is positive at its end is so at its beginning.
 */
export function* upstreamOf(
  graph: Graph,
  start: string,
  along: readonly string[],
): Generator<[string, GraphNode]> {
  const seen = new Set([start]);
  for (const id of seen) {
    const node = graph[id]!;
    yield [id, node];
    const linked = Object.entries(node.inputs).filter(([, value]) => sourceOf(graph, value));
    const handedOn = linked.filter(([name]) => along.includes(name));
    for (const [, value] of handedOn.length > 0 ? handedOn : linked) {
      seen.add(sourceOf(graph, value)!);
    }
  }
}

/** Every input that is fed by a node. */
export function placesFedBy(graph: Graph, source: string): Place[] {
  return Object.entries(graph).flatMap(([node, { inputs }]) =>
    Object.entries(inputs)
      .filter(([, value]) => sourceOf(graph, value) === source)
      .map(([input]) => ({ node, input })),
  );
}
