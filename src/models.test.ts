import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeModel, startModelHub } from '../test/support/model-hub.ts';
import { writeBrightnessModel } from '../test/support/onnx-model.ts';
import { type Config, loadConfig } from './config.ts';
import {
  addModel,
  chooseDepthModel,
  knownModels,
  listModels,
  openDepthModel,
  removeModel,
} from './models.ts';

const bytes = writeBrightnessModel();
const model = describeModel(bytes);
const known = [model];

async function configure(environment: Record<string, string> = {}): Promise<Config> {
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-models-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const config = loadConfig({ PHOTOPLAY_DATA_DIR: folder, ...environment });
  return { ...config, limits: { ...config.limits, modelSilenceMs: 600_000 } };
}

const silent = { warn: () => {}, onFetch: () => {} };

describe('a known model', () => {
  it('is fetched once from the hub, by its revision, and then used', async () => {
    const hub = await startModelHub(bytes);
    const config = await configure({ HF_ENDPOINT: `${hub.url}/` });
    expect(await chooseDepthModel(config, undefined, known)).toBeUndefined();
    const file = await addModel(config, model);
    expect(await addModel(config, model)).toBe(file);
    expect(hub.asked).toEqual(['/someone/brightness/resolve/abc/onnx/model.onnx']);
    expect(await listModels(config, known)).toMatchObject([{ here: true, used: true, path: file }]);
    expect(await openDepthModel(config, silent, undefined, known)).toMatchObject({
      path: file,
      title: 'Brightness',
      sha256: model.sha256,
      gives: 'inverse-depth',
    });
  });

  it('is not used where image cues are asked for', async () => {
    const hub = await startModelHub(bytes);
    const config = await configure({ HF_ENDPOINT: hub.url, PHOTOPLAY_DEPTH: 'cues' });
    await addModel(config, model);
    expect(await openDepthModel(config, silent, undefined, known)).toBeUndefined();
    expect(await listModels(config, known)).toMatchObject([{ here: true, used: false }]);
  });

  it('leaves nothing behind when it has another hash, or is none', async () => {
    const letter = new TextEncoder().encode('x'.repeat(bytes.length));
    const hub = await startModelHub(letter);
    const config = await configure({ HF_ENDPOINT: hub.url });
    await expect(addModel(config, model)).rejects.toThrow(
      `to have the SHA-256 ${model.sha256} but it has`,
    );
    await expect(addModel(config, describeModel(letter))).rejects.toThrow(/could not be loaded/);
    expect(await readdir(config.modelsDir)).toEqual([]);
  });

  it('is not used, and that is told, when its file was changed since', async () => {
    const hub = await startModelHub(bytes);
    const config = await configure({ HF_ENDPOINT: hub.url });
    const file = await addModel(config, model);
    await writeFile(file, 'x'.repeat(bytes.length));
    const told: string[] = [];
    const warn = (reason: string) => told.push(reason);
    expect(await openDepthModel(config, { ...silent, warn }, undefined, known)).toBeUndefined();
    expect(told).toEqual([expect.stringMatching(/is not the file that was fetched/)]);
  });

  it('can be removed', async () => {
    const hub = await startModelHub(bytes);
    const config = await configure({ HF_ENDPOINT: hub.url });
    await addModel(config, model);
    expect(await removeModel(config, model)).toBe(true);
    expect(await removeModel(config, model)).toBe(false);
    expect(await listModels(config, known)).toMatchObject([{ here: false, used: false }]);
  });

  it('gives way to one that the configuration names', async () => {
    const hub = await startModelHub(bytes);
    const config = await configure({ HF_ENDPOINT: hub.url });
    const file = await addModel(config, model);
    const named = { path: file, sha256: model.sha256, gives: 'depth' as const };
    const own = {
      ...config,
      engines: [
        { id: 'parallax', kind: 'parallax', settings: { depthModel: named }, variables: {} },
      ],
    };
    expect(await openDepthModel(own, silent, named, known)).toMatchObject({
      title: path.basename(file),
      gives: 'depth',
    });
  });
});

describe('the table of known models', () => {
  it('says of each a whole hash, a whole revision and a licence that lets everyone use it', () => {
    for (const { sha256, revision, licence, bytes } of knownModels) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(revision).toMatch(/^[0-9a-f]{40}$/);
      expect(licence).toBe('Apache-2.0');
      expect(bytes).toBeGreaterThan(1e6);
    }
  });
});
