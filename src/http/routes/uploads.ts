import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createUpload, fillUpload, runwayUri } from '../../store/uploads.ts';
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
  const requireLink = async ({ params, query }: FastifyRequest<UploadRoute>) => {
    if (!links.verify(`/uploads/${params.id}`, query)) throw new ApiError('LINK_EXPIRED');
  };

  app.register(multipart, {
    limits: { files: 1, fields: 20, fileSize: limits.maxUploadBytes },
  });

  app.post<UploadRoute>(
    '/uploads/:id',
    {
      schema: { hide: true },
      bodyLimit: limits.maxUploadBytes + 2 ** 20,
      // The link first: who has none takes up no place.
      onRequest: [requireLink, createBodyBound(limits.maxUploads), room.require],
    },
    async (request, reply) => {
      const { id } = request.params;
      const temporary = path.join(receiving, randomUUID());
      try {
        const part = await request.file();
        if (!part) throw new ApiError('INVALID_UPLOAD');
        await pipeline(part.file, createWriteStream(temporary, { flags: 'wx', mode: 0o600 }));
        if (part.file.truncated) throw new ApiError('BODY_TOO_LARGE');
        if (!(await fillUpload(database, artifacts, id, temporary))) {
          throw new ApiError('LINK_EXPIRED');
        }
      } finally {
        await rm(temporary, { force: true });
      }
      return reply.code(204).send();
    },
  );
};
