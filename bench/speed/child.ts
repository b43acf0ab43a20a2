/**
 * One render or one encode in a process of its own, which tells its peak memory at the end:
 *
 *   child.ts render <image> <clip> <seconds> <prompt> [last image]
 *   child.ts encode <clip> <copy>       the clip's own frames, encoded again with the same settings
 */

import { renderClip } from '../../src/engines/parallax/child/clip.ts';
import { openEncoder } from '../../src/media/encode.ts';
import { decodeClip, probeClip } from '../../src/media/probe.ts';

const [mode, ...rest] = process.argv.slice(2);
const ms = mode === 'render' ? await render(rest) : await encode(rest);
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ms, peakMb }));
// The libraries' threads are of no more use; waiting for them would be counted as work.
process.exit(0);

async function render([image, clip, seconds, promptText, last]: string[]): Promise<number> {
  const request = {
    keyframes: [
      { position: 'first' as const, file: image! },
      ...(last ? [{ position: 'last' as const, file: last }] : []),
    ],
    promptText: promptText!,
    seed: 1,
    durationSeconds: Number(seconds),
    width: 1280,
    height: 768,
    fps: 24,
    watermark: false,
    outputFormat: 'mp4' as const,
  };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const startedAt = performance.now();
  await renderClip(request, clip!, context);
  return performance.now() - startedAt;
}

/** Only the encoding is timed: the frames are decoded into memory before. */
async function encode([clip, copy]: string[]): Promise<number> {
  const { width, height, fps } = await probeClip(clip!);
  const frames: { y: Uint8Array; u: Uint8Array; v: Uint8Array }[] = [];
  await decodeClip(clip!, ({ y, u, v }) => {
    // Of a Buffer, slice() is a view of memory that the decoder will use again.
    frames.push({ y: new Uint8Array(y), u: new Uint8Array(u), v: new Uint8Array(v) });
  });
  const startedAt = performance.now();
  const encoder = await openEncoder({ file: copy!, width, height, fps });
  for (const { y, u, v } of frames) {
    encoder.frame.y.set(y);
    encoder.frame.u.set(u);
    encoder.frame.v.set(v);
    await encoder.writeFrame();
  }
  await encoder.finish();
  await encoder.close();
  return performance.now() - startedAt;
}
