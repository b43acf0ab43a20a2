import type { RequestOutline } from '../../engine/engine.ts';
import { type Graph, type GraphInput, type Place, placesFedBy } from './graph.ts';
import type { NodeInfo } from './node-info.ts';
import type { Targets } from './targets.ts';

/** The images of a request, by their names on the server. */
export interface UploadedImages {
  image?: string | undefined;
  endImage?: string | undefined;
}

export interface Filled {
  graph: Graph;
  /** What the server was asked for, in words for the task's details. */
  asked: string;
}

/** What an exported workflow makes if it does not say. */
const usualFps = 24;

type Wanted = Pick<
  RequestOutline,
  'promptText' | 'seed' | 'durationSeconds' | 'width' | 'height' | 'options'
>;

/**
 * Put a request into a copy of the workflow. Sizes and lengths become ones that the nodes take: at
 * least as large and as long as asked for, for a clip is cropped and trimmed afterwards.
 * @param infos what the server says of its nodes, by class.
 * @param maxPixels of a frame; a larger one is asked for smaller, in the same proportions.
 */
export function fillGraph(
  workflow: Graph,
  targets: Targets,
  request: Wanted,
  images: UploadedImages,
  { infos, maxPixels }: { infos: ReadonlyMap<string, NodeInfo>; maxPixels: number },
): Filled {
  const graph = structuredClone(workflow);
  const put = (places: Place[], value: GraphInput) => {
    for (const { node, input } of places) graph[node]!.inputs[input] = value;
  };
  /** The number that every one of these places takes. */
  const settle = (places: Place[], wanted: number) =>
    places.reduce((number, { node, input }) => {
      const range = infos.get(graph[node]!.class_type)?.numberRange(input);
      return range ? fitNumber(number, range) : number;
    }, wanted);
  const putFitted = (places: Place[], wanted: number) => {
    const fitted = settle(places, wanted);
    put(places, fitted);
    return fitted;
  };

  put(targets.prompt, request.promptText);
  const { negativePrompt } = request.options;
  if (typeof negativePrompt === 'string') put(targets.negative, negativePrompt);
  put(targets.seed, request.seed);
  if (images.image !== undefined) put(targets.image, images.image);
  if (images.endImage !== undefined) put(targets.endImage, images.endImage);
  else for (const { node } of targets.endImage) unlink(graph, node);

  const shrink = Math.min(1, Math.sqrt(maxPixels / (request.width * request.height)));
  const width = putFitted(targets.width, Math.round(request.width * shrink));
  const height = putFitted(targets.height, Math.round(request.height * shrink));
  const fps = readFps(graph, targets);
  const frames = putFitted(targets.length, Math.ceil(request.durationSeconds * fps));
  const sized = targets.width.length > 0 ? `${width} x ${height} pixels` : 'frames of its own size';
  const long = targets.length.length > 0 ? `${frames} frames` : 'as many frames as it makes';
  return { graph, asked: `The workflow was asked for ${long} of ${sized} at ${fps} a second.` };
}

/** Frames per second that a workflow is made for; a request does not change them. */
export function readFps(graph: Graph, { fps }: Pick<Targets, 'fps'>): number {
  const [place] = fps;
  const value = place && graph[place.node]!.inputs[place.input];
  return typeof value === 'number' && value > 0 ? value : usualFps;
}

/** Without an image, whatever it fed gets none: a last frame is optional to the nodes that take one. */
function unlink(graph: Graph, source: string): void {
  for (const { node, input } of placesFedBy(graph, source)) delete graph[node]!.inputs[input];
}

/** The next number up that is in the range and on its grid; the largest where there is none. */
export function fitNumber(
  wanted: number,
  { min, max, step }: { min: number; max: number; step: number },
): number {
  const steps = Math.ceil((Math.max(wanted, min) - min) / step);
  const most = Math.floor((max - min) / step);
  return min + Math.min(steps, most) * step;
}
