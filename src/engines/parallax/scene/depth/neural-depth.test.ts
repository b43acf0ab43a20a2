import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paintPicture } from '../../../../../test/fixtures/staged-pictures.ts';
import { writeBrightnessModel } from '../../../../../test/support/onnx-model.ts';
import { buildScene } from '../scene.ts';
import {
  type DepthNetwork,
  estimateNeuralDepth,
  importRuntime,
  type OnnxRuntime,
} from './neural-depth.ts';

/** Dark on the left, bright on the right. */
const halves = paintPicture(280, 140, (x) => (x < 140 ? [20, 20, 20] : [230, 230, 230]));
const whole = { left: 0, top: 0, width: 280, height: 140 };

const network = (path: string): DepthNetwork => ({ path, sha256: path, gives: 'inverse-depth' });

let folder: string;
let model: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'photoplay-depth-'));
  model = join(folder, 'brightness.onnx');
  await writeFile(model, writeBrightnessModel());
});

afterAll(() => rm(folder, { recursive: true }));

/** A runtime whose every model answers with `answer` of the input's plane. */
function pretendRuntime(
  answer: (data: Float32Array, width: number, height: number) => { data: unknown; dims: number[] },
): OnnxRuntime & { seen: { data: Float32Array; dims: readonly number[] }[] } {
  const seen: { data: Float32Array; dims: readonly number[] }[] = [];
  class Tensor {
    data: Float32Array;
    dims: readonly number[];
    constructor(_type: 'float32', data: Float32Array, dims: readonly number[]) {
      this.data = data;
      this.dims = dims;
    }
  }
  const session = {
    inputNames: ['image'],
    outputNames: ['depth'],
    async run(feeds: Record<string, { data: unknown; dims: readonly number[] }>) {
      const data = feeds.image!.data as Float32Array;
      const { dims } = feeds.image!;
      seen.push({ data, dims });
      return { depth: answer(data, dims[3]!, dims[2]!) };
    },
  };
  return { Tensor, InferenceSession: { create: async () => session }, seen };
}

describe('estimateNeuralDepth', () => {
  it('feeds the network whole patches of 14 pixels, normalised as ImageNet is', async () => {
    const runtime = pretendRuntime((data, width, height) => ({
      data: data.slice(0, width * height),
      dims: [1, height, width],
    }));
    const depth = await estimateNeuralDepth(halves, network('patches.onnx'), async () => runtime);
    const [batch, channels, height, width] = runtime.seen[0]!.dims;
    expect([batch, channels]).toEqual([1, 3]);
    expect(height! % 14).toBe(0);
    expect(width! % 14).toBe(0);
    expect(width! / height!).toBeCloseTo(2, 0);
    expect(runtime.seen[0]!.data[0]).toBeCloseTo((20 / 255 - 0.485) / 0.229, 3);
    expect(depth.data[0]).toBe(0);
    expect(depth.data[width! - 1]).toBe(1);
  });

  it('is not thrown off by a few wild values', async () => {
    const runtime = pretendRuntime((_, width, height) => {
      const data = Float32Array.from({ length: width * height }, (_, i) => (i % width) / width);
      data[5] = 1e9;
      data[6] = Number.NaN;
      return { data, dims: [1, 1, height, width] };
    });
    const { data, width } = await estimateNeuralDepth(
      halves,
      network('wild.onnx'),
      async () => runtime,
    );
    expect(data[Math.floor(width / 2)]).toBeCloseTo(0.5, 1);
    expect(data.every((d) => d >= 0 && d <= 1)).toBe(true);
  });

  it('says what to do when the runtime is missing', async () => {
    const absent = () => importRuntime('onnxruntime-that-nobody-installed');
    await expect(estimateNeuralDepth(halves, network(model), absent)).rejects.toThrow(
      /onnxruntime-node.*does not load.*npm ci.*PHOTOPLAY_DEPTH=cues/,
    );
  });

  it('turns depth itself into nearness, where a model gives that', async () => {
    // From 1 to 5 m, from left to right; in one corner no distance at all.
    const runtime = pretendRuntime((_, width, height) => {
      const data = Float32Array.from(
        { length: width * height },
        (_, i) => 1 + (4 * (i % width)) / (width - 1),
      );
      data[0] = 0;
      return { data, dims: [1, height, width] };
    });
    const distances: DepthNetwork = { ...network('three.onnx'), gives: 'depth' };
    const { data, width } = await estimateNeuralDepth(halves, distances, async () => runtime);
    expect(data[1]).toBeCloseTo(1, 1);
    expect(data[width - 1]).toBeCloseTo(0, 1);
    // A third of the way in distance is most of the way in nearness.
    expect(data[width + Math.round(width / 4)]).toBeCloseTo((1 / 2 - 1 / 5) / (1 - 1 / 5), 1);
    expect(data[0]).toBe(0);
  });

  it('refuses a model that gives anything but one plane', async () => {
    const runtime = pretendRuntime(() => ({ data: new Float32Array(12), dims: [1, 3, 2, 2] }));
    await expect(
      estimateNeuralDepth(halves, network('classes.onnx'), async () => runtime),
    ).rejects.toThrow(/one plane of float32 depth/);
  });

  it('tries a file again that could not be loaded', async () => {
    const runtime = pretendRuntime((data, width, height) => ({
      data: data.slice(0, width * height),
      dims: [1, height, width],
    }));
    const broken: OnnxRuntime = {
      ...runtime,
      InferenceSession: { create: () => Promise.reject(new Error('not a protocol buffer')) },
    };
    await expect(
      estimateNeuralDepth(halves, network('late.onnx'), async () => broken),
    ).rejects.toThrow(/late\.onnx.*not a protocol buffer/);
    await expect(
      estimateNeuralDepth(halves, network('late.onnx'), async () => runtime),
    ).resolves.toBeDefined();
  });
});

