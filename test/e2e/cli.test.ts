import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { exitCodes } from '../../src/cli/output.ts';
import { probeClip } from '../../src/media/probe.ts';
import { runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/data-folder.ts';
import { copyDatabase } from '../support/database-template.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { findRenderProcesses } from '../support/processes.ts';
import {
  callWith,
  type Json,
  startTestServer,
  submit,
  type TestServer,
  testEnvironment,
  waitForTask,
} from '../support/server.ts';

let folder: string;
let server: TestServer;
/** What points the command line to the running server. */
let running: { dataDir: string };
let photo: string;
let other: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  await copyDatabase(inject('databaseTemplate'), folder);
  photo = path.join(folder, 'photo.jpg');
  await writeFile(photo, await makeImage({ width: 640, height: 360 }));
  other = path.join(folder, 'other.jpg');
  await copyFile(photo, other);
  server = await startTestServer();
  running = { dataDir: server.dataDir };
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

  it.each<[string, string[], RegExp, number]>([
    ['a file that is not there', ['nothing.jpg'], /no file nothing\.jpg/, 2],
    ['a pattern that nothing matches', ['*.nothing'], /No file matches \*\.nothing/, 2],
    ['a folder for an image', ['FOLDER'], /is a folder.*\*\.jpg/, 2],
    ['no image', [], /Name an image, or try it with --sample/, 2],
    ['no number', ['PHOTO', '--seed', 'abc'], /whole number.*"abc"/, 2],
    ['one file for two clips', ['PHOTO', 'OTHER', '-o', 'x.mp4'], /folder.*2 images.*x\.mp4/, 2],
    ['two clips on standard output', ['PHOTO', 'OTHER', '-o', '-'], /one clip, not 2/, 2],
    ['clip and JSON in one', ['PHOTO', '-o', '-', '--json'], /clip or JSON, not both/, 2],
    [
      'no address',
      ['PHOTO', '--url', 'localhost:8420'],
      /address such as http.*"localhost:8420"/,
      2,
    ],
    ['a ratio the model lacks', ['PHOTO', '--ratio', '1:1'], /"1280:720"/, 4],
    ['a model nobody serves', ['PHOTO', '--model', 'gen9'], /"gen9"/, 4],
    ['a failing task', ['PHOTO', '-p', 'fake:fail ASSET_INVALID'], /could not be decoded/, 5],
  ])('says what is wrong with %s', async (_name, args, speaksOf, exitCode) => {
    const words: Record<string, string> = { PHOTO: photo, OTHER: other, FOLDER: folder };
    const { ended } = runCli(['generate', ...args.map((word) => words[word] ?? word)], running);
    const { code, stdout, stderr } = await ended;
    expect(stderr).toMatch(speaksOf);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toBe('');
    expect(code).toBe(exitCode);
  });

  it('makes a clip of each image that a pattern matches, into a folder, and tells it as JSON', async () => {
    const photos = path.join(folder, 'photos');
    await mkdir(photos);
    for (const name of ['10.jpg', '2.jpg']) await copyFile(photo, path.join(photos, name));
    const { code, stdout } = await runCli(
      [
        ...['generate', path.join(photos, '*.jpg'), photo, '--duration', '2'],
        ...['-o', path.join(folder, 'clips'), '--json'],
      ],
      running,
    ).ended;
    expect(code).toBe(0);
    const { clips } = JSON.parse(stdout);
    expect(clips.map(({ image }: Json) => path.basename(image))).toEqual([
      '2.jpg',
      '10.jpg',
      'photo.jpg',
    ]);
    for (const { image, file, id, ratio, warnings } of clips) {
      expect(path.parse(file)).toMatchObject({ dir: path.join(folder, 'clips') });
      expect(path.parse(file).name).toBe(path.parse(image).name);
      expect((await stat(file)).size).toBeGreaterThan(1000);
      expect((await server.call('GET', `/v1/tasks/${id}`)).status).toBe(200);
      expect([ratio, warnings]).toEqual(['1280:720', []]);
    }
  });

  it('goes on after an image that is refused, and says so in the end', async () => {
    const broken = path.join(folder, 'broken.jpg');
    await writeFile(broken, (await readFile(photo)).subarray(0, 100));
    const { code, stdout, stderr } = await runCli(
      ['generate', broken, photo, '-o', path.join(folder, 'some/')],
      running,
    ).ended;
    expect(stderr).toMatch(/broken\.jpg: Validation of body failed\n.*could not be decoded/);
    expect(stderr).toMatch(/1 of 2 clips could not be made\.\n$/);
    expect(stdout).toMatch(/some\/photo\.mp4: 5 s of video/);
    expect(code).toBe(4);
  });

  it('goes on when the server ends with the command that had started it', async () => {
    const dataDir = await makeTemporaryFolder();
    await copyDatabase(inject('databaseTemplate'), dataDir);
    const config = path.join(dataDir, 'config.yml');
    await writeFile(config, 'models: { "*": fake }');
    const options = { dataDir, env: { PHOTOPLAY_CONFIG: config } };
    const generate = (name: string, prompt: string) =>
      runCli(['generate', photo, '-p', prompt, '--duration', '2', '-o', name], options);
    const first = generate('first.mp4', 'fake:slow 1');
    await first.hasTold(/RUNNING/);
    const second = generate('second.mp4', 'fake:slow 8');
    expect(await first.ended).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await second.ended;
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^second\.mp4: 2 s/)]);
    expect(stderr.match(/^Task /gm)).toHaveLength(1);
    await rm(dataDir, { recursive: true });
  });

  it('replaces no file unless it is forced to', async () => {
    const output = path.join(folder, 'kept.mp4');
    await writeFile(output, 'mine');
    const command = ['generate', photo, '-o', output, '--duration', '2'];
    const refused = await runCli(command, running).ended;
    expect(refused.stderr).toMatch(/kept\.mp4 exists already.*--force/);
    expect(refused.code).toBe(2);
    expect(await readFile(output, 'utf8')).toBe('mine');
    expect((await runCli([...command, '--force'], running).ended).code).toBe(0);
    expect(await probeClip(output)).toMatchObject({ frames: 48 });
  });

  it('writes the clip to standard output, and nothing else', async () => {
    const output = path.join(folder, 'piped.mp4');
    const run = runCli(['generate', '--sample', '-o', '-', '--duration', '2'], running);
    run.process.stdout!.pipe(createWriteStream(output));
    const { code, stderr } = await run.ended;
    expect(code).toBe(0);
    expect(await probeClip(output)).toMatchObject({ frames: 48, width: 1104, height: 832 });
    expect(stderr).toMatch(/2 s of video in/);
  });

  it('writes into a pipe or a device that is there, and leaves it there', async () => {
    const link = path.join(folder, 'nowhere');
    await symlink('/dev/null', link);
    const command = ['generate', photo, '-o', link, '--duration', '2'];
    expect((await runCli(command, running).ended).code).toBe(0);
    expect((await stat(link)).isCharacterDevice()).toBe(true);
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
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^ID +CREATED +STATUS +PROGRESS +MODEL +PROMPT$/);
    expect(lines[1]).toMatch(new RegExp(`^${hanging}  .*Z  RUNNING +50% +gen4a_turbo +fake:hang$`));
    expect(lines[2]).toMatch(new RegExp(`^${done}  .*SUCCEEDED +gen4a_turbo +fake:warn$`));
    const listed = await runCli(['tasks', 'list', '--limit', '1', '--json'], running).ended;
    expect(JSON.parse(listed.stdout)).toMatchObject({
      tasks: [{ id: hanging, promptText: 'fake:hang', progress: 0.5 }],
      nextCursor: expect.any(String),
    });
    const filtered = await runCli(['tasks', 'list', '--status', 'RUNNING'], running).ended;
    expect(filtered.stdout).toContain(hanging);
    expect(filtered.stdout).not.toContain(done);

    const shown = JSON.parse((await runCli(['tasks', 'show', done], running).ended).stdout);
    expect(shown).toMatchObject({ id: done, status: 'SUCCEEDED', engine: 'fake' });
    expect(shown.output).toHaveLength(1);
    expect(shown.warnings).toHaveLength(1);

    const cancelled = await runCli(['tasks', 'cancel', hanging, '--json'], running).ended;
    expect(JSON.parse(cancelled.stdout)).toEqual({ id: hanging, status: 'CANCELLED' });
    expect((await server.call('GET', `/v1/tasks/${hanging}`)).status).toBe(404);
    const gone = await runCli(['tasks', 'list', '--status', 'CANCELLED'], running).ended;
    expect(gone.stdout).toMatch(new RegExp(`^${hanging}  .*CANCELLED`, 'm'));
    expect(gone.stdout).not.toContain(done);
    const late = await runCli(['tasks', 'cancel', done], running).ended;
    expect(late.stderr).toMatch(/has ended already: SUCCEEDED/);
    expect(late.code).toBe(4);
    expect((await server.call('GET', `/v1/tasks/${done}`)).status).toBe(200);
  });

  it('shows a prompt as text, whatever it would do to a terminal', async () => {
    const promptImage = toDataUri(await makeImage());
    const promptText = 'red \u001b[31m\nline';
    await submit(server, { model: 'gen4a_turbo', promptImage, promptText });
    const { stdout } = await runCli(['tasks', 'list', '--limit', '1'], running).ended;
    expect(stdout).toMatch(/ red \[31m line\n/);
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

  it('tells each result as JSON', async () => {
    const json = async (...words: string[]) =>
      JSON.parse((await runCli(['keys', ...words, '--json'], running).ended).stdout);
    const { id, key } = await json('create', '--name', 'script');
    expect(key).toMatch(/^key_/);
    expect((await json('list')).keys).toContainEqual(
      expect.objectContaining({ id, name: 'script' }),
    );
    expect(await json('revoke', id)).toEqual({ id, revoked: true });
  });
});

describe('the key', () => {
  /** A program that answers everything, whoever asks, and remembers which keys it was sent. */
  async function startStranger() {
    const keys: (string | undefined)[] = [];
    const stranger = createServer((request, response) => {
      keys.push(request.headers.authorization);
      response.end(JSON.stringify({ status: 'ok', proof: '0'.repeat(64), tasks: [] }));
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      stranger.close();
    });
    const { port } = stranger.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, port: String(port), keys };
  }

  it('is not sent to another program, be it where the server listened once or where one would', async () => {
    const stranger = await startStranger();
    await writeFile(
      path.join(folder, 'server.json'),
      JSON.stringify({ pid: process.pid, url: stranger.url, secret: 'of a server that is gone' }),
    );
    const { code, stderr } = await runCli(['tasks', 'list'], {
      dataDir: folder,
      env: { PHOTOPLAY_PORT: stranger.port },
    }).ended;
    expect(stderr).toMatch(/starting one for the occasion/);
    expect(code).toBe(0);
    // It was asked for a proof, without a key.
    expect(stranger.keys).toEqual([undefined]);
  });

  it('of the data folder is not sent to a server that is named, but one that was given is', async () => {
    const stranger = await startStranger();
    const command = ['tasks', 'list', '--url', stranger.url];
    const refused = await runCli(command, running).ended;
    expect(refused.stderr).toMatch(/is not the server of the data folder.*PHOTOPLAY_API_KEY/);
    expect(refused.code).toBe(2);
    expect(stranger.keys).toEqual([]);
    const env = { PHOTOPLAY_API_KEY: 'key_of_that_server' };
    expect((await runCli(command, { ...running, env }).ended).code).toBe(0);
    expect(stranger.keys).toEqual(['Bearer key_of_that_server']);
  });

  it('is sent to the own server by any of its names, and a wrong one is told by its source', async () => {
    const url = server.url.replace('127.0.0.1', 'localhost');
    expect((await runCli(['tasks', 'list', '--url', url], running).ended).code).toBe(0);
    const env = { PHOTOPLAY_API_KEY: 'key_that_is_wrong' };
    const { code, stderr } = await runCli(['tasks', 'list'], { ...running, env }).ended;
    expect(stderr).toMatch(/not valid.*from PHOTOPLAY_API_KEY/);
    expect(stderr).not.toContain('key_that_is_wrong');
    expect(code).toBe(4);
  });

  it('is not sent to a server that never answers', async () => {
    const env = { PHOTOPLAY_API_KEY: 'key_for_nobody' };
    const { code, stderr } = await runCli(['tasks', 'list', '--url', 'http://127.0.0.1:1'], {
      ...running,
      env,
    }).ended;
    expect(stderr).toMatch(/server at http:\/\/127\.0\.0\.1:1 does not answer/);
    expect(code).toBe(3);
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
    expect(code).toBe(4);
  });
});

