/**
 * The quality bench: renders every plain camera command over a folder of images, or over the
 * project's own painted scenes, and measures the decoded clips.
 *
 *   node bench/quality/main.ts [folder] [--out dir] [--ratio 1280:768] [--seconds 5]
 *                              [--command "pan left"] [--image name] [--repeats 1]
 *                              [--no-pairs] [--no-floor] [--with-depth]
 *   node bench/quality/main.ts --depth folder    depth alone, against a folder's references
 *   node bench/quality/main.ts --stereo folder   second views, against a folder's stereo pairs
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createParallaxEngine } from '../../src/engines/parallax/engine.ts';
import { encodeJpeg } from '../../test/support/encode-image.ts';
import { layOutSheet, type SheetRow } from '../report/contact-sheet.ts';
import { commands } from './commands.ts';
import { describeDepth, tryDepths } from './depth.ts';
import { type JitterFloor, measureJitterFloor } from './encoder-floor.ts';
import { frameOf } from './keyframe-pairs.ts';
import { writeReferenceModel } from './reference-model.ts';
import { writeReport } from './report.ts';
import {
  isDeterministic,
  type PairTrial,
  type Trial,
  tryCommand,
  tryPair,
  tryStrangers,
} from './run.ts';
import { describeStereo, tryStereo } from './stereo.ts';
import { listSubjects, paintSubjects } from './subjects.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    out: { type: 'string', default: 'bench/out/quality' },
    ratio: { type: 'string', default: '1280:768' },
    seconds: { type: 'string', default: '5' },
    command: { type: 'string', multiple: true },
    image: { type: 'string', multiple: true },
    repeats: { type: 'string', default: '1' },
    pairs: { type: 'boolean', default: true },
    floor: { type: 'boolean', default: true },
    depth: { type: 'string' },
    stereo: { type: 'string' },
    'with-depth': { type: 'boolean', default: false },
  },
});

if (values.depth) {
  const depths = await tryDepths(await listSubjects(values.depth));
  if (depths.length === 0) {
    fail(`Expected pictures with reference depth (NAME.depth.png) in ${values.depth}.`);
  }
  say(describeDepth(depths));
  process.exit();
}

if (values.stereo) {
  const pairs = await tryStereo(values.stereo);
  if (pairs.length === 0) {
    fail(`Expected stereo pairs (NAME.left, NAME.right, NAME.disparity.png) in ${values.stereo}.`);
  }
  say(describeStereo(pairs));
  process.exit();
}

const settings = readSettings(values.ratio, values.seconds);
const chosen = commands.filter(({ name }) => values.command?.includes(name) ?? true);
if (chosen.length === 0) {
  const known = commands.map(({ name }) => name).join(', ');
  fail(`Expected --command to be one of: ${known}; received ${values.command?.join(', ')}.`);
}
await mkdir(values.out, { recursive: true });
const inputs = path.join(values.out, 'inputs');
await mkdir(inputs, { recursive: true });
const wanted = (name: string) => values.image?.includes(name) ?? true;
const subjects = positionals[0]
  ? (await listSubjects(positionals[0])).filter(({ name }) => wanted(name))
  : await paintSubjects(inputs, wanted);
if (subjects.length === 0)
  fail(`Expected images but found none named ${values.image?.join(', ')}.`);

const trials: Trial[] = [];
const pairs: PairTrial[] = [];
const floors: (JitterFloor & { subject: string })[] = [];
const repeats: { subject: string; command: string; same: boolean }[] = [];
const cues = createParallaxEngine({ idleMs: 0 });
try {
  for (const [index, subject] of subjects.entries()) {
    const { reference } = subject;
    const depthModel =
      values['with-depth'] && reference
        ? await writeReferenceModel({ ...subject, reference }, settings, inputs)
        : undefined;
    const engine = depthModel ? createParallaxEngine({ idleMs: 0, depthModel }) : cues;
    const rows: SheetRow[] = [];
    for (const command of chosen) {
      const trial = await tryCommand(engine, subject, command, settings);
      trials.push(trial);
      const verdict = trial.obeyed ? 'obeyed' : `NOT OBEYED (${trial.measures.labels.join(', ')})`;
      say(
        `${subject.name}, ${command.name}: ${verdict}, jitter ${trial.measures.jitter.toFixed(3)}`,
      );
      const label = `${command.name} ${trial.obeyed ? '' : '- not obeyed'}`;
      rows.push({ label, pictures: trial.measures.thumbnails });
    }
    if (values.floor) {
      const { width, height } = settings;
      const wide = await frameOf(subject.file, { width: width * 2, height: height * 2 });
      const floor = await measureJitterFloor(wide, inputs);
      floors.push({ subject: subject.name, ...floor });
      say(`${subject.name}, ideal pan: jitter ${floor.encoded.toFixed(3)} once encoded`);
    }
    if (index < Number(values.repeats)) {
      const command = chosen[0]!;
      const same = await isDeterministic(engine, subject, command, settings);
      repeats.push({ subject: subject.name, command: command.name, same });
      say(`${subject.name}, ${command.name} twice: ${same ? 'the same bytes' : 'DIFFERENT BYTES'}`);
    }
    if (values.pairs) {
      const pair = await tryPair(engine, subject, settings, inputs);
      pairs.push(pair);
      say(`${pair.name}, to a part of itself: last frame ${pair.measures.lastSsim?.toFixed(4)}`);
      rows.push({ label: 'first to last', pictures: pair.measures.thumbnails });
    }
    const sheet = layOutSheet(rows, 2);
    await writeFile(
      path.join(values.out, `${subject.name}.jpg`),
      await encodeJpeg(sheet, { quality: 85 }),
    );
  }
  if (values.pairs && subjects.length > 1) {
    pairs.push(await tryStrangers(cues, subjects[0]!, subjects[1]!, settings));
  }
} finally {
  await cues.close?.();
}
const commandLine = ['node bench/quality/main.ts', ...process.argv.slice(2)].join(' ');
const report = writeReport({
  trials,
  pairs,
  depths: await tryDepths(subjects),
  repeats,
  floors,
  settings,
  commandLine,
  date: new Date(),
});
const file = path.join(values.out, 'report.md');
await writeFile(file, report);
say(`\n${report.split('\n## ')[1]}\n${file}`);

function readSettings(ratio: string, seconds: string) {
  const [, width, height] = /^(\d+):(\d+)$/.exec(ratio) ?? [];
  const size = { width: Number(width), height: Number(height), seconds: Number(seconds) };
  if (!(size.width % 2 === 0 && size.height % 2 === 0)) {
    fail(`Expected --ratio as two even numbers, such as 1280:768, but received ${ratio}.`);
  }
  if (!(Number.isInteger(size.seconds) && size.seconds >= 1)) {
    fail(`Expected --seconds as a whole number from 1 but received ${seconds}.`);
  }
  return size;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
