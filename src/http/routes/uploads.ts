import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createShares } from '../../net/shares.ts';
import {
  createUpload,
  fillUpload,
  findUploadOwner,
  runwayUri,
} from '../../store/inputs/uploads.ts';
import { ApiError } from '../../task/errors.ts';
import { createBodyBound } from '../body-count.ts';
import type { LinkQuery } from '../links.ts';
import { tagged, withExamples } from '../openapi.ts';
import type { Routes } from '../services.ts';

const uploadBody = z
  .object({
    filename: z
      .string()
      .min(3)
      .max(255)
      .regex(/\.(jpe?g|png|webp)$/i, 'Expected a file name ending in .jpg, .jpeg, .png or .webp'),
    type: z.literal('ephemeral'),
  })
  .meta(withExamples({ 'A photo': { filename: 'photo.jpg', type: 'ephemeral' } }));

const uploadReply = z.strictObject({
  uploadUrl: z.url(),
  fields: z.record(z.string(), z.string()),
  runwayUri: z.string().regex(/^runway:\/\//),
});

/** Reserving an upload: needs a key, and is answered as Runway does. */
export const uploads: Routes = (app, { database, links, limits, limitPosts, room }) => {
  app.post(
    '/uploads',
    {
      schema: {
        tags: tagged('Uploads'),
        summary: 'Upload a file',
        body: uploadBody,
        response: { 200: uploadReply },
      },
      onRequest: [limitPosts, room.require],
    },
    async (request) => {
      const id = await createUpload(database, request.caller.owner, limits.uploadLifetimeSeconds);
      return {
        uploadUrl: links.sign(request, `/uploads/${id}`),
        fields: {},
        runwayUri: runwayUri(id),
      };
    },
  );
};

type UploadRoute = { Params: { id: string }; Querystring: LinkQuery };

/** Receiving the file, behind the signed link: the SDKs send no key here. */
export const uploadFiles: Routes = (
  app,
  { database, artifacts, links, limits, room, receiving },
) => {
  const boundUploads = createBodyBound(createShares(limits.maxUploads), { in: 'places' });
  const requireLink = async (request: FastifyRequest<UploadRoute>) => {
    const { params, query } = request;
    if (!links.verify(`/uploads/${params.id}`, query)) throw new ApiError('LINK_EXPIRED');
    const owner = await findUploadOwner(database, params.id);
    if (!owner) throw new ApiError('LINK_EXPIRED');
    // Whoever has the link acts for the key that it was made for.
    request.caller = { owner };
  };

  app.register(async (scope) => {
    // A file goes to the disk as it comes; anything else is not even read.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', async () => {
      throw new ApiError('INVALID_UPLOAD');
    });
    scope.register(multipart, {
      limits: {
        files: 1,
        fields: 20,
        fieldSize: 16 * 1024,
        headerPairs: 100,
        fileSize: limits.maxUploadBytes,
      },
    });
    scope.post<UploadRoute>(
      '/uploads/:id',
      {
        schema: { hide: true },
        bodyLimit: limits.maxUploadBytes + 2 ** 20,
        // The link first: who has none takes up no place.
        onRequest: [requireLink, boundUploads, room.require],
      },
      async (request, reply) => {
        const file = path.join(receiving, randomUUID());
        try {
          await receive(request, file);
          if (!(await fillUpload(database, artifacts, request.params.id, file))) {
            throw new ApiError('LINK_EXPIRED');
          }
        } finally {
          await rm(file, { force: true });
        }
        return reply.code(204).send();
      },
    );
  });
};

/**
 * Write the one file of a form to `file`.
 * @throws ApiError for whatever is no such form, or is cut short
 */
async function receive(request: FastifyRequest, file: string): Promise<void> {
  let files = 0;
  try {
    for await (const part of request.parts()) {
      if (part.type !== 'file') continue;
      files++;
      await pipeline(part.file, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
      if (part.file.truncated) throw new ApiError('BODY_TOO_LARGE');
    }
  } catch (error) {
    // Of all that happens here the system itself has to do with the writing alone.
    if (error instanceof ApiError || 'syscall' in (error as Error)) throw error;
    throw new ApiError('INVALID_UPLOAD', { cause: error });
  }
  if (files === 0) throw new ApiError('INVALID_UPLOAD');
}
