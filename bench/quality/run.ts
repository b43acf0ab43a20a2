import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { LocalEngine } from '../../src/engine/engine.ts';
import type { Picture } from '../../src/media/picture.ts';
import type { Command } from './commands.ts';
import { frameOf, writeEndKeyframe } from './keyframe-pairs.ts';
import { type ClipMeasures, measureClip } from './measure.ts';
import { fps, withClip } from './render.ts';
import type { Subject } from './subjects.ts';

export interface ClipSettings {
  width: number;
  height: number;
  seconds: number;
}

/** One command tried on one image. */
export interface Trial {
  subject: string;
  command: string;
  expected: string;
  obeyed: boolean;
  measures: ClipMeasures;
  warnings: string[];
  renderSeconds: number;
}

/** Render an image with a command and measure the clip. */
export async function tryCommand(
  engine: LocalEngine,
  subject: Subject,
  command: Command,
  settings: ClipSettings,
): Promise<Trial> {
  const firstKeyframe = await frameOf(subject.file, settings);
  const request = {
    keyframes: [{ position: 'first' as const, file: subject.file }],
    promptText: command.promptText,
    ...settings,
  };
  return withClip(engine, request, async (clip) => {
    const measures = await measureClip(clip.file, {
      firstKeyframe,
      nearness: nearnessInFrame(subject, settings),
      frames: settings.seconds * fps,
    });
    return {
      subject: subject.name,
      command: command.name,
      expected: command.expected,
      obeyed: measures.labels.includes(command.expected),
      measures,
      warnings: clip.warnings.map(({ code }) => code),
      renderSeconds: clip.seconds,
    };
  });
}

/** From pixels of the centre-cropped frame to places of the whole image. */
function nearnessInFrame({ reference }: Subject, { width, height }: ClipSettings) {
  if (!reference) return undefined;
  const scale = Math.max(width / reference.width, height / reference.height);
  return (x: number, y: number) => {
    const i = Math.floor(reference.width / 2 + (x - width / 2) / scale);
    const j = Math.floor(reference.height / 2 + (y - height / 2) / scale);
    const column = Math.min(reference.width - 1, Math.max(0, i));
    const row = Math.min(reference.height - 1, Math.max(0, j));
    return reference.data[row * reference.width + column]!;
  };
}

/** A clip between two keyframes: the image and a part of it, or two images that share nothing. */
export interface PairTrial {
  name: string;
  related: boolean;
  measures: ClipMeasures;
  warnings: string[];
  renderSeconds: number;
}

/** Render from an image to a part of itself. */
export async function tryPair(
  engine: LocalEngine,
  subject: Subject,
  settings: ClipSettings,
  folder: string,
): Promise<PairTrial> {
  const end = await writeEndKeyframe(subject.file, settings, folder);
  return renderPair(engine, subject.name, true, [subject.file, end], settings);
}

/** Render from one image to another that has nothing to do with it. */
export async function tryStrangers(
  engine: LocalEngine,
  first: Subject,
  last: Subject,
  settings: ClipSettings,
): Promise<PairTrial> {
  const name = `${first.name} to ${last.name}`;
  return renderPair(engine, name, false, [first.file, last.file], settings);
}

async function renderPair(
  engine: LocalEngine,
  name: string,
  related: boolean,
  [first, last]: [string, string],
  settings: ClipSettings,
): Promise<PairTrial> {
  const firstKeyframe: Picture = await frameOf(first, settings);
  const lastKeyframe: Picture = await frameOf(last, settings);
  const request = {
    keyframes: [
      { position: 'first' as const, file: first },
      { position: 'last' as const, file: last },
    ],
    promptText: '',
    ...settings,
  };
  return withClip(engine, request, async (clip) => ({
    name,
    related,
    measures: await measureClip(clip.file, {
      firstKeyframe,
      lastKeyframe,
      frames: settings.seconds * fps,
    }),
    warnings: clip.warnings.map(({ code }) => code),
    renderSeconds: clip.seconds,
  }));
}

/** Render the same request twice; whether the files are the same to the byte. */
export async function isDeterministic(
  engine: LocalEngine,
  subject: Subject,
  command: Command,
  settings: ClipSettings,
): Promise<boolean> {
  const request = {
    keyframes: [{ position: 'first' as const, file: subject.file }],
    promptText: command.promptText,
    ...settings,
  };
  const hash = () =>
    withClip(engine, request, async ({ file }) =>
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    );
  const once = await hash();
  const again = await hash();
  return once === again;
}
