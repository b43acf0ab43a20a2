import { createWriteStream } from 'node:fs';
import { access, constants, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describeCause } from './client.ts';
import { nameClip } from './images.ts';
import { CliError, exitCodes } from './output.ts';

/** Instead of a file: the clip itself is the command's output. */
export const standardOutput = '-';

/**
 * Where the clip of each image goes: for one image `output` names the file, for several the folder,
 * in which each clip is called like its image. A folder that is there, or a name that ends in a
 * slash, is a folder for one image too. Checked before the render rather than after it.
 * @throws CliError when a clip would have no place, or would replace a file without `force`
 */
export async function chooseClipFiles(
  images: string[],
  { output, force = false }: { output?: string; force?: boolean },
): Promise<string[]> {
  if (output === standardOutput) return [checkStandardOutput(images)];
  const files = await nameFiles(images, output);
  if (!force) await refuseExisting(files);
  return files;
}

function checkStandardOutput({ length }: string[]): string {
  if (length > 1) {
    throw misuse(`Standard output takes one clip, not ${length}. Name a folder: -o clips/`);
  }
  if (process.stdout.isTTY) {
    throw misuse(
      'A clip is nothing for a terminal. Send it on: photoplay generate … -o - > clip.mp4',
    );
  }
  return standardOutput;
}

async function nameFiles(images: string[], output: string | undefined): Promise<string[]> {
  if (images.length === 1 && !(output && (await isFolder(output)))) {
    const file = output ?? 'clip.mp4';
    await requireFolder(path.dirname(path.resolve(file)), file);
    return [file];
  }
  const folder = output ?? '.';
  if (/\.(mp4|mov|zip)$/i.test(folder) && !(await isFolder(folder))) {
    throw misuse(
      `Expected -o to name a folder for the clips of ${images.length} images but received ${folder}. Each clip is called like its image.`,
    );
  }
  const files = new Map<string, string>();
  for (const image of images) {
    const file = path.join(folder, nameClip(image));
    const other = files.get(file);
    if (other) throw misuse(`The clips of ${other} and ${image} would both be ${file}.`);
    files.set(file, image);
  }
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  await requireFolder(path.resolve(folder), folder);
  return [...files.keys()];
}

async function isFolder(name: string): Promise<boolean> {
  return /[/\\]$/.test(name) || ((await stat(name).catch(() => undefined))?.isDirectory() ?? false);
}

async function requireFolder(folder: string, file: string): Promise<void> {
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) throw misuse(`There is no folder ${folder} that ${file} could go into.`);
}

async function refuseExisting(files: string[]): Promise<void> {
  const existing: string[] = [];
  for (const file of files) if (await isFile(file)) existing.push(file);
  if (existing.length === 0) return;
  const [first, ...others] = existing;
  const which = others.length > 0 ? `${first} and ${others.length} more exist` : `${first} exists`;
  throw misuse(`${which} already. Choose another name with -o, or replace with --force.`);
}

/** A pipe or a device that is there is written to, not replaced. */
async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isFile() ?? false;
}

function misuse(message: string): CliError {
  return new CliError(message, exitCodes.misuse);
}

/** Bring a clip to its place. @throws CliError unreachable, when its server is gone */
export async function download(url: string, file: string): Promise<void> {
  const response = await fetch(url).catch((error) => throwNotDownloaded(describeCause(error)));
  if (!response.ok || !response.body) throwNotDownloaded(`HTTP ${response.status}`);
  const clip = Readable.fromWeb(response.body);
  if (file === standardOutput) return pipeline(clip, process.stdout, { end: false });
  const there = await stat(file).catch(() => undefined);
  if (there && !there.isFile()) return pipeline(clip, createWriteStream(file));
  // Beside its place first, so that an interrupted download leaves no half clip.
  const partial = path.join(path.dirname(file), `.${path.basename(file)}.partial`);
  try {
    await pipeline(clip, createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw new CliError(`${file} could not be written: ${(error as Error).message}`);
  }
}

function throwNotDownloaded(why: string): never {
  throw new CliError(`The clip could not be downloaded: ${why}.`, exitCodes.unreachable);
}
