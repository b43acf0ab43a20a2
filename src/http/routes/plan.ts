import { tagged } from '../openapi.ts';
import { planBody, planPrompt, planReply } from '../planning.ts';
import type { Routes } from '../services.ts';

/** What the engine would make of a prompt. Ours, not Runway's. */
export const plan: Routes = (app, services) => {
  app.post(
    '/plan',
    {
      schema: {
        tags: tagged('Tasks'),
        summary: 'Show the shot a prompt becomes (not in the official API)',
        body: planBody,
        response: { 200: planReply },
      },
    },
    async ({ body }) => planPrompt(services, body),
  );
};
