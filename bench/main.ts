/**
 * `npm run bench`: how fast the embedded engine is, as ratios measured in one run. Each figure is
 * the median of several runs, each in a fresh process, the kinds taking turns.
 *
 *   node bench/main.ts [image] [--runs 3] [--out bench/out/speed.md]
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { makeSamplePicture } from '../scripts/sample-picture.ts';
import { createParallaxEngine } from '../src/engines/parallax/engine.ts';
import { clipEncoding } from '../src/media/encode.ts';
import type { Picture } from '../src/media/picture.ts';
import { decodeClip, probeClip } from '../src/media/probe.ts';
import { readPicture } from '../src/media/yuv.ts';
import { encodeJpeg, encodePng } from '../test/support/encode-image.ts';
import { layOutSheet, type SheetRow, shrinkPicture } from './report/contact-sheet.ts';
import { describeMachine } from './report/machine.ts';
import { formatNumber, formatTable } from './report/markdown.ts';
import { timeDepthFlow } from './speed/depthflow.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    out: { type: 'string', default: 'bench/out/speed.md' },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  throw new Error(
    `Expected --runs to be a whole number of at least 1 but received ${values.runs}.`,
  );
}

const run = promisify(execFile);
const prompt = 'slow dolly in';
/** The example of the API's document: fast, blurred by it, with glow, grain and a vignette. */
const example = 'A dreamlike and disorienting hyperlapse racing through 1980s New York City.';
const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-bench-'));
const image = positionals[0] ?? path.join(folder, 'sample.jpg');
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const tell = (line: string) => process.stderr.write(`${line}\n`);

