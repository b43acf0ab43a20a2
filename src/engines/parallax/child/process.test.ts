import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paintScene } from '../../../../test/fixtures/index.ts';
import { encodePng } from '../../../../test/support/encode-image.ts';
import type { Log, RenderContext } from '../../../engine/engine.ts';
import type { KeyframeRequest } from '../request.ts';
import { createRenderProcesses, type RenderProcesses } from './process.ts';

describe('render processes', () => {
  let folder: string;
  let processes: RenderProcesses | undefined;
  let parent: ChildProcess | undefined;
  let started: number[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'photoplay-process-'));
    const picture = paintScene('street', { width: 320, height: 192 });
    await writeFile(path.join(folder, 'street.png'), await encodePng(picture));
    started = [];
  });
  afterEach(async () => {
    await processes?.close();
    parent?.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  const log: Log = {
    debug(details) {
      if ('pid' in details) started.push(details.pid as number);
    },
    info() {},
    warn() {},
    error() {},
  };

  function start(idleMs: number): RenderProcesses {
    processes = createRenderProcesses({ idleMs, log });
    return processes;
  }

  function render(context: Partial<RenderContext> = {}) {
    const request: KeyframeRequest = {
      keyframes: [{ position: 'first', file: path.join(folder, 'street.png') }],
      promptText: 'pan left',
      seed: 1,
      durationSeconds: 10,
      width: 320,
      height: 192,
      fps: 24,
      outputFormat: 'mp4',
      watermark: false,
    };
    const complete: RenderContext = {
      signal: new AbortController().signal,
      progress() {},
      workDir: folder,
      log,
      ...context,
    };
    return processes!.render(request, path.join(folder, 'clip.mp4'), complete);
  }

  it('report a child that is killed as lost, and render again in another one', async () => {
    start(0);
    const rendering = render({
      progress: (fraction) => fraction > 0.3 && process.kill(started[0]!, 'SIGKILL'),
    });
    await expect(rendering).rejects.toMatchObject({ failureClass: 'WORKER_LOST' });
    expect((await render()).frames).toBe(240);
    expect(new Set(started).size).toBe(2);
  });

  it('do not blame the image when its file is not there', async () => {
    start(0);
    await rm(path.join(folder, 'street.png'));
    await expect(render()).rejects.toMatchObject({ failureClass: 'INTERNAL' });
  });

  it('end with the render', async () => {
    start(0);
    await render();
    expect(isRunning(started[0]!)).toBe(false);
  });

  it('end when the render is aborted, before the caller hears of it', async () => {
    start(0);
    const abort = new AbortController();
    const rendering = render({
      signal: abort.signal,
      progress: () => abort.abort(new Error('enough')),
    });
    await expect(rendering).rejects.toThrow('enough');
    expect(isRunning(started[0]!)).toBe(false);
  });

  it('are started when they are needed, then kept ready, and end when closed', async () => {
    start(600_000);
    expect(started).toHaveLength(0);
    await render();
    // Another one waits in its place.
    expect(started).toHaveLength(2);
    expect(started.map(isRunning)).toEqual([false, true]);
    await render();
    expect(started).toHaveLength(3);
    expect(started.map(isRunning)).toEqual([false, false, true]);
    await processes!.close();
    expect(isRunning(started[2]!)).toBe(false);
  });

  it('wait for a render that was announced, and do its work', async () => {
    start(600_000);
    processes!.prepare();
    processes!.prepare();
    const [spare] = started;
    expect(isRunning(spare!)).toBe(true);
    // While it renders, nothing else is started for the next one.
    await render({ progress: () => processes!.prepare() });
    expect(started).toHaveLength(2);
    expect(started.map(isRunning)).toEqual([false, true]);
  });

  it('are let go when there is nothing to render for long', async () => {
    start(1);
    processes!.prepare();
    await expect.poll(() => isRunning(started[0]!)).toBe(false);
    expect((await render()).frames).toBe(240);
  });

  it('end when their parent is killed', async () => {
    const script = path.join(folder, 'parent.ts');
    const source = path.join(import.meta.dirname, 'process.ts');
    await writeFile(
      script,
      `import { createRenderProcesses } from ${JSON.stringify(source)};
       const debug = ({ pid }) => console.log(pid);
       const log = { debug, info() {}, warn() {}, error() {} };
       createRenderProcesses({ idleMs: 600_000, log }).prepare();
       setInterval(() => {}, 1000);`,
    );
    parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => {
      parent!.stdout!.once('data', (data) => resolve(Number(data)));
    });
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
