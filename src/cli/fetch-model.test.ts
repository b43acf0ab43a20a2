import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { describeModel, startModelHub } from '../../test/support/model-hub.ts';
import { writeBrightnessModel } from '../../test/support/onnx-model.ts';
import { type Config, loadConfig } from '../config.ts';
import { chooseDepthModel } from '../models.ts';
import { fetchFirstModel } from './fetch-model.ts';

const bytes = writeBrightnessModel();
const known = [describeModel(bytes)];
let told = '';

beforeEach(() => {
  told = '';
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
  return () => write.mockRestore();
});

async function configure(hub: string, environment: Record<string, string> = {}): Promise<Config> {
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-first-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const config = loadConfig({ PHOTOPLAY_DATA_DIR: folder, HF_ENDPOINT: hub, ...environment });
  return { ...config, limits: { ...config.limits, modelSilenceMs: 600_000 } };
}

describe('the first command that films', () => {
  it('fetches the model where somebody watches, and says what and why', async () => {
    const hub = await startModelHub(bytes);
    const config = await configure(hub.url);
    await fetchFirstModel(config, { watched: true, known });
    expect(await chooseDepthModel(config, undefined, known)).toBeDefined();
    expect(told).toMatch(
      /Fetching Brightness \(0 MB, MIT, this once\) from 127\.0\.0\.1:\d+: .*PHOTOPLAY_DEPTH=cues/,
    );
    await fetchFirstModel(config, { watched: true, known });
    expect(hub.asked).toHaveLength(1);
  });

  it.each([
    ['nobody watches', false, {}],
    ['it runs under CI', true, { CI: 'true' }],
    ['image cues are asked for', true, { PHOTOPLAY_DEPTH: 'cues' }],
  ])('fetches nothing, and says nothing, where %s', async (_, watched, environment) => {
    const hub = await startModelHub(bytes);
    await fetchFirstModel(await configure(hub.url, environment), { watched, known });
    expect(hub.asked).toEqual([]);
    expect(told).toBe('');
  });

  it('goes on without when nothing comes, and asks again a day later', async () => {
    const hub = await startModelHub('silence');
    const patient = await configure(hub.url);
    const config = { ...patient, limits: { ...patient.limits, modelSilenceMs: 200 } };
    await fetchFirstModel(config, { watched: true, known });
    expect(told).toMatch(/could not be fetched from .*: nothing came for 0\.2 s/);
    expect(told).toMatch(/Going on in shallow depth\. Later: photoplay models add depth/);
    expect(await chooseDepthModel(config, undefined, known)).toBeUndefined();
    await fetchFirstModel(config, { watched: true, known });
    expect(hub.asked).toHaveLength(1);
    const [mark] = await readdir(config.modelsDir);
    const before = new Date(Date.now() - 25 * 3600 * 1000);
    await utimes(path.join(config.modelsDir, mark!), before, before);
    await fetchFirstModel(config, { watched: true, known });
    expect(hub.asked).toHaveLength(2);
  });
});
