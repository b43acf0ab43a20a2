import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodePng } from '../../test/support/encode-image.ts';
import { listSubjects } from './subjects.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'photoplay-subjects-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('takes a reference for what it is, and not for another picture', async () => {
  const grey = (value: number) =>
    encodePng({ width: 2, height: 1, data: new Uint8Array(6).fill(value) });
  for (const [name, value] of Object.entries({
    'a.png': 10,
    'a.depth.png': 51,
    'b.left.png': 20,
    'b.right.png': 30,
    'b.depth.png': 255,
    'b.disparity.png': 0,
  })) {
    await writeFile(path.join(folder, name), await grey(value));
  }
  const subjects = await listSubjects(folder);
  expect(subjects.map(({ name, reference }) => [name, reference?.data[0]])).toEqual([
    ['a', expect.closeTo(0.2)],
    ['b.left', 1],
    ['b.right', undefined],
  ]);
});