describe('photoplay', () => {
  it('tells its version', async () => {
    const { code, stdout } = await runCli(['--version'], running).ended;
    expect([code, stdout]).toEqual([0, `${manifest.version}\n`]);
  });

  it('tells in its help every variable, every exit code, and what each model takes', async () => {
    const { code, stdout } = await runCli(['--help'], running).ended;
    expect(code).toBe(0);
    const source = await readFile(new URL('../../src/config.ts', import.meta.url), 'utf8');
    const variables = new Set(source.match(/\b(PHOTOPLAY_[A-Z_]+|DATABASE_URL)\b(?=:)/g));
    expect(variables.size).toBeGreaterThan(8);
    for (const variable of variables) expect(stdout).toContain(variable);
    for (const exitCode of Object.values(exitCodes)) expect(stdout).toMatch(` ${exitCode}  `);
    const { stdout: generate } = await runCli(['generate', '--help'], running).ended;
    for (const help of [stdout, generate]) {
      expect(help).toMatch(/gen4_turbo +2 to 10 +1280:720 720:1280/);
      expect(help).toMatch(/gen3a_turbo +5 or 10 +1280:768 768:1280/);
    }
  });

  it.each(['no-such-command', 'tasks list --status GONE', 'completion cmd'])(
    'ends with 2 when it is used wrongly: %s',
    async (words) => {
      const { code, stderr } = await runCli(words.split(' '), running).ended;
      expect(stderr).toMatch(/^error: /);
      expect(code).toBe(2);
    },
  );
});

