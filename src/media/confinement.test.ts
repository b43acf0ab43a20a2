import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTemporaryFolder, removeDataFolder } from '../../test/support/data-folder.ts';
import { makeImage } from '../../test/support/images.ts';
import { type Confinement, findConfinement, findOtherUser, unconfined } from './confinement.ts';
import { createInspector } from './inspector.ts';

let folder: string;
let script: string;
const server = createServer((_request, response) => response.end('hello'));

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  await mkdir(path.join(folder, 'database'));
  await writeFile(path.join(folder, 'database/secret'), 'the key');
  await writeFile(path.join(folder, 'api-key'), 'the key');
  await writeFile(path.join(folder, 'work'), 'a picture');
  script = path.join(folder, 'look-around.mjs');
  await writeFile(script, lookAround);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await removeDataFolder(folder);
});

/** What a decoder would try that has been taken over; each try tells what it got, or its error's code. */
const lookAround = `
  import { execFileSync } from 'node:child_process';
  import { openSync, readdirSync, readFileSync } from 'node:fs';
  process.once('message', async ({ folder, url }) => {
    const tries = {
      environment: () => readFileSync('/proc/' + process.ppid + '/environ', 'latin1').length > 0,
      memory: () => openSync('/proc/' + process.ppid + '/mem', 'r') > 0,
      database: () => readdirSync(folder + '/database').length > 0,
      key: () => readFileSync(folder + '/api-key', 'utf8').length > 0,
      uncovering: () => execFileSync('umount', [folder + '/database'], { stdio: 'ignore' }) && true,
      network: async () => (await fetch(url)).ok,
      work: () => readFileSync(folder + '/work', 'utf8').length > 0,
    };
    const got = {};
    for (const [name, attempt] of Object.entries(tries)) {
      got[name] = await Promise.resolve().then(attempt).catch(() => false);
    }
    process.send(got, () => process.exit());
  });
`;

async function look(confinement: Confinement): Promise<Record<string, boolean>> {
  const child = fork(script, { ...confinement, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const { port } = server.address() as AddressInfo;
  child.send({ folder, url: `http://127.0.0.1:${port}` });
  const [got] = await once(child, 'message');
  await once(child, 'exit');
  return got;
}

const find = (changes = {}) =>
  findConfinement({
    hidden: ['database', 'api-key', 'not-there'].map((name) => path.join(folder, name)),
    needed: [process.execPath, folder],
    ...changes,
  });

describe('a child that is confined', () => {
  it('sees nothing of its parent, of what is hidden, or of the network, and has its work', async () => {
    const before = await look(unconfined);
    expect(before).toMatchObject({ database: true, key: true, network: true, work: true });
    const found = await find();
    // Where the system does not let it be, it says why.
    if ('reason' in found) return expect(found.reason).toMatch(/\w/);
    expect(await look(found.confinement)).toEqual({
      environment: false,
      memory: false,
      database: false,
      key: false,
      uncovering: false,
      network: false,
      work: true,
    });
  });

  it('looks at images as any other does, and dies as any other', async () => {
    const found = await find();
    const confinement = 'confinement' in found ? found.confinement : unconfined;
    const children: ChildProcess[] = [];
    const { inspect, close } = createInspector({
      timeoutMs: 60_000,
      idleMs: 60_000,
      confinement,
      onChild: (child) => children.push(child),
    });
    try {
      const image = await makeImage();
      expect(await inspect(image)).toMatchObject({ facts: { width: 320, height: 192 } });
      children[0]!.kill('SIGSEGV');
      expect(await inspect(image)).toMatchObject({ facts: { width: 320, height: 192 } });
    } finally {
      await close();
    }
    expect(children.map(({ signalCode }) => signalCode)).toEqual(['SIGSEGV', 'SIGKILL']);
  });
});

describe('where a child cannot be confined', () => {
  it('it is told why', async () => {
    expect(await find({ needed: [path.join(folder, 'not-there')] })).toEqual({
      reason: expect.stringMatching(/\w/),
    });
  });

  it('it is another user’s, of whoever runs as root', async () => {
    const found = await findOtherUser({ needed: [process.execPath] });
    expect(found).toEqual(
      process.getuid?.() === 0 ? { ...unconfined, uid: 65_534, gid: 65_534 } : unconfined,
    );
    expect(await findOtherUser({ needed: [path.join(folder, 'not-there')] })).toEqual(unconfined);
  });
});
