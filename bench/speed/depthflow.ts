/**
 * DepthFlow, which moves a camera through a picture with depth too, where it is installed
 * (`pip install depthflow`). It is made for graphics cards; without one, Mesa's software renderer
 * takes minutes. Its command line holds the camera still: a frame costs as much as in a move.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { clipEncoding } from '../../src/media/encode.ts';
import { encodePng } from '../../test/support/encode-image.ts';

const run = promisify(execFile);

/** Its milliseconds for five seconds of 1280x768, its process included; undefined: not installed. */
export async function timeDepthFlow(
  image: string,
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number | undefined> {
  const env = { ...environment, SHADERFLOW_BACKEND: 'headless' };
  const installed = await run('depthflow', ['--version'], { env }).then(
    () => true,
    () => false,
  );
  if (!installed) return undefined;
  const depth = path.join(folder, 'depth.png');
  await writeFile(depth, await encodePng(paintGround(1280, 768)));
  const { preset, crf } = clipEncoding;
  // It takes whole numbers only.
  const encoder = ['h264', '--preset', preset, '--crf', `${Math.round(crf)}`];
  const clip = ['-o', path.join(folder, 'depthflow.mp4'), '-t', '5', '-f', '24'];
  const startedAt = performance.now();
  await run(
    'depthflow',
    ['input', '-i', image, '-d', depth, ...encoder, 'main', ...clip, '-w', '1280', '-h', '768'],
    // It tells every frame.
    { env, maxBuffer: 2 ** 26, timeout: 900_000 },
  );
  return performance.now() - startedAt;
}

/** Near below, far above. */
function paintGround(width: number, height: number) {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    data.fill(Math.round((255 * y) / (height - 1)), y * width * 3, (y + 1) * width * 3);
  }
  return { width, height, data };
}
