import { randomBytes } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { probeClip } from '../../src/media/probe.ts';
import { runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { copyDatabase } from '../support/database-template.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  callWith,
  startTestServer,
  submit,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

let folder: string;
let server: TestServer;
/** What points the command line to the running server. */
let running: { dataDir: string; env: Record<string, string> };
let photo: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  await copyDatabase(inject('databaseTemplate'), folder);
  photo = path.join(folder, 'photo.jpg');
  await writeFile(photo, await makeImage({ width: 640, height: 360 }));
  server = await startTestServer();
  running = { dataDir: server.dataDir, env: { PHOTOPLAY_PORT: new URL(server.url).port } };
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('photoplay generate', () => {
  it('starts a server for the occasion and leaves the clip', async () => {
    const output = path.join(folder, 'clip.mp4');
    const { ended } = runCli(
      ['generate', photo, '-p', 'slow dolly in', '-o', output, '--duration', '2', '--seed', '7'],
      { dataDir: folder },
    );
    const { code, stdout, stderr } = await ended;
    expect(stderr).toMatch(/starting one for the occasion/);
    expect(stderr).toMatch(/RUNNING \d+%\n/);
    expect(stdout).toMatch(/clip\.mp4: 2 s of video in [\d.]+ s\n$/);
    expect(code).toBe(0);
    expect(await probeClip(output)).toMatchObject({ frames: 48, width: 1280, height: 720 });
    // The server for the occasion is gone: its folder is free.
    await expect(stat(path.join(folder, 'server.json'))).rejects.toThrow(/ENOENT/);
  });

  it('uses the running server, with a last frame and a watermark', async () => {
    const output = path.join(folder, 'both.mp4');
    const { ended } = runCli(
      ['generate', photo, '-p', 'x', '-o', output, '--last-frame', photo, '--watermark'],
      running,
    );
    const { code, stderr } = await ended;
    expect(stderr).not.toMatch(/occasion/);
    expect(code).toBe(0);
    expect(await probeClip(output)).toMatchObject({ frames: 120 });
  });

  it('uploads a photo that is too large for a data URI, and takes the ratio nearest to it', async () => {
    const large = path.join(folder, 'large.png');
    const noise = randomBytes(1400 * 1000 * 3);
    await writeFile(
      large,
      await sharp(noise, { raw: { width: 1400, height: 1000, channels: 3 } })
        .png()
        .toBuffer(),
    );
    const output = path.join(folder, 'large.mp4');
    const { code, stderr } = await runCli(
      ['generate', large, '-p', 'x', '-o', output, '--duration', '2'],
      running,
    ).ended;
    expect(stderr).not.toMatch(/photoplay:/);
    expect(code).toBe(0);
    expect(await probeClip(output)).toMatchObject({ width: 1104, height: 832 });
  });

  it('cancels the task on Ctrl-C', async () => {
    const run = runCli(['generate', photo, '-p', 'fake:hang'], running);
    const [, id] = (await run.hasTold(/RUNNING/)).match(/Task (\S+)/)!;
    run.process.kill('SIGINT');
    const { code, stderr } = await run.ended;
    expect(stderr).toMatch(/cancelled/);
    expect(code).toBe(130);
    expect((await server.call('GET', `/v1/tasks/${id}`)).status).toBe(404);
  });

  it.each([
    ['a file that is not there', ['generate', 'nothing.jpg', '-p', 'x'], /no file nothing\.jpg/],
    ['a ratio the model lacks', ['generate', 'PHOTO', '-p', 'x', '--ratio', '1:1'], /"1280:720"/],
    [
      'a model nobody serves',
      ['generate', 'PHOTO', '-p', 'x', '--model', 'gen9'],
      /received "gen9"/,
    ],
    ['no number', ['generate', 'PHOTO', '-p', 'x', '--seed', 'abc'], /whole number.*"abc"/],
    [
      'a failing task',
      ['generate', 'PHOTO', '-p', 'fake:fail ASSET_INVALID'],
      /could not be decoded/,
    ],
  ])('says what is wrong with %s', async (_name, args, speaksOf) => {
    const { ended } = runCli(
      args.map((word) => (word === 'PHOTO' ? photo : word)),
      running,
    );
    const { code, stderr } = await ended;
    expect(stderr).toMatch(speaksOf);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(code).toBe(1);
  });
});

describe('photoplay tasks', () => {
  it('lists, shows and cancels', async () => {
    const promptImage = toDataUri(await makeImage());
    const request = { model: 'gen4a_turbo', promptImage };
    const done = await submit(server, { ...request, promptText: 'fake:warn' });
    await waitForTask(server, done, 'SUCCEEDED');
    const hanging = await submit(server, { ...request, promptText: 'fake:hang' });
    // Its progress is written some time after its state.
    await expect
      .poll(async () => (await server.call('GET', `/v1/tasks/${hanging}`)).body)
      .toMatchObject({ status: 'RUNNING', progress: 0.5 });

    const { stdout } = await runCli(['tasks', 'list', '--limit', '2'], running).ended;
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(new RegExp(`^${hanging}  .*Z  RUNNING 50% +gen4a_turbo$`));
    expect(lines[1]).toMatch(new RegExp(`^${done}  .*SUCCEEDED`));
    const filtered = await runCli(['tasks', 'list', '--status', 'RUNNING'], running).ended;
    expect(filtered.stdout).toContain(hanging);
    expect(filtered.stdout).not.toContain(done);

    const shown = JSON.parse((await runCli(['tasks', 'show', done], running).ended).stdout);
    expect(shown).toMatchObject({ id: done, status: 'SUCCEEDED', engine: 'fake' });
    expect(shown.output).toHaveLength(1);
    expect(shown.warnings).toHaveLength(1);

    expect((await runCli(['tasks', 'cancel', hanging], running).ended).code).toBe(0);
    expect((await server.call('GET', `/v1/tasks/${hanging}`)).status).toBe(404);
    const late = await runCli(['tasks', 'cancel', done], running).ended;
    expect(late.stderr).toMatch(/has ended already: SUCCEEDED/);
    expect(late.code).toBe(1);
    expect((await server.call('GET', `/v1/tasks/${done}`)).status).toBe(200);
  });
});

describe('photoplay keys', () => {
  it('makes a key that works, lists it and revokes it', async () => {
    const webhookUrl = 'https://hooks.example.com/done';
    const created = await runCli(
      ['keys', 'create', '--name', 'ci', '--credits', '50', '--webhook-url', webhookUrl],
      running,
    ).ended;
    expect(created.code).toBe(0);
    expect(created.stderr).toMatch(/signed with whsec_\S{44}\n/);
    const call = callWith(server.url, created.stdout.trim());
    expect((await call('GET', '/v1/organization')).body.creditBalance).toBe(50);
    const listed = (await runCli(['keys', 'list'], running).ended).stdout;
    const [id] = listed
      .split('\n')
      .find((line) => line.includes('  ci  ') && line.includes(webhookUrl))!
      .split(' ');
    expect((await runCli(['keys', 'revoke', id!], running).ended).code).toBe(0);
    expect((await call('GET', '/v1/organization')).status).toBe(401);
  });
});

describe('photoplay plan', () => {
  it('prints the shot as JSON', async () => {
    const { ended } = runCli(['plan', 'pan left, then slowly push in'], { dataDir: folder });
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    const { shot } = JSON.parse(stdout);
    expect(shot.moves).toMatchObject([
      { kind: 'pan', direction: 'left' },
      { kind: 'dolly', direction: 'in' },
    ]);
    expect(stderr).toBe('');
  });

  it('needs no server, and no folder to write in', async () => {
    const dataDir = path.join(folder, 'never-made');
    const { code, stderr } = await runCli(['plan', 'pan left while panning right'], {
      dataDir: folder,
      env: { PHOTOPLAY_DATA_DIR: dataDir },
    }).ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: "pan left" and "panning right"/);
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
  });

  it('asks the server that is named, whose engine may be another', async () => {
    const { ended } = runCli(['plan', 'orbit', '--seed', '7', '--url', server.url], running);
    const { seed, shot } = JSON.parse((await ended).stdout);
    expect(seed).toBe(7);
    expect(shot).toMatchObject({ engine: 'fake', promptText: 'orbit' });
  });

  it('refuses what the route refuses', async () => {
    const command = ['plan', 'pan left', '--duration', '60'];
    const { code, stderr } = await runCli(command, { dataDir: folder }).ended;
    expect(stderr).toMatch(/duration/);
    expect(code).toBe(1);
  });
});

