import path from 'node:path';
import { modelTable } from '../task/models.ts';
import { CliError, exitCodes } from './output.ts';

/** What a clip in such a file is asked for as: the first of these that the model knows. */
const byExtension: Readonly<Record<string, readonly string[]>> = {
  '.mov': ['prores', 'mov'],
  '.zip': ['png_sequence'],
};

/**
 * The `outputFormat` that a file's name asks for; undefined for what every model makes, an MP4.
 * @throws CliError when the model makes no such file
 */
export function chooseOutputFormat(model: string, file: string): string | undefined {
  const extension = path.extname(file).toLowerCase();
  const wanted = byExtension[extension];
  if (!wanted) return undefined;
  const format = formatsOf(model).find((known) => wanted.includes(known));
  if (format) return format;
  const others = Object.keys(modelTable).filter((other) =>
    formatsOf(other).some((known) => wanted.includes(known)),
  );
  throw new CliError(
    `Expected -o to name an MP4 for ${model} but received ${file}. Files that end in ${extension} are made by --model ${others.join(' or ')}.`,
    exitCodes.misuse,
  );
}

function formatsOf(model: string): string[] {
  const field = modelTable[model]?.kinds.image_to_video?.fields.outputFormat;
  return field?.type === 'choice' ? field.of.map(String) : [];
}
