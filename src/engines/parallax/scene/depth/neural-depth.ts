/**
 * Depth from a neural network: an ONNX file in the format of Depth Anything V2 (one image in, one
 * plane of inverse depth out). The runtime is native code, and is loaded only when it is needed.
 */
import { createHash } from 'node:crypto';
import type { Picture } from '../../../../media/picture.ts';
import { averageCells, type Plane } from '../resample.ts';
import { findDepth, type KeptDepths, keepDepth, roundDepth } from './kept-depths.ts';

/** What a model tells of every place: 1 / distance, or distance. Either way in no known unit. */
export type DepthKind = 'inverse-depth' | 'depth';

/** A model, and where its answers are kept. */
export interface DepthNetwork {
  path: string;
  sha256: string;
  gives: DepthKind;
  kept?: KeptDepths | undefined;
}

/** What is used of onnxruntime-node. */
export interface OnnxRuntime {
  InferenceSession: { create(path: string): Promise<OnnxSession> };
  Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => OnnxTensor;
}

interface OnnxSession {
  inputNames: readonly string[];
  outputNames: readonly string[];
  /** Absent before onnxruntime-node 1.21. */
  inputMetadata?: readonly { shape?: readonly (number | string)[] }[];
  run(feeds: Record<string, OnnxTensor>): Promise<Record<string, OnnxTensor>>;
}

interface OnnxTensor {
  data: unknown;
  dims: readonly number[];
}

/** The side of the square that the network was trained on; other shapes get the same area. */
const trainedSide = 518;
/** The network sees the picture in patches of this many pixels; both sides are multiples of it. */
const patch = 14;

/** Mean and standard deviation of ImageNet, per channel, for values of 0..1. */
const mean = [0.485, 0.456, 0.406];
const deviation = [0.229, 0.224, 0.225];

const sessions = new Map<string, Promise<OnnxSession>>();

/**
 * Estimate depth: 0 far .. 1 near, at the network's own size.
 * @throws Error saying what is missing: the runtime, the file, or the right kind of output.
 */
export async function estimateNeuralDepth(
  picture: Picture,
  network: DepthNetwork,
  loadRuntime: () => Promise<OnnxRuntime> = () => importRuntime(),
): Promise<Plane> {
  const { kept } = network;
  if (!kept) return askNetwork(picture, network, loadRuntime);
  const key = nameAnswer(picture, network);
  const before = await findDepth(key, kept);
  if (before) return before;
  const depth = await askNetwork(picture, network, loadRuntime);
  await keepDepth(key, depth, kept);
  return depth;
}

/** Changed whenever the same picture and model would give another answer. */
const version = 1;

function nameAnswer({ width, height, data }: Picture, { sha256, gives }: DepthNetwork): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify({ version, width, height, sha256, gives }));
  return hash.update(data).digest('hex');
}

async function askNetwork(
  picture: Picture,
  { path, gives }: DepthNetwork,
  loadRuntime: () => Promise<OnnxRuntime>,
): Promise<Plane> {
  const runtime = await loadRuntime();
  const session = await openSession(runtime, path);
  const failures: unknown[] = [];
  for (const size of inputSizes(picture, session)) {
    try {
      return roundDepth(readDepth(await ask(runtime, session, picture, size), path, gives));
    } catch (error) {
      if (error instanceof WrongModel) throw error;
      failures.push(error);
    }
  }
  throw new WrongModel(
    `Expected ${path} to take one image as float32 [1, 3, height, width] but it refused: ${messageOf(failures[0])}`,
    { cause: failures[0] },
  );
}

/** The file is no model of depth; the message says what was expected and what came. */
export class WrongModel extends Error {
  override name = 'WrongModel';
}

async function ask(
  runtime: OnnxRuntime,
  session: OnnxSession,
  picture: Picture,
  { width, height }: Size,
): Promise<OnnxTensor | undefined> {
  const plane = normalise(picture, width, height);
  const input = new runtime.Tensor('float32', plane, [1, 3, height, width]);
  const outputs = await session.run({ [session.inputNames[0]!]: input });
  return outputs[session.outputNames[0]!];
}

