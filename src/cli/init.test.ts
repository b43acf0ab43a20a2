import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { startFakeUpstream } from '../../test/support/fake-upstream.ts';
import { loadConfig } from '../config.ts';
import { createAsker } from './ask.ts';
import { type InitOptions, init } from './init.ts';
import { exitCodes } from './output.ts';

let folder: string;
let output: string;
const told: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'init-'));
  output = path.join(folder, 'photoplay.yaml');
  told.length = 0;
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, 'write').mockImplementation((text) => {
      told.push(String(text));
      return true;
    });
    onTestFinished(() => spy.mockRestore());
  }
  onTestFinished(() => rm(folder, { recursive: true }));
});

/** As from a script: nobody is asked. */
function run(options: Partial<InitOptions> & Record<string, unknown>): Promise<void> {
  return init({ output, probe: true, ...options }, undefined);
}

const read = () => loadConfig({ PHOTOPLAY_CONFIG: output });

async function startUpstream() {
  const upstream = await startFakeUpstream();
  onTestFinished(() => upstream.close());
  return upstream;
}

/** A server that answers any path alike. */
async function startServer(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Where nobody listens. */
async function freeAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

it('writes a configuration that a server starts with from an address alone', async () => {
  const { url } = await startUpstream();
  await run({ url: `${url}/` });
  const { engines, models } = read();
  expect(models).toEqual({ '*': [{ engine: 'runway' }] });
  const { settings } = engines.find(({ id }) => id === 'runway')!;
  expect(settings).toMatchObject({ baseUrl: url, apiKeyVariable: 'RUNWAYML_API_SECRET' });
  const text = told.join('');
  expect(text).toContain(`RUNWAYML_API_SECRET=… PHOTOPLAY_CONFIG=${output} npx photoplay serve`);
  expect(text).toContain('A server that speaks Runway’s API');
});

it('takes every answer from options', async () => {
  const { url } = await startUpstream();
  await run({
    url,
    engine: 'runway',
    name: 'far',
    models: 'gen4_turbo, gen4.5',
    apiKeyVariable: 'FAR_KEY',
    json: true,
  });
  const { engines, models } = read();
  expect(models).toEqual({ gen4_turbo: [{ engine: 'far' }], 'gen4.5': [{ engine: 'far' }] });
  expect(engines.find(({ id }) => id === 'far')!.settings).toMatchObject({
    apiKeyVariable: 'FAR_KEY',
  });
  expect(JSON.parse(told.filter((text) => text.startsWith('{')).join(''))).toMatchObject({
    file: output,
    engine: 'far',
    kind: 'runway',
    start: `FAR_KEY=… PHOTOPLAY_CONFIG=${output} npx photoplay serve`,
  });
});

it('asks for what no option says, and again for what is wrong', async () => {
  const { url, host } = await startUpstream();
  const [input, questions] = [new PassThrough(), new PassThrough()];
  const answers = [host, await freeAddress(), url, 'MY_KEY', 'far', ''];
  questions.on('data', (text) => {
    if (/: $/.test(String(text))) input.write(`${answers.shift()}\n`);
  });
  await init({ output, probe: true }, createAsker(input, questions));
  expect(answers).toEqual([]);
  expect(told.join('')).toMatch(/Did you mean http:\/\/127.*Nothing answers at http:\/\/127/s);
  expect(read().engines.find(({ id }) => id === 'far')!.settings).toMatchObject({
    baseUrl: url,
    apiKeyVariable: 'MY_KEY',
  });
});

it('writes nothing when the terminal is left', async () => {
  const [input, questions] = [new PassThrough(), new PassThrough()];
  questions.once('data', () => input.end());
  await expect(init({ output, probe: true }, createAsker(input, questions))).rejects.toThrow(
    'Stopped; nothing was written.',
  );
  expect(await readdir(folder)).toEqual([]);
});

it('replaces a file only when it is told to', async () => {
  const { url } = await startUpstream();
  await writeFile(output, 'strict: true\n');
  await expect(run({ url })).rejects.toThrow(/exists already.*--force/);
  expect(await readFile(output, 'utf8')).toBe('strict: true\n');
  await run({ url, force: true });
  expect(read().strict).toBe(false);
  expect(await readdir(folder)).toEqual(['photoplay.yaml']);
});

it.each([
  ['another program', 200, '{"hello":"there"}', /A server answers at .* none that is known/],
  ['no JSON', 200, '<html>', /none that is known/],
  ['a model server behind a key', 401, '{"error":"Unauthorized"}', /behind a key/],
])('tells %s apart', async (_what, status, body, sentence) => {
  const url = await startServer(status, body);
  await expect(run({ url, engine: 'runway' })).rejects.toThrow(/none that --engine runway knows/);
  if (status === 200) await expect(run({ url })).rejects.toThrow(sentence);
  expect(await readdir(folder)).toEqual([]);
});

it('recognises another Photoplay by its description', async () => {
  const server = createServer((request, response) => {
    const isDescription = request.url === '/openapi.json';
    response.writeHead(isDescription ? 200 : 401, { 'content-type': 'application/json' });
    const answer = isDescription
      ? { info: { title: 'Photoplay', version: '0.1.0' } }
      : { error: 'No API key was provided.' };
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  await run({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
  expect(told.join('')).toContain('Photoplay 0.1.0');
});

it.each([
  [
    { url: 'http://no-such-host.invalid' },
    exitCodes.unreachable,
    /Nothing answers at .*(ENOTFOUND|EAI_AGAIN)/,
  ],
  [{}, exitCodes.misuse, /Say where the server is, as with --url/],
  [{ url: 'http://127.0.0.1:1', probe: false }, exitCodes.misuse, /Say with --engine/],
  [{ url: '127.0.0.1:8188' }, exitCodes.misuse, /Did you mean http:\/\/127\.0\.0\.1:8188\?/],
])('refuses %j', async (options, exitCode, message) => {
  await expect(run(options)).rejects.toMatchObject({
    exitCode,
    message: expect.stringMatching(message),
  });
  expect(await readdir(folder)).toEqual([]);
});

it.each([
  [{ engine: 'runwai' }, /one of .*runway.* but received "runwai"\. Did you mean runway\?/],
  [{ engine: 'parallax' }, /but received "parallax"/],
  [{ engine: 'runway', name: 'Far Away' }, /small letters/],
  [{ engine: 'runway', models: 'gen4_turbi' }, /Did you mean gen4_turbo\?/],
  [{ engine: 'runway', apiKeyVariable: 'sk-123' }, /apiKeyVariable: Expected the name of an env/],
])('refuses %j before anything is written', async (options, message) => {
  await expect(run({ url: 'http://127.0.0.1:1', probe: false, ...options })).rejects.toThrow(
    message,
  );
  expect(await readdir(folder)).toEqual([]);
});

it('tells that nothing answers, and why', async () => {
  const url = await freeAddress();
  await expect(run({ url })).rejects.toMatchObject({
    exitCode: exitCodes.unreachable,
    message: expect.stringMatching(/^Nothing answers at .*ECONNREFUSED.*--no-probe/),
  });
});

it('writes the file for a server that is not there yet when it is told to ask nobody', async () => {
  await run({ engine: 'runway', probe: false });
  expect(read().engines.find(({ id }) => id === 'runway')!.settings).toMatchObject({
    baseUrl: 'https://api.dev.runwayml.com',
  });
});
