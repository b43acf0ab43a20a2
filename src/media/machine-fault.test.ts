import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeTemporaryFolder, removeDataFolder } from '../../test/support/data-folder.ts';
import { canLeaveLittle, leaveLittleMemory } from '../../test/support/little-memory.ts';
import { createInspector, InspectorUnavailable } from './inspector.ts';

/** Room for small things, not for the 108 MB of the picture. */
const room = 20 * 2 ** 20;

const urlOf = (file: string) => pathToFileURL(path.join(import.meta.dirname, file)).href;

/** Decodes a small image, and then a large one without room for it; tells what came of that. */
const script = `
  import { decodeImage } from '${urlOf('decode.ts')}';
  import { leaveLittleMemory } from '${urlOf('../../test/support/little-memory.ts')}';
  const [, , small, large] = process.argv;
  await decodeImage(small);
  leaveLittleMemory(process.pid, ${room});
  await decodeImage(large).then(
    () => console.log('decoded'),
    (error) => console.log(error.name, error.message),
  );`;

describe.runIf(canLeaveLittle)('a good image on a machine without memory for it', () => {
  const images = {} as Record<'jpeg' | 'png' | 'webp', Buffer>;
  beforeAll(async () => {
    const flat = { width: 6000, height: 6000, channels: 3, background: 'red' } as const;
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      images[format] = await sharp({ create: flat }).toFormat(format).toBuffer();
    }
  });
  const shrink = (image: Buffer) => sharp(image).resize(64).toBuffer();

  it.each(['jpeg', 'png', 'webp'] as const)(
    'is not told to be undecodable, as %s',
    async (format) => {
      const folder = await makeTemporaryFolder();
      onTestFinished(() => removeDataFolder(folder));
      const files = ['script.ts', 'small', 'large'].map((name) => path.join(folder, name));
      const contents = [script, await shrink(images[format]), images[format]];
      for (const [index, file] of files.entries()) await writeFile(file, contents[index]!);
      const { stdout } = await promisify(execFile)(process.execPath, files);
      expect(stdout).toMatch(/^Error .*out of memory/);
    },
  );

  it('is not refused by the inspector, which says that there is no room', async () => {
    let pid = 0;
    const inspector = createInspector({
      timeoutMs: 600_000,
      idleMs: 600_000,
      onChild: (child) => {
        pid = child.pid!;
      },
    });
    onTestFinished(() => inspector.close());
    await inspector.inspect(await shrink(images.webp));
    leaveLittleMemory(pid, room);
    await expect(inspector.inspect(images.webp)).rejects.toBeInstanceOf(InspectorUnavailable);
  });
});