describe('photoplay', () => {
  it('tells its version', async () => {
    const { code, stdout } = await runCli(['--version'], running).ended;
    expect([code, stdout]).toEqual([0, `${manifest.version}\n`]);
  });
});

describe('photoplay doctor', () => {
  it('finds nothing wrong here, and the server of the data folder on whatever port', async () => {
    const { code, stdout } = await runCli(['doctor'], { dataDir: server.dataDir }).ended;
    expect(stdout).toMatch(/^ok {3}Node 2\d/m);
    expect(stdout).toContain(`a server answers at ${server.url} `);
    expect(stdout).not.toMatch(/FAIL/);
    expect(code).toBe(0);
  });

  it('says what to do about what is wrong', async () => {
    const { code, stdout } = await runCli(['doctor'], {
      dataDir: folder,
      env: { PHOTOPLAY_DATA_DIR: path.join(photo, 'below-a-file') },
    }).ended;
    expect(stdout).toMatch(/FAIL data folder/);
    expect(stdout).toMatch(/PHOTOPLAY_DATA_DIR/);
    expect(code).toBe(1);
  });
});

describe('photoplay serve', () => {
  it('tells a newcomer the address, the key and a curl command that works', async () => {
    const dataDir = await makeTemporaryFolder();
    const run = runCli(['serve'], { dataDir, env: { PHOTOPLAY_PORT: '0' } });
    const greeting = await run.hasTold(/npx photoplay generate/);
    const [, url] = greeting.match(/ready at (http:\S+)/)!;
    const [, key] = greeting.match(/shown this once: (key_[0-9a-f]{128})/)!;
    const [, body] = greeting.match(/-d '(\{.*\})'/)!;
    const response = await fetch(`${url}/v1/image_to_video`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(200);
    run.process.kill('SIGTERM');
    expect((await run.ended).code).toBe(0);
    await rm(dataDir, { recursive: true });
  });

  it.each([
    [{ PHOTOPLAY_PORT: 'eighty' }, /PHOTOPLAY_PORT/],
    [{ PHOTOPLAY_CONFIG: '/nowhere.yml' }, /PHOTOPLAY_CONFIG.*nowhere/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
  ])('refuses the configuration %s', async (env, speaksOf) => {
    const { code, stderr } = await runCli(['serve'], { dataDir: folder, env }).ended;
    expect(stderr).toMatch(speaksOf);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(code).toBe(1);
  });
});
