import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { announce, readAnnouncement } from './announcement.ts';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-announcement-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

it('is read by its owner alone, until it is taken back', async () => {
  const folder = await makeFolder();
  const announcement = { pid: process.pid, url: 'http://127.0.0.1:8420', secret: 'abc' };
  const withdraw = await announce(folder, announcement);
  expect(await readAnnouncement(folder)).toEqual(announcement);
  expect((await stat(path.join(folder, 'server.json'))).mode & 0o777).toBe(0o600);
  await withdraw();
  expect(await readAnnouncement(folder)).toBeUndefined();
});

it('stays when another server has announced itself since', async () => {
  const folder = await makeFolder();
  const withdraw = await announce(folder, { pid: 1, url: 'http://127.0.0.1:1', secret: 'a' });
  const later = { pid: 1, url: 'http://127.0.0.1:2', secret: 'b' };
  await announce(folder, later);
  await withdraw();
  expect(await readAnnouncement(folder)).toEqual(later);
});
