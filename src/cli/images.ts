import { glob, open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from './client.ts';
import { CliError, exitCodes } from './output.ts';
import { readAspect } from './ratio.ts';

const isUrl = (name: string) => /^https?:\/\//i.test(name);

/**
 * The images that the command line names, patterns resolved: a shell that leaves `*.jpg` as it is,
 * or was told to by quotes, leaves it to us. Every file is there and looks like an image.
 * @throws CliError
 */
export async function findImages(names: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    if (isUrl(name)) found.push(name);
    else found.push(...(await findFiles(name)));
  }
  for (const image of found) if (!isUrl(image)) await checkImage(image);
  return [...new Set(found)];
}

/** A file that is really called so comes before what its name would match as a pattern. */
async function findFiles(name: string): Promise<string[]> {
  const exists = await stat(name).catch(() => undefined);
  if (exists || !/[*?[{]/.test(name)) return [name];
  const matches: string[] = [];
  for await (const match of glob(name)) matches.push(match);
  if (matches.length === 0) throw misuse(`No file matches ${name}.`);
  return matches.sort(inOrder);
}

/** 2.jpg before 10.jpg. */
const inOrder = new Intl.Collator('en', { numeric: true }).compare;

async function checkImage(file: string): Promise<void> {
  const head = Buffer.alloc(12);
  const info = await stat(file).catch((error) => throwUnreadable(file, error));
  if (info.isDirectory()) {
    throw misuse(`${file} is a folder. Name the images in it: ${path.join(file, '*.jpg')}`);
  }
  const handle = await open(file).catch((error) => throwUnreadable(file, error));
  await handle.read(head).finally(() => handle.close());
  if (!recogniseType(head)) {
    throw misuse(`Expected ${file} to be a JPEG, PNG or WebP image; it is not.`);
  }
}

function throwUnreadable(file: string, error: NodeJS.ErrnoException): never {
  throw misuse(
    error.code === 'ENOENT'
      ? `There is no file ${file}.`
      : `${file} cannot be read: ${error.message}`,
  );
}

function misuse(message: string): CliError {
  return new CliError(message, exitCodes.misuse);
}

/** A data URI may have 5 MiB of characters; a larger file is uploaded first. */
const largestInline = 3 * 2 ** 20;

export interface Photo {
  /** Width over height; undefined where only the server reads it. */
  aspect: number | undefined;
  /** Bring it to the server. @returns what names it there */
  send(client: Client): Promise<string>;
}

/** Read one of the images that were found. */
export async function readImage(image: string): Promise<Photo> {
  if (isUrl(image)) return { aspect: undefined, send: async () => image };
  const bytes = await readFile(image).catch((error) => throwUnreadable(image, error));
  const type = recogniseType(bytes);
  return {
    aspect: readAspect(bytes),
    send: async (client) =>
      bytes.length > largestInline
        ? client.upload(`photo.${type}`, bytes)
        : `data:image/${type};base64,${bytes.toString('base64')}`,
  };
}

/** By the first bytes: a name may say anything. */
function recogniseType(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^RIFF....WEBP/s.test(head)) return 'webp';
  return undefined;
}

/** What a clip is called by its image. */
export function nameClip(image: string): string {
  const file = isUrl(image) ? decodeURI(new URL(image).pathname) : image;
  return `${path.parse(file).name || 'clip'}.mp4`;
}