/** @throws Error that says what to do. The name is no literal: some systems have no such package. */
export async function importRuntime(name = 'onnxruntime-node'): Promise<OnnxRuntime> {
  try {
    const found = await import(name);
    return found.default ?? found;
  } catch (cause) {
    throw new Error(
      `The package onnxruntime-node, which runs depth models, does not load: ${messageOf(cause).split('\n')[0]} Run "npm ci" again, without --omit=optional, on this very machine; or do without a model by PHOTOPLAY_DEPTH=cues.`,
      { cause },
    );
  }
}

function openSession(runtime: OnnxRuntime, path: string): Promise<OnnxSession> {
  let session = sessions.get(path);
  if (session === undefined) {
    session = runtime.InferenceSession.create(path).catch((cause: unknown) => {
      sessions.delete(path);
      throw new WrongModel(
        `Expected an ONNX file in the Depth Anything V2 format at ${path} but it could not be loaded: ${messageOf(cause)}`,
        { cause },
      );
    });
    sessions.set(path, session);
  }
  return session;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

interface Size {
  width: number;
  height: number;
}

/**
 * The model's own input size where it has a fixed one; else the picture's shape. A runtime that
 * does not tell is asked with that, and with the square that models of a fixed size mostly take.
 */
function inputSizes(picture: Picture, { inputMetadata }: OnnxSession): Size[] {
  const [, , height, width] = inputMetadata?.[0]?.shape ?? [];
  if (typeof height === 'number' && typeof width === 'number' && height > 0 && width > 0) {
    return [{ width, height }];
  }
  const scale = trainedSide / Math.sqrt(picture.width * picture.height);
  const side = (length: number) => Math.max(patch, Math.round((length * scale) / patch) * patch);
  const shaped = { width: side(picture.width), height: side(picture.height) };
  return inputMetadata ? [shaped] : [shaped, { width: trainedSide, height: trainedSide }];
}

/** The picture at the network's size, channel by channel, normalised as ImageNet is. */
function normalise(picture: Picture, width: number, height: number): Float32Array {
  const most = Math.min(picture.width / width, picture.height / height);
  const source = averageCells(
    picture,
    { left: 0, top: 0, ...picture },
    Math.max(1, Math.floor(most)),
  );
  const out = new Float32Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    const v = Math.max(0, ((y + 0.5) * source.height) / height - 0.5);
    const row = Math.min(source.height - 1, Math.floor(v));
    const next = Math.min(source.height - 1, row + 1);
    for (let x = 0; x < width; x++) {
      const u = Math.max(0, ((x + 0.5) * source.width) / width - 0.5);
      const column = Math.min(source.width - 1, Math.floor(u));
      const right = Math.min(source.width - 1, column + 1);
      for (let c = 0; c < 3; c++) {
        const at = (j: number, i: number) => source.data[(j * source.width + i) * 3 + c]!;
        const upper = at(row, column) + (u - column) * (at(row, right) - at(row, column));
        const lower = at(next, column) + (u - column) * (at(next, right) - at(next, column));
        const value = (upper + (v - row) * (lower - upper)) / 255;
        out[(c * height + y) * width + x] = (value - mean[c]!) / deviation[c]!;
      }
    }
  }
  return out;
}

/** The last two dimensions of the output, brought to 0..1 by its 1st and 99th percentile. */
function readDepth(output: OnnxTensor | undefined, path: string, gives: DepthKind): Plane {
  const [height, width] = output?.dims.slice(-2) ?? [];
  const told = output?.data;
  if (!(told instanceof Float32Array) || !width || told.length !== width * height!) {
    throw new WrongModel(
      `Expected ${path} to give one plane of float32 depth but received dimensions [${output?.dims ?? ''}].`,
    );
  }
  const values = gives === 'depth' ? told.map(invert) : told;
  const sorted = values.filter(Number.isFinite).sort();
  const low = sorted[Math.floor(0.01 * (sorted.length - 1))] ?? 0;
  const high = sorted[Math.floor(0.99 * (sorted.length - 1))] ?? 0;
  const scale = high > low ? 1 / (high - low) : 0;
  const data = values.map((value) => {
    return Number.isFinite(value) ? Math.min(1, Math.max(0, (value - low) * scale)) : 0;
  });
  return { width, height: height!, data };
}

/** What has no distance, or none that can be, is as far as can be. */
function invert(distance: number): number {
  return distance > 0 ? 1 / distance : 0;
}
