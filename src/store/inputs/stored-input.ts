/** Input images as they are stored: by the SHA-256 of their bytes, which tells later whether they are whole. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RenderFailure } from '../../task/errors.ts';
import type { Artifacts } from '../artifacts/artifacts.ts';

/** @param hash of its bytes, SHA-256 in hexadecimal */
export function keyOfInput(hash: string, format: string): string {
  return `inputs/${hash.slice(0, 2)}/${hash}.${format}`;
}

/**
 * Copy a stored image to `file`, and see that it is the one that was stored. A storage that lost its
 * power may have half of it, under its name and without an error; that is not the image's fault.
 * @throws RenderFailure INPUT_DAMAGED; whatever the storage throws
 */
export async function copyOutInput(
  artifacts: Pick<Artifacts, 'copyOut' | 'place'>,
  artifact: string,
  file: string,
  signal?: AbortSignal,
): Promise<void> {
  await artifacts.copyOut(artifact, file, signal);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash, { signal });
  const found = hash.digest('hex');
  const expected = path.parse(artifact).name;
  if (found === expected) return;
  throw new RenderFailure('INPUT_DAMAGED', {
    cause: new Error(
      `Expected ${artifact} in ${artifacts.place} to have the SHA-256 ${expected} but it has ${found}. Whoever sends that image again puts it right.`,
    ),
  });
}
