import fastifySwagger from '@fastify/swagger';
import scalar from '@scalar/fastify-api-reference';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from './services.ts';

const errorReply = z.object({
  error: z.string(),
  issues: z
    .array(
      z.looseObject({
        code: z.string(),
        path: z.array(z.union([z.string(), z.number()])),
        message: z.string(),
      }),
    )
    .optional(),
  docUrl: z.string().optional(),
});

/** The answers any guarded route may give beside its own. */
const errorStatuses = {
  400: 'A part of the request breaks a rule',
  401: 'No key, or a wrong one',
  403: 'Not for this key, or not on this server',
  404: 'There is no such thing, or it is another key’s',
  413: 'The body is too large',
  415: 'The body is not JSON',
  429: 'The key has reached one of its limits',
  503: 'The server is busy; try again',
} as const;

/** `/openapi.json`, made from the very schemas that check requests and replies, and `/docs` to read it. */
export function describeApi(app: App): void {
  app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Photoplay',
        description:
          "Runway's image-to-video API, self-hosted. Every route is also served under /runwayml.",
        version: '0.1.0',
      },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    // The second mount would say everything twice.
    transform: (route) => {
      const hidden = { ...route, schema: { ...route.schema, hide: true } };
      return jsonSchemaTransform(route.url.startsWith('/runwayml') ? hidden : route);
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json' } });
}

/** Adds to each guarded route what all of them share: the key, and the errors. */
export function describeGuarded(app: App): void {
  app.addHook('onRoute', (route) => {
    if (!route.schema || route.schema.hide) return;
    const errors = Object.fromEntries(
      Object.entries(errorStatuses).map(([status, description]) => [
        status,
        { description, content: { 'application/json': { schema: errorReply } } },
      ]),
    );
    route.schema.security ??= [{ key: [] }];
    route.schema.response = { ...errors, ...(route.schema.response as object) };
  });
}
