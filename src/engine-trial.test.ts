import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startFakeUpstream } from '../test/support/fake-upstream.ts';
import { makeImage } from '../test/support/images.ts';
import { loadConfig } from './config.ts';
import { type StepOutcome, type Trial, tryEngine } from './engine-trial.ts';
import { createFakeEngine } from './engines/fake/engine.ts';

let folder: string;
let image: string;
let notes: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trial-'));
  image = path.join(folder, 'first.jpg');
  notes = [];
  await writeFile(image, await makeImage({ width: 640, height: 360 }));
});
afterEach(() => rm(folder, { recursive: true }));

/** Try an engine of a configuration. @returns whether it works, and its steps */
async function tryOne(configuration: object, trial: Partial<Trial> = {}, environment = {}) {
  const file = path.join(folder, 'photoplay.json');
  await writeFile(file, JSON.stringify(configuration));
  const steps: StepOutcome[] = [];
  const ok = await tryEngine(
    loadConfig({
      PHOTOPLAY_CONFIG: file,
      PHOTOPLAY_DATA_DIR: path.join(folder, 'data'),
      PHOTOPLAY_DEPTH: 'cues',
      ...environment,
    }),
    {
      engine: 'far',
      image,
      promptText: 'slow dolly in',
      signal: new AbortController().signal,
      onStep: (outcome) => steps.push(outcome),
      onProgress() {},
      onNote: (message) => notes.push(message),
      ...trial,
    },
  );
  return { ok, steps, names: steps.map(({ step }) => step), last: steps.at(-1)! };
}

