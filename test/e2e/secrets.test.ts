import { readFile, readlink } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { findConfinement } from '../../src/media/confinement.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { findInspectors, findRenderProcesses } from '../support/processes.ts';
import { spawnServer, submit, waitForTask } from '../support/server.ts';

const secrets = { PHOTOPLAY_API_KEY: 'the-root-key-itself', PGPASSWORD: 'a-password' };

it('keeps its secrets from the processes that decode pictures', async () => {
  const dataDir = await makeDataFolder();
  onTestFinished(() => removeDataFolder(dataDir));
  const server = await spawnServer(dataDir, secrets);
  const pid = server.process.pid!;
  const promptImage = toDataUri(await makeImage());
  const id = await submit(server, { model: 'gen4a_turbo', promptImage });
  await waitForTask(server, id, 'RUNNING', 'SUCCEEDED');
  const children = [await findInspectors(pid), await findRenderProcesses(pid)];
  for (const found of children) expect(found.length).toBeGreaterThan(0);
  // Elsewhere there is no /proc to read anything in.
  if (process.platform === 'linux') {
    const readProc = (of: number, file: string) => readFile(`/proc/${of}/${file}`, 'utf8');
    const namespaceOf = (of: number) => readlink(`/proc/${of}/ns/user`);
    expect(await readProc(pid, 'environ')).toContain(`PHOTOPLAY_DATA_DIR=${dataDir}`);
    const confinable = 'confinement' in (await findConfinement({ hidden: [], needed: ['/'] }));
    const own = await namespaceOf(pid);
    // One that has just been started is confined in a moment, one that has ended is nowhere.
    const isConfined = async ({ pid: child }: { pid: number }) =>
      (await namespaceOf(child).catch(() => own)) !== own;
    for (const find of [findInspectors, findRenderProcesses]) {
      await expect
        .poll(async () => (await Promise.all((await find(pid)).map(isConfined))).includes(true))
        .toBe(confinable);
    }
    for (const process of [pid, ...children.flat().map((child) => child.pid)]) {
      const environment = await readProc(process, 'environ').catch(() => '');
      for (const secret of Object.values(secrets)) expect(environment).not.toContain(secret);
    }
  }
  await waitForTask(server, id, 'SUCCEEDED');
});
