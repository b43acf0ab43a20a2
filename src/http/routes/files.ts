import fastifyStatic from '@fastify/static';
import { ApiError } from '../../task/errors.ts';
import type { LinkQuery } from '../links.ts';
import { ofClips } from '../security.ts';
import type { Routes } from '../services.ts';

/** Where a stored file is served. */
export function filePath(artifact: string): string {
  return `/files/${artifact}`;
}

/**
 * Stored files behind signed links; needs no key. GET and HEAD, with ranges: from the folder, or by
 * sending the client on to the bucket.
 */
export const files: Routes = (app, services) => {
  const { artifacts } = services;
  if (artifacts.folder) {
    app.register(fastifyStatic, {
      root: artifacts.folder,
      serve: false,
      // A link names one immutable file: whoever has it may keep what it gave.
      cacheControl: false,
    });
  }

  app.get<{ Params: { '*': string }; Querystring: LinkQuery }>(
    '/files/*',
    { schema: { hide: true }, helmet: ofClips },
    async (request, reply) => {
      const artifact = request.params['*'];
      if (!services.links.verify(filePath(artifact), request.query))
        throw new ApiError('LINK_EXPIRED');
      if (!(await artifacts.exists(artifact))) throw new ApiError('NO_FILE');
      const link = await artifacts.link(artifact, request.method === 'HEAD' ? 'HEAD' : 'GET');
      if (link) return reply.header('cache-control', 'private, no-store').redirect(link, 302);
      reply.header('cache-control', 'private, max-age=3600');
      reply.header('x-content-type-options', 'nosniff');
      return reply.sendFile(artifact);
    },
  );
};