describe('photoplay completion', () => {
  /** What bash offers for the last of these words. */
  async function complete(...words: string[]): Promise<string[]> {
    const { stdout: script } = await runCli(['completion', 'bash'], running).ended;
    const typed = words.map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(photoplay ${typed}); COMP_CWORD=${words.length}; _photoplay; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', `${script}\n${ask}`]);
    return stdout.trim().split('\n');
  }

  it('offers commands, options and their values in bash', async () => {
    expect(await complete('ta')).toEqual(['tasks']);
    expect(await complete('tasks', '')).toEqual(expect.arrayContaining(['list', 'show', 'cancel']));
    expect(await complete('tasks', 'list', '--st')).toEqual(['--status']);
    expect(await complete('tasks', 'list', '--status', 'CAN')).toEqual(['CANCELLED']);
    expect(await complete('generate', 'photo.jpg', '--ratio', '1280:')).toEqual([
      '1280:720',
      '1280:768',
    ]);
    expect(await complete('generate', '-p', 'tasks', '--fo')).toEqual(['--force']);
    expect(await complete('completion', 'z')).toEqual(['zsh']);
    // What is not told is left to the shell: files.
    expect(await complete('generate', '')).toEqual(['']);
    expect(await complete('serve', '--for-occ')).toEqual(['']);
  });

  it.each(['bash', 'zsh', 'fish'])('knows every command and option in %s', async (shell) => {
    const { code, stdout } = await runCli(['completion', shell], running).ended;
    expect(code).toBe(0);
    for (const word of ['revoke', 'doctor', 'cancel', 'concurrent-tasks', 'last-frame', 'gen4.5']) {
      expect(stdout).toContain(word);
    }
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

  it('tells its findings as JSON, also that another program has the port', async () => {
    const { port } = new URL(server.url);
    const { code, stdout } = await runCli(['doctor', '--json'], {
      dataDir: folder,
      env: { PHOTOPLAY_PORT: port },
    }).ended;
    const { ok, findings } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(findings.filter((finding: Json) => !finding.ok)).toEqual([
      {
        ok: false,
        what: expect.stringContaining(`127.0.0.1:${port} is taken`),
        advice: expect.stringContaining('PHOTOPLAY_PORT'),
      },
    ]);
    expect(code).toBe(1);
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
  it('tells a newcomer the address, the key and one short command that works', async () => {
    const dataDir = await makeTemporaryFolder();
    await copyDatabase(inject('databaseTemplate'), dataDir);
    const config = path.join(dataDir, 'config.yml');
    await writeFile(config, 'models: { "*": fake }');
    const env = { PHOTOPLAY_PORT: '0', PHOTOPLAY_CONFIG: config };
    const run = runCli(['serve'], { dataDir, env });
    const greeting = await run.hasTold(/Docs .*\n/);
    const [, url] = greeting.match(/ready at (http:\S+)/)!;
    const [, key] = greeting.match(/shown this once: (key_[0-9a-f]{128})/)!;
    const call = callWith(url!, key!);
    expect((await call('GET', '/v1/organization')).status).toBe(200);
    const [, docs] = greeting.match(/Docs +(\S+)/)!;
    expect((await fetch(docs!)).status).toBe(200);
    for (const line of greeting.split('\n')) expect(line.length).toBeLessThan(250);

    const [, variable, command] = greeting.match(/Try it +(\S+) npx photoplay (.*)/)!;
    expect(variable).toBe(`PHOTOPLAY_DATA_DIR='${dataDir}'`);
    const tried = await runCli(command!.split(' '), { dataDir }).ended;
    expect(tried.stdout).toMatch(/^clip\.mp4: 5 s/);
    expect(await probeClip(path.join(dataDir, 'clip.mp4'))).toMatchObject({ frames: 120 });

    // No model leads to another engine, so none has a process.
    expect(await findRenderProcesses(run.process.pid!)).toEqual([]);
    run.process.kill('SIGTERM');
    const { code, stdout, stderr } = await run.ended;
    expect(code).toBe(0);
    // Each request one line; that for a proof none.
    const lines = (stdout + stderr).split('\n').filter((line) => line.includes('"path"'));
    expect(lines.filter((line) => line.includes('/v1/organization'))).toHaveLength(1);
    expect(lines.join()).not.toContain('/proof');
    await rm(dataDir, { recursive: true });
  });

  it('hears the signal that npm start sends to the shell it runs the script in', async () => {
    const dataDir = await makeTemporaryFolder();
    await copyDatabase(inject('databaseTemplate'), dataDir);
    const root = path.resolve(import.meta.dirname, '../..');
    const programs = `${path.join(root, 'node_modules/.bin')}:${process.env.PATH}`;
    const shell = spawn('sh', ['-c', manifest.scripts.start], {
      cwd: root,
      env: testEnvironment(dataDir, { PATH: programs }) as NodeJS.ProcessEnv,
    });
    const ended = new Promise((resolve) => shell.once('exit', resolve));
    await new Promise<void>((resolve) => {
      shell.stdout.on('data', (text) => /is ready/.test(text) && resolve());
    });
    shell.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(stat(path.join(dataDir, 'server.json'))).rejects.toThrow(/ENOENT/);
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
    expect(code).toBe(2);
  });
});