try {
  if (!positionals[0]) await writeFile(image, await makeSamplePicture());
  const hasFfmpeg = await run('ffmpeg', ['-version']).then(
    () => true,
    () => false,
  );
  const sheetFile = `${values.out.replace(/\.md$/, '')}.jpg`;
  const five = path.join(folder, 'five.mp4');
  const ten = path.join(folder, 'ten.mp4');
  const raced = path.join(folder, 'example.mp4');
  const morphed = path.join(folder, 'keyframes.mp4');
  const zoomed = path.join(folder, 'zoompan.mp4');
  const samples = {
    render5: [] as Sample[],
    render10: [] as Sample[],
    example: [] as Sample[],
    keyframes: [] as Sample[],
    encode: [] as Sample[],
    zoompan: [] as Sample[],
  };
  for (let turn = 1; turn <= runs; turn++) {
    tell(`run ${turn} of ${runs}`);
    samples.render5.push(await measure('render', image, five, '5', prompt));
    samples.encode.push(await measure('encode', five, path.join(folder, 'copy.mp4')));
    samples.render10.push(await measure('render', image, ten, '10', prompt));
    samples.example.push(await measure('render', image, raced, '5', example));
    const last = await writeLastFrame(five);
    samples.keyframes.push(await measure('render', image, morphed, '5', prompt, last));
    if (hasFfmpeg) samples.zoompan.push(await zoompan(zoomed));
  }
  tell('first and tenth render of one engine');
  const warm = await firstAndTenth();
  // Once: without a graphics card it takes minutes.
  const depthFlowMs = await timeDepthFlow(image, folder).catch((error: Error) => {
    tell(`DepthFlow is here but did not render: ${error.message}`);
    return undefined;
  });

  const time = (list: Sample[]) => median(list.map(({ ms }) => ms / 1000));
  const memory = (list: Sample[]) => median(list.map(({ peakMb }) => peakMb));
  const render5 = time(samples.render5);
  const render10 = time(samples.render10);
  const encode = time(samples.encode);
  const zoom = samples.zoompan.length > 0 ? time(samples.zoompan) : undefined;
  const rows = [
    ['5 s clip, image to MP4', seconds(render5), '', ''],
    ['encoding its frames alone', seconds(encode), '', ''],
    ['ffmpeg zoompan, same encoder settings', zoom ? seconds(zoom) : 'no ffmpeg here', '', ''],
    ['clip against encoding alone', ratio(render5 / encode), '<= 1.5', '1.15'],
    ['clip against zoompan', zoom ? ratio(render5 / zoom) : '-', '<= 0.9', '0.6'],
    ['wall over duration', ratio(render5 / 5), '<= 1.0', '0.5'],
    ['10 s clip against 5 s clip', ratio(render10 / render5), '2', ''],
    ['peak memory, 5 s', `${formatNumber(memory(samples.render5), 0)} MB`, '<= 500 MB', '250 MB'],
    ['peak memory, 10 s', `${formatNumber(memory(samples.render10), 0)} MB`, '<= 500 MB', '250 MB'],
    [`5 s of "${example}"`, seconds(time(samples.example)), '', ''],
    ['5 s from one image to another', seconds(time(samples.keyframes)), '', ''],
    ['first render after start, process included', seconds(warm.first), '', ''],
    ['tenth render, process included', seconds(warm.tenth), '', ''],
  ];
  if (depthFlowMs !== undefined) {
    const depthFlow = depthFlowMs / 1000;
    rows.push(['DepthFlow, depth given, process included', seconds(depthFlow), '', '']);
    rows.push(['clip against DepthFlow', ratio(render5 / depthFlow), '', '']);
  }
  const report = `# Speed

1280x768, 24 fps, "${prompt}"; median of ${runs} runs, each in a fresh process.
${describeMachine()}; ${new Date().toISOString().slice(0, 10)}; \`npm run bench\`.

${formatTable(['what', 'figure', 'budget', 'moonshot'], rows)}

![First, middle and last frame of each clip](${path.basename(sheetFile)})
`;
  await mkdir(path.dirname(values.out), { recursive: true });
  await writeFile(values.out, report);
  const clips: [string, string][] = [
    [`${prompt}, 5 s`, five],
    [`${prompt}, 10 s`, ten],
    [example, raced],
    ['from the image to the last frame of the first clip', morphed],
  ];
  if (hasFfmpeg) clips.push(['ffmpeg zoompan', zoomed]);
  const sheet = layOutSheet(
    await Promise.all(clips.map(([label, clip]) => filmStrip(label, clip))),
  );
  await writeFile(sheetFile, await encodeJpeg(sheet, { quality: 85 }));
  process.stdout.write(report);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Write the last frame of a clip as an image; returns its path. */
async function writeLastFrame(clip: string): Promise<string> {
  const { frames } = await probeClip(clip);
  const file = path.join(folder, 'last.png');
  let last: Picture | undefined;
  await decodeClip(clip, (frame, index) => {
    if (index === frames - 1) last = readPicture(frame);
  });
  if (!last) throw new Error(`Expected frames in ${clip} but found none.`);
  await writeFile(file, await encodePng(last));
  return file;
}

/** The first, the middle and the last frame of a clip. */
async function filmStrip(label: string, clip: string): Promise<SheetRow> {
  const { frames } = await probeClip(clip);
  const wanted = [0, Math.floor(frames / 2), frames - 1];
  const pictures: Picture[] = [];
  await decodeClip(clip, (frame, index) => {
    if (wanted.includes(index)) pictures.push(shrinkPicture(readPicture(frame), 320));
  });
  return { label, pictures };
}

interface Sample {
  ms: number;
  peakMb: number;
}

async function measure(...args: string[]): Promise<Sample> {
  const child = path.join(import.meta.dirname, 'speed/child.ts');
  const { stdout } = await run(process.execPath, [child, ...args]);
  return JSON.parse(stdout);
}

/** What most people would type: a slow zoom by ffmpeg, its process included. */
async function zoompan(zoomed: string): Promise<Sample> {
  const frames = 120;
  const zoom = `zoompan=z='1+0.25*on/${frames}':x='iw/2-(iw/zoom/2)':y='ih/2-(ih/zoom/2)':d=${frames}:s=1280x768:fps=24`;
  const { preset, crf, x264Params, gopSeconds, threads } = clipEncoding;
  const encoder = ['-c:v', 'libx264', '-preset', preset, '-crf', `${crf}`, '-pix_fmt', 'yuv420p'];
  encoder.push('-x264-params', x264Params, '-g', `${24 * gopSeconds}`, '-threads', `${threads}`);
  const startedAt = performance.now();
  await run('ffmpeg', ['-v', 'error', '-y', '-i', image, '-vf', zoom, ...encoder, zoomed]);
  return { ms: performance.now() - startedAt, peakMb: Number.NaN };
}

/** Through the engine as the server uses it, the second clip's process being warm already. */
async function firstAndTenth(): Promise<{ first: number; tenth: number }> {
  const engine = createParallaxEngine();
  const times: number[] = [];
  try {
    for (let index = 0; index < 10; index++) {
      const workDir = await mkdtemp(path.join(folder, 'render-'));
      const startedAt = performance.now();
      await engine.render(
        {
          kind: 'image_to_video',
          model: 'gen4_turbo',
          outputFormat: 'mp4',
          options: {},
          inputs: [{ role: 'first', file: image }],
          promptText: prompt,
          seed: index,
          durationSeconds: 5,
          width: 1280,
          height: 768,
          fps: 24,
          watermark: false,
        },
        { signal: new AbortController().signal, progress: () => undefined, workDir, log: silent },
      );
      times.push((performance.now() - startedAt) / 1000);
    }
  } finally {
    await engine.close?.();
  }
  return { first: times[0]!, tenth: times[9]! };
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function seconds(value: number): string {
  return `${formatNumber(value, 2)} s`;
}

function ratio(value: number): string {
  return formatNumber(value, 2);
}
