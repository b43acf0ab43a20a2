import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paintScene } from '../../../test/fixtures/index.ts';
import { encodePng } from '../../../test/support/encode-image.ts';
import { type ModelShape, writeBrightnessModel } from '../../../test/support/onnx-model.ts';
import { type DepthModel, tryDepthModel } from './depth-model.ts';
import { createParallaxEngine } from './engine.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photoplay-depth-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function writeModel(name: string, shape?: ModelShape): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, writeBrightnessModel(shape));
  return file;
}

describe('tryDepthModel', () => {
  it.each([
    ['takes images of any size', undefined],
    ['takes images of 518 x 518 alone', { input: [1, 3, 518, 518] }],
  ])('is content with a model that %s', async (_, shape) => {
    await expect(tryDepthModel({ path: await writeModel('good.onnx', shape) })).resolves.toBe(
      undefined,
    );
  });

  it('says that there is no such file', async () => {
    const file = path.join(folder, 'absent.onnx');
    await expect(tryDepthModel({ path: file })).rejects.toThrow(
      /absent\.onnx.*could not be loaded/,
    );
  });

  it('says that a file is no ONNX file', async () => {
    const file = path.join(folder, 'broken.onnx');
    await writeFile(file, 'not a model');
    await expect(tryDepthModel({ path: file })).rejects.toThrow(
      /Expected an ONNX file in the Depth Anything V2 format at .*broken\.onnx/,
    );
  });

  it('says that a model takes something else than one image', async () => {
    const file = await writeModel('masked.onnx', { input: [1, 4, 'height', 'width'] });
    await expect(tryDepthModel({ path: file })).rejects.toThrow(
      /masked\.onnx to take one image as float32 \[1, 3, height, width\] but it refused/,
    );
  });

  it('says that a model gives something else than one plane', async () => {
    const file = await writeModel('planes.onnx', { axis: 0 });
    await expect(tryDepthModel({ path: file })).rejects.toThrow(
      /planes\.onnx to give one plane of float32 depth but received dimensions \[3,/,
    );
  });
});

describe('the embedded engine with a depth model', () => {
  let picture: string;

  beforeAll(async () => {
    picture = path.join(folder, 'street.png');
    await writeFile(picture, await encodePng(paintScene('street', { width: 320, height: 192 })));
  });

  async function render(depthModel?: DepthModel) {
    const engine = createParallaxEngine({ idleMs: 0, depthModel });
    const { files, shot } = await engine.render(
      {
        kind: 'image_to_video',
        model: 'gen4_turbo',
        outputFormat: 'mp4',
        options: {},
        inputs: [{ role: 'first', file: picture }],
        promptText: 'truck left',
        seed: 7,
        durationSeconds: 1,
        width: 320,
        height: 192,
        fps: 8,
        watermark: false,
      },
      {
        signal: new AbortController().signal,
        progress: () => {},
        workDir: await mkdtemp(path.join(folder, 'work-')),
        log: { debug() {}, info() {}, warn() {}, error() {} },
      },
    );
    await engine.close?.();
    return { clip: await readFile(files[0]!), shot };
  }

  it('moves through the depth that the model sees, and tells which it was', async () => {
    const model: DepthModel = {
      path: await writeModel('brightness.onnx'),
      title: 'Brightness',
      sha256: '0123456789abcdef',
      gives: 'inverse-depth',
    };
    const [seen, again, judged] = [await render(model), await render(model), await render()];
    expect(seen.clip.equals(judged.clip)).toBe(false);
    expect(seen.clip.equals(again.clip)).toBe(true);
    expect(seen.shot).toMatchObject({ depth: 'Brightness (0123456789ab)' });
    expect(judged.shot).toMatchObject({ depth: 'image cues' });
  });
});
