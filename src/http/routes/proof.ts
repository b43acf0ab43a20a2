import { z } from 'zod';
import { proofPath, prove } from '../../task/proof.ts';
import type { Routes } from '../services.ts';

/** 32 bytes, so that no question is ever asked twice. */
const proofQuery = z.object({ nonce: z.string().regex(/^[0-9a-f]{64}$/) });

/** For the command line, which sends its key to no server that cannot answer: see `cli/own-server.ts`. */
export const proof: Routes = (app, { proofSecret }) => {
  app.get(
    proofPath,
    { schema: { hide: true, querystring: proofQuery } },
    async ({ query }, reply) => {
      reply.header('cache-control', 'no-store');
      return { proof: prove(proofSecret, query.nonce) };
    },
  );
};
