/**
 * `npm run demo`: the main job from end to end, with nothing but this checkout. Paints a picture,
 * sends the example request through HTTP to a server of its own, leaves `demo.mp4`.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../src/config.ts';
import { makeSamplePicture } from './sample-picture.ts';

const prompt = 'A dreamlike and disorienting hyperlapse racing through 1980s New York City.';

const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-demo-'));
try {
  process.stderr.write('Painting the sample picture: demo.jpg\n');
  await writeFile('demo.jpg', await makeSamplePicture());
  const main = path.join(import.meta.dirname, '../src/cli/main.ts');
  const generate = ['generate', 'demo.jpg', '-p', prompt, '-o', 'demo.mp4', '--force'];
  const example = ['--model', 'gen4a_turbo', '--seed', '2372601190', '--ratio', '1280:768'];
  const child = spawn(process.execPath, [main, ...generate, ...example], {
    stdio: 'inherit',
    // A port nobody uses and a folder of its own: a server that runs already is left alone.
    // The depth model is kept where other commands find it, too.
    env: {
      ...process.env,
      PHOTOPLAY_PORT: '1',
      PHOTOPLAY_DATA_DIR: folder,
      PHOTOPLAY_MODELS_DIR: loadConfig().modelsDir,
    },
  });
  process.exitCode = await new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