describe('what a network told', () => {
  const slope = () =>
    pretendRuntime((_, width, height) => ({
      data: Float32Array.from({ length: width * height }, (_, i) => Math.sqrt(i)),
      dims: [1, height, width],
    }));
  const askWith = async (runtime: OnnxRuntime, from: DepthNetwork, picture = halves) =>
    estimateNeuralDepth(picture, from, async () => runtime);

  it('is kept for the same picture and the same network, to the last bit', async () => {
    const kept = { folder: join(folder, 'kept'), most: 10 };
    const runtime = slope();
    const first = await askWith(runtime, { ...network('a.onnx'), kept });
    const second = await askWith(runtime, { ...network('a.onnx'), kept });
    expect(runtime.seen).toHaveLength(1);
    expect(second).toEqual(first);
    expect(await askWith(slope(), network('b.onnx'))).toEqual(first);
    await askWith(runtime, { ...network('c.onnx'), kept });
    await askWith(runtime, { ...network('a.onnx'), gives: 'depth', kept });
    await askWith(
      runtime,
      { ...network('a.onnx'), kept },
      { ...halves, data: halves.data.slice().fill(9, 0, 9) },
    );
    expect(runtime.seen).toHaveLength(4);
  });

  it('is asked for again when it was spoilt, and goes when there is more than is to be kept', async () => {
    const kept = { folder: join(folder, 'few'), most: 2 };
    const runtime = slope();
    for (const name of ['d.onnx', 'e.onnx', 'f.onnx']) {
      await askWith(runtime, { ...network(name), kept });
    }
    const files = await readdir(kept.folder);
    expect(files).toHaveLength(2);
    for (const file of files) await writeFile(join(kept.folder, file), 'spoilt');
    await askWith(runtime, { ...network('f.onnx'), kept });
    expect(runtime.seen).toHaveLength(4);
  });

  it('is no reason to fail when it cannot be kept', async () => {
    const kept = { folder: join(model, 'a file is no folder'), most: 2 };
    await expect(askWith(slope(), { ...network('g.onnx'), kept })).resolves.toBeDefined();
  });
});

describe('a scene with a depth model', () => {
  it('takes its depth from the network', async () => {
    const scene = await buildScene(halves, whole, { depthModel: network(model) });
    const at = (x: number) =>
      scene.foreground.depth[(scene.top + 70) * scene.width + scene.left + x]!;
    expect(at(240)).toBeGreaterThan(at(40) + 0.5);
    expect(scene.depthConfidence).toBeGreaterThan(0.8);
  });

  it('refuses a file that is no model', async () => {
    const file = join(folder, 'broken.onnx');
    await writeFile(file, 'not a model');
    await expect(buildScene(halves, whole, { depthModel: network(file) })).rejects.toThrow(
      /broken\.onnx/,
    );
  });
});
