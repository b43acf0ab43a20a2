import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCli } from '../../test/support/cli.ts';
import { exitCodes } from './output.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'engine-test-'));
  await writeFile(path.join(dataDir, 'photoplay.yaml'), 'models: { "*": fake }\n');
});
afterEach(() => rm(dataDir, { recursive: true }));

const run = (...args: string[]) =>
  runCli(['engines', 'test', ...args], { dataDir, env: { PHOTOPLAY_CONFIG: 'photoplay.yaml' } })
    .ended;

it('tells each step, keeps the clip, and needs no server', async () => {
  const { code, stdout } = await run('fake', '-o', 'clip.mp4');
  expect(stdout).toMatch(/^ok +configured +\d.*\nok +answers.*\nok +accepts.*\nok +drawn/);
  expect(stdout).toMatch(/\nok +playable .*1280x720, 48 frames.*\nfake works: clip\.mp4\n$/);
  expect(code).toBe(0);
  expect((await stat(path.join(dataDir, 'clip.mp4'))).size).toBeGreaterThan(1000);
  const again = await run('fake', '-o', 'clip.mp4');
  expect(again.code).toBe(exitCodes.misuse);
  expect(again.stderr).toMatch(/clip\.mp4 exists already/);
});

it('tells the step that failed, as JSON too, by its exit code', async () => {
  const { code, stdout } = await run('fake', '-p', 'fake:fail BAD_OUTPUT', '--json');
  expect(code).toBe(exitCodes.failed);
  const { ok, steps } = JSON.parse(stdout);
  expect(ok).toBe(false);
  expect(steps.at(-1)).toMatchObject({
    step: 'drawn',
    ok: false,
    message: expect.stringMatching(/./),
  });
});

it.each([
  [['wan'], /Expected one of the engines .*"wan"/],
  [['fake', '--image', 'no.jpg'], /There is no file no\.jpg/],
  [['fake', '--image', 'https://example.com/a.jpg'], /Expected --image to name a file/],
  [['fake', '--image', 'photoplay.yaml'], /JPEG, PNG or WebP/],
])('refuses %j', async (args, message) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: exitCodes.misuse, stdout: '' });
  expect(stderr).toMatch(message);
});
