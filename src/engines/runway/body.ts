import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RenderInput, RenderRequest } from '../../engine/engine.ts';
import { NotSent } from '../../engine/server-transport.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { RenderFailure } from '../../task/errors.ts';
import { modelTable } from '../../task/models.ts';
import type { JsonValue, OutputFormat } from '../../task/task.ts';
import { asFields, readRefusal } from './answers.ts';
import type { Client } from './client.ts';

type Body = { [field: string]: JsonValue };

const fieldsOf = (model: string, kind: RenderRequest['kind']) =>
  modelTable[model]?.kinds[kind]?.fields;

/** The endpoint of a kind of task. */
export const routes: Record<RenderRequest['kind'], string> = {
  image_to_video: '/v1/image_to_video',
  text_to_video: '/v1/text_to_video',
};

/**
 * A request as the upstream is to have it: the fields that the model has, and no others, since some
 * models refuse those.
 * @param images the URIs of its inputs, in their order
 */
export function makeBody(
  request: RenderRequest,
  images: readonly string[],
  models: Readonly<Record<string, string>>,
): Body {
  const { model, kind, promptText, seed, durationSeconds, width, height, watermark } = request;
  const fields = fieldsOf(model, kind);
  const has = (field: string) => fields === undefined || field in fields;
  return {
    model: models[model] ?? model,
    ...(promptText && { promptText }),
    ...(has('ratio') && { ratio: `${width}:${height}` }),
    ...(has('duration') && { duration: durationSeconds }),
    ...(has('seed') && { seed }),
    ...(watermark && { watermark }),
    ...formatFields(request),
    // As they were sent: a ratio such as "16:9" among them.
    ...request.options,
    ...imageFields(request, images),
  };
}

function imageFields({ model, kind, inputs }: RenderRequest, images: readonly string[]): Body {
  const frames = inputs.flatMap(({ role }, index) =>
    role === 'reference' ? [] : [{ uri: images[index]!, position: role }],
  );
  const references = inputs.flatMap(({ role }, index) =>
    role === 'reference' ? [{ uri: images[index]! }] : [],
  );
  const field = fieldsOf(model, kind)?.promptImage;
  const takesReferences = field?.type === 'frames' && field.references === true;
  const [only] = frames;
  if (frames.length === 1 && only?.position === 'first' && references.length === 0) {
    return { promptImage: only.uri };
  }
  if (frames.length === 0 && references.length > 0 && takesReferences) {
    return { promptImage: references };
  }
  return {
    ...(frames.length > 0 && { promptImage: frames }),
    ...(references.length > 0 && { references }),
  };
}

/**
 * The format, where the upstream can make it. A sequence of pictures is made here, from its clip: it
 * would come as an archive, and not as a clip that can be looked at.
 */
function formatFields({ model, kind, outputFormat, proresProfile }: RenderRequest): Body {
  const field = fieldsOf(model, kind)?.outputFormat;
  if (field?.type !== 'choice') return {};
  const word = words[outputFormat].find((known) => field.of.includes(known));
  if (!word) return {};
  const takesProfile = word === 'prores' && proresProfile !== undefined;
  return { outputFormat: word, ...(takesProfile && { proresProfile }) };
}

const words: Record<OutputFormat, readonly string[]> = {
  mp4: [],
  prores: ['prores', 'mov'],
  sdr_rec709_10bit: ['sdr_rec709_10bit'],
  png_sequence: [],
};

const types: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

/**
 * A URI under which the upstream has an image: the image itself, or where it is too large for that an
 * upload.
 * @throws RenderFailure, UpstreamAway
 */
export async function handOver(
  { file }: RenderInput,
  client: Client,
  maxEncodedLength: number,
  signal: AbortSignal,
): Promise<string> {
  const extension = path.extname(file).toLowerCase();
  const type = types[extension] ?? 'image/jpeg';
  const head = `data:${type};base64,`;
  const { size } = await stat(file);
  const bytes = await readFile(file, { signal });
  if (head.length + Math.ceil(size / 3) * 4 <= maxEncodedLength) {
    return head + bytes.toString('base64');
  }
  return upload(bytes, `image${extension || '.jpg'}`, type, client, signal);
}

async function upload(
  bytes: Uint8Array<ArrayBuffer>,
  filename: string,
  type: string,
  client: Client,
  signal: AbortSignal,
): Promise<string> {
  const asked = await client.call('POST', '/v1/uploads', {
    signal,
    body: { filename, type: 'ephemeral' },
  });
  const { uploadUrl, fields, runwayUri } = asFields(asked.body);
  if (asked.status !== 200 || typeof uploadUrl !== 'string' || typeof runwayUri !== 'string') {
    throw readRefusal(asked, client.hide);
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(asFields(fields))) form.set(name, String(value));
  form.set('file', new Blob([bytes], { type }), filename);
  const status = await client.post(uploadUrl, form, signal);
  if (status >= 300) throw new UpstreamAway(`The upstream answered ${status} to an upload.`);
  return runwayUri;
}

/** Before the submission nothing is accepted, so whatever goes wrong is safe to try again. */
export function beforeSubmission(error: unknown): unknown {
  if (!(error instanceof UpstreamAway)) return error;
  const message =
    error instanceof NotSent ? error.message : `An image could not be uploaded. ${error.message}`;
  return new RenderFailure('UPSTREAM_BUSY', { message, cause: error });
}