/** A clip as an upstream might make it: square, and longer than what is asked for. */
async function makeClip(): Promise<Buffer> {
  const workDir = await mkdtemp(path.join(folder, 'clip-'));
  const { files } = await createFakeEngine().render(
    {
      kind: 'image_to_video',
      model: 'gen4_turbo',
      inputs: [],
      promptText: '',
      seed: 1,
      fps: 24,
      width: 480,
      height: 480,
      durationSeconds: 3,
      watermark: false,
      outputFormat: 'mp4',
      options: {},
    },
    { signal: new AbortController().signal, progress() {}, workDir, log: silent },
  );
  return readFile(files[0]!);
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function startUpstream(clip?: Buffer) {
  const upstream = await startFakeUpstream(clip && { clip });
  onTestFinished(() => upstream.close());
  const far = {
    kind: 'runway',
    baseUrl: upstream.url,
    apiKey: upstream.apiKey,
    pollSeconds: 0.01,
  };
  return { upstream, configuration: { engines: { far }, models: { gen4_turbo: 'far' } } };
}

describe('an engine elsewhere', () => {
  it('is driven through every step to a clip of the size that was asked for', async () => {
    const { upstream, configuration } = await startUpstream(await makeClip());
    const output = path.join(folder, 'clip.mp4');
    const { ok, steps, names } = await tryOne(configuration, { output });
    expect(steps.filter((step) => !step.ok)).toEqual([]);
    expect(ok).toBe(true);
    expect(names).toEqual([
      'configured',
      'answers',
      'accepts',
      'submitted',
      'drawn',
      'fetched',
      'fitted',
      'playable',
    ]);
    expect(steps.map(({ message }) => message).join('\n')).toMatch(
      /gen4_turbo leads to it.*1280x720, 2 s.*task [0-9a-f-]{36}.*h264, 1280x720, 48 frames/s,
    );
    expect(upstream.accepted).toHaveLength(1);
    expect(upstream.accepted[0]!.body).toMatchObject({ model: 'gen4_turbo', duration: 2 });
    expect((await readFile(output)).length).toBeGreaterThan(1000);
  });

  it('fails to be configured when its key is not there', async () => {
    const far = { kind: 'runway', apiKeyVariable: 'NO_SUCH_KEY' };
    const { ok, last } = await tryOne({ engines: { far } });
    expect(ok).toBe(false);
    expect(last).toMatchObject({ step: 'configured', ok: false });
    expect(last.message).toMatch(/environment variable NO_SUCH_KEY/);
  });

  it('fails to answer when nobody is there', async () => {
    const { upstream, configuration } = await startUpstream();
    await upstream.close();
    upstream.close = async () => {};
    const { last } = await tryOne(configuration);
    expect(last).toMatchObject({ step: 'answers', ok: false });
    expect(last.message).toMatch(/ECONNREFUSED/);
  });

  it('fails to answer when its key is wrong, and the key is not told', async () => {
    const { configuration } = await startUpstream();
    configuration.engines.far.apiKey = 'key_that_nobody_knows';
    const { last, steps } = await tryOne(configuration);
    expect(last).toMatchObject({ step: 'answers', ok: false });
    expect(JSON.stringify([steps, notes])).not.toContain('key_that_nobody_knows');
  });

  it('fails to be submitted to in the words of the upstream', async () => {
    const { upstream, configuration } = await startUpstream();
    upstream.answerSubmissions({ status: 400, body: { error: 'Not with this model.' } });
    const { last } = await tryOne(configuration);
    expect(last).toMatchObject({ step: 'submitted', ok: false });
    expect(last.message).toContain('Not with this model.');
  });

  it('fails to draw', async () => {
    const { upstream, configuration } = await startUpstream();
    upstream.answerPolls({ task: { status: 'FAILED', failure: 'Out of memory.' } });
    const { last } = await tryOne(configuration);
    expect(last).toMatchObject({ step: 'drawn', ok: false });
    expect(last.message).toContain('Out of memory.');
  });

  it('fails to hand the clip out', async () => {
    const { upstream, configuration } = await startUpstream();
    upstream.serveClips({ status: 404 });
    const { last } = await tryOne(configuration);
    expect(last).toMatchObject({ step: 'fetched', ok: false });
    expect(last.message).toContain('could not be fetched');
  });

  it('hands out what is no clip', async () => {
    const { configuration } = await startUpstream();
    const { last } = await tryOne(configuration);
    expect(last).toMatchObject({ step: 'fitted', ok: false });
  });

  it('is told to stop when the trial is stopped', async () => {
    const { upstream, configuration } = await startUpstream();
    upstream.answerPolls({ task: { status: 'RUNNING', progress: 0.4 } });
    const stopping = new AbortController();
    const { last } = await tryOne(configuration, {
      signal: stopping.signal,
      onProgress: () => stopping.abort(new Error('Stopped.')),
    });
    expect(last).toMatchObject({ step: 'drawn', ok: false, message: 'Stopped.' });
    expect(upstream.cancelled).toEqual([upstream.accepted[0]!.id]);
  });

  it('is asked for the model that is named', async () => {
    const { upstream, configuration } = await startUpstream(await makeClip());
    expect((await tryOne(configuration, { model: 'gen4.5' })).ok).toBe(true);
    expect(upstream.accepted[0]!.body).toMatchObject({ model: 'gen4.5' });
  });
});

describe('an engine that renders here', () => {
  it('needs no submission', async () => {
    const { ok, names } = await tryOne({ models: { '*': 'fake' } }, { engine: 'fake' });
    expect(ok).toBe(true);
    expect(names).toEqual(['configured', 'answers', 'accepts', 'drawn', 'playable']);
  });

  it('fails in its own words', async () => {
    const promptText = 'fake:fail BAD_OUTPUT';
    const { last } = await tryOne({ models: { '*': 'fake' } }, { engine: 'fake', promptText });
    expect(last).toMatchObject({ step: 'drawn', ok: false });
  });
});

it('leaves nothing behind', async () => {
  const own = path.join(folder, 'tmp');
  await mkdir(own);
  vi.stubEnv('TMPDIR', own);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect((await tryOne({ models: { '*': 'fake' } }, { engine: 'fake' })).ok).toBe(true);
  expect(await readdir(own)).toEqual([]);
});

it('says which engines and models there are, and what is no image', async () => {
  await expect(tryOne({}, { engine: 'paralax' })).rejects.toThrow(/Did you mean parallax\?/);
  await expect(tryOne({}, { engine: 'wan' })).rejects.toThrow(/PHOTOPLAY_CONFIG.*photoplay init/);
  await expect(tryOne({}, { engine: 'parallax', model: 'gen4_turbi' })).rejects.toThrow(
    /Did you mean gen4_turbo\?/,
  );
  await writeFile(image, 'no image');
  await expect(tryOne({}, { engine: 'parallax' })).rejects.toThrow(/first\.jpg cannot be used/);
});
