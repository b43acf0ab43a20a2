import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeImage } from '../../test/support/images.ts';
import { InvalidImage } from './image-facts.ts';
import { createInspector } from './inspector.ts';

/** An inspector and the children it has started so far. */
function start({
  timeoutMs = 600_000,
  idleMs = 600_000,
  onChild = (_child: ChildProcess) => {},
} = {}) {
  const children: ChildProcess[] = [];
  const inspector = createInspector({
    timeoutMs,
    idleMs,
    onChild(child) {
      children.push(child);
      onChild(child);
    },
  });
  onTestFinished(() => inspector.close());
  return { ...inspector, children };
}

const found = { facts: { format: 'jpeg', width: 320, height: 192 }, warnings: [] };

/** Whatever it is asked from now on, it will not have answered. */
const freeze = (child: ChildProcess) => child.kill('SIGSTOP');

describe('an inspector', () => {
  it('tells what inspectImage tells, from one warm child', async () => {
    const { inspect, children } = start();
    const image = await makeImage();
    expect(await inspect(image)).toEqual(found);
    expect(await inspect(image, { maxSide: 400 })).toEqual(found);
    const refused = await inspect(image, { maxSide: 100, strict: true }).catch((error) => error);
    expect(refused).toBeInstanceOf(InvalidImage);
    expect(refused.reason).toMatch(/between 16 and 100 pixels but received 320x192/);
    const damaged = await inspect(image.subarray(0, 500)).catch((error) => error);
    expect(damaged.reason).toMatch(/damaged or cut short/);
    expect(damaged.cause).toMatch(/\w+/);
    expect(await inspect(image)).toEqual(found);
    expect(children).toHaveLength(1);
  });

  it('looks at several at once, each in a child of its own', async () => {
    const { inspect, children } = start();
    const image = await makeImage();
    expect(await Promise.all([inspect(image), inspect(image), inspect(image)])).toEqual(
      Array(3).fill(found),
    );
    expect(children).toHaveLength(3);
    await Promise.all([inspect(image), inspect(image)]);
    expect(children).toHaveLength(3);
  });

  it('tries once more when a child is killed in the middle', async () => {
    const { inspect, children } = start({ onChild: (child) => children?.length || freeze(child) });
    const inspected = inspect(await makeImage());
    children[0]!.kill('SIGKILL');
    expect(await inspected).toEqual(found);
    expect(children).toHaveLength(2);
  });

  it('refuses an image over which two children die, and takes the next', async () => {
    let deadly = true;
    const { inspect } = start({ onChild: (child) => deadly && child.kill('SIGSEGV') });
    const image = await makeImage();
    const error = await inspect(image).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InvalidImage);
    expect(error.reason).toMatch(/decoder crashed/);
    expect(String(error.cause)).toMatch(/SIGSEGV/);
    deadly = false;
    expect(await inspect(image)).toEqual(found);
  });

  it('kills a child that takes too long, and takes the next image', async () => {
    let ended: Promise<unknown[]> | undefined;
    const { inspect } = start({
      timeoutMs: 100,
      onChild(child) {
        freeze(child);
        ended = once(child, 'exit');
      },
    });
    const error = await inspect(await makeImage()).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InvalidImage);
    expect(error.reason).toMatch(/too long/);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('starts a child when it is needed, and lets it go when it is not for long', async () => {
    const { inspect, children } = start({ idleMs: 1 });
    expect(children).toHaveLength(0);
    const image = await makeImage();
    await inspect(image);
    const [child] = children;
    if (child!.exitCode === null && child!.signalCode === null) await once(child!, 'exit');
    expect(child!.signalCode).toBe('SIGKILL');
    expect(await inspect(image)).toEqual(found);
    expect(children).toHaveLength(2);
  });

  it('takes what phones take at their largest, in a child of bounded memory', async () => {
    const { inspect, children } = start();
    const photo = await sharp({
      create: { width: 16_384, height: 12_288, channels: 3, background: 'rgb(90, 120, 150)' },
    })
      .jpeg()
      .toBuffer();
    const { facts } = await inspect(photo);
    expect(facts).toEqual({ format: 'jpeg', width: 8000, height: 6000 });
    if (process.platform !== 'linux') return;
    const status = await readFile(`/proc/${children[0]!.pid}/status`, 'utf8');
    const [, peakKilobytes] = status.match(/^VmHWM:\s+(\d+)/m)!;
    // The picture itself has 604 MB.
    expect(Number(peakKilobytes) / 1024).toBeLessThan(400);
  });

  it('leaves no child when it is closed, and starts none', async () => {
    const { inspect, close, children } = start();
    const image = await makeImage();
    await Promise.all([inspect(image), inspect(image)]);
    await close();
    for (const { signalCode } of children) expect(signalCode).toBe('SIGKILL');
    await expect(inspect(image)).rejects.toThrow(/stopping/);
  });

  it('keeps nobody alive, and its children do not outlive it', async () => {
    const script = `
      import { createInspector } from ${JSON.stringify(new URL('./inspector.ts', import.meta.url).href)};
      const pids = [];
      const { inspect } = createInspector({ timeoutMs: 600_000, idleMs: 600_000, onChild: ({ pid }) => pids.push(pid) });
      await inspect(Buffer.concat(await process.stdin.toArray()));
      console.log(pids.join());
    `;
    // It returns when nobody holds its standard error any more, and the children inherit that.
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', script],
      { input: await makeImage(), encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+\n$/);
  });
});
