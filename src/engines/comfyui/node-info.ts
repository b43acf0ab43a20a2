import type { Graph, Place } from './graph.ts';
import { sourceOf } from './graph.ts';
import { describeNode, type Targets } from './targets.ts';

/** What a server says of a class of nodes, in its answer to `/object_info/<class>`. */
export interface NodeInfo {
  /** Every input that must be there. */
  required: string[];
  /** What an input can be chosen from; undefined where it is no choice. */
  choices(input: string): readonly unknown[] | undefined;
  /** What a number may be; undefined where the server does not say. */
  numberRange(input: string): { min: number; max: number; step: number } | undefined;
}

type RawInput = [unknown, Record<string, unknown>?];

/** @param raw `object_info[class]`; undefined for a class that the server does not know. */
export function readNodeInfo(raw: unknown): NodeInfo | undefined {
  if (typeof raw !== 'object' || raw === null || !('input' in raw)) return undefined;
  const input = raw.input as { required?: object; optional?: object } | null;
  const required = { ...input?.required } as Record<string, RawInput>;
  const all = { ...required, ...input?.optional } as Record<string, RawInput>;
  const read = (name: string): RawInput => (Array.isArray(all[name]) ? all[name] : [undefined]);
  return {
    required: Object.keys(required),
    choices(name) {
      const [kind, extra] = read(name);
      if (Array.isArray(kind)) return kind;
      return kind === 'COMBO' && Array.isArray(extra?.options) ? extra.options : undefined;
    },
    numberRange(name) {
      const [kind, extra = {}] = read(name);
      if (kind !== 'INT' && kind !== 'FLOAT') return undefined;
      const { min, max, step } = extra;
      return {
        min: typeof min === 'number' ? min : 0,
        max: typeof max === 'number' ? max : Number.MAX_SAFE_INTEGER,
        step: typeof step === 'number' && step > 0 ? step : 1,
      };
    },
  };
}

const shownChoices = 5;

/**
 * What of a workflow this server cannot run, a sentence each: classes it does not know, inputs that
 * are missing, and files or settings that it does not have.
 */
export function checkGraph(
  graph: Graph,
  targets: Targets,
  infos: ReadonlyMap<string, NodeInfo>,
): string[] {
  const replaced = new Set([...targets.image, ...targets.endImage].map(nameOf));
  return Object.entries(graph).flatMap(([id, node]) => {
    const name = `node ${describeNode(id, node)}`;
    const info = infos.get(node.class_type);
    if (!info) {
      return [
        `${name}: The server has no such node. Update ComfyUI, or install the custom nodes that it comes from.`,
      ];
    }
    const missing = info.required
      .filter((input) => !(input in node.inputs))
      .map((input) => `${name}: The input ${input} is missing.`);
    const wrong = Object.entries(node.inputs).flatMap(([input, value]) => {
      const choices = info.choices(input);
      const isOpen = replaced.has(nameOf({ node: id, input })) || sourceOf(graph, value);
      if (!choices || isOpen || choices.includes(value)) return [];
      return [`${name}: ${input}: The server does not have "${value}". ${tell(choices)}`];
    });
    return [...missing, ...wrong];
  });
}

function nameOf({ node, input }: Place): string {
  return `${node}.${input}`;
}

function tell(choices: readonly unknown[]): string {
  if (choices.length === 0) return 'It has none.';
  const more = choices.length > shownChoices ? ` and ${choices.length - shownChoices} more` : '';
  return `It has ${choices.slice(0, shownChoices).join(', ')}${more}.`;
}
