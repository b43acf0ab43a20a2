import path from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenFile } from '../../store/artifacts/artifacts.ts';
import { ApiError } from '../../task/errors.ts';
import { outputFiles } from '../../task/output-files.ts';
import { chooseRange } from '../byte-range.ts';
import type { LinkQuery } from '../links.ts';
import { checkPreconditions, isRangeWanted } from '../preconditions.ts';
import { ofClips } from '../security.ts';
import type { Routes } from '../services.ts';

/** Where a stored file is served. */
export function filePath(artifact: string): string {
  return `/files/${artifact}`;
}

/**
 * Stored files behind signed links; needs no key. GET and HEAD, with conditions and ranges: from the
 * folder, or by sending the client on to the bucket.
 */
export const files: Routes = (app, { artifacts, links }) => {
  app.get<{ Params: { '*': string }; Querystring: LinkQuery }>(
    '/files/*',
    { schema: { hide: true }, helmet: ofClips },
    async (request, reply) => {
      const artifact = request.params['*'];
      if (!links.verify(filePath(artifact), request.query)) throw new ApiError('LINK_EXPIRED');
      if (artifacts.open) {
        const file = await artifacts.open(artifact);
        if (!file) throw new ApiError('NO_FILE');
        return sendFile(request, reply, artifact, file);
      }
      if (!(await artifacts.exists(artifact))) throw new ApiError('NO_FILE');
      const link = await artifacts.link(artifact, request.method === 'HEAD' ? 'HEAD' : 'GET');
      return reply.header('cache-control', 'private, no-store').redirect(link!, 302);
    },
  );
};

const contentTypes: Record<string, string> = {
  ...Object.fromEntries(
    Object.values(outputFiles).map(({ extension, contentType }) => [extension, contentType]),
  ),
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

async function sendFile(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  artifact: string,
  file: OpenFile,
) {
  const { size, modifiedAt } = file;
  // A file is put in its place whole and never changed, so its length and moment are enough.
  const etag = `"${size.toString(16)}-${modifiedAt.getTime().toString(16)}"`;
  const validators = { etag, modifiedAt };
  reply.headers({ etag, 'last-modified': modifiedAt.toUTCString(), 'accept-ranges': 'bytes' });

  const outcome = checkPreconditions(headers, validators);
  const ranged = method === 'GET' && isRangeWanted(headers, validators);
  const range = ranged ? chooseRange(headers.range, size) : 'whole';
  const isRead = outcome === 'proceed' && range !== 'none' && method === 'GET';
  if (!isRead) await file.close();

  if (outcome === 412) throw new ApiError('PRECONDITION_FAILED');
  // A link names one file for ever: whoever has it may keep what it gave.
  reply.header('cache-control', 'private, max-age=3600');
  if (outcome === 304) return reply.code(304).send(nothing());
  if (range === 'none') {
    reply.header('content-range', `bytes */${size}`);
    throw new ApiError('BAD_RANGE');
  }
  const part = range === 'whole' ? { start: 0, end: size - 1 } : range;
  if (part === range) {
    reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${size}`);
  }
  reply.type(contentTypes[path.extname(artifact)] ?? 'application/octet-stream');
  reply.header('content-length', part.end - part.start + 1);
  return reply.send(isRead ? file.read(part) : nothing());
}

/** A body of no bytes, for which no length is made up. */
function nothing(): Readable {
  return Readable.from([]);
}
