import fastifySwagger from '@fastify/swagger';
import type { RouteOptions } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from './services.ts';
import { apiVersions, newestVersion } from './version.ts';

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

/** The answers a guarded route may give beside its own, and which routes may. */
const errorStatuses: Record<
  number,
  [description: string, where: (route: RouteOptions) => boolean]
> = {
  400: ['A part of the request breaks a rule', () => true],
  401: ['No key, or a wrong one', () => true],
  403: ['Not for this key, or not on this server', () => true],
  404: ['There is no such thing, or it is another key’s', ({ url }) => url.includes(':')],
  413: ['The body is too large', () => true],
  415: ['The body is not JSON', ({ method }) => method !== 'GET'],
  422: ['The idempotency key stands for another request', ({ url }) => makesClips(url)],
  429: [
    'The key has reached one of its limits, or too many wrong keys came from the address',
    () => true,
  ],
  500: ['The server is at fault; its log says why', () => true],
  503: ['The server is busy or has no room left', () => true],
};

/** Whether a route makes tasks: it takes an idempotency key, and a webhook. */
const makesClips = (url: string) => url.endsWith('_to_video');

/** What a route answers that has nothing to say, for its `response` schema. */
export const emptyReply = (description: string) => z.null().describe(description);

/** As the routes check it, who have it from the header. */
const idempotencyKeyRule = { minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' };

const header = (description: string) => ({ type: 'string', description });

/**
 * Headers are read by hooks and by the routes themselves, not checked by schemas: so they are told
 * here. Every guarded route looks at the version.
 */
function describeHeaders(url: string): object {
  const properties: Record<string, object> = {
    'X-Runway-Version': {
      ...header('The version of the API that the client was written for'),
      enum: apiVersions,
      default: newestVersion,
    },
  };
  if (makesClips(url)) {
    properties['Idempotency-Key'] = {
      ...header(
        'For a day, the same request under the same key gets the same answer (not in the official API)',
      ),
      ...idempotencyKeyRule,
    };
    properties['X-Photoplay-Webhook-Url'] = {
      ...header('Where the end of the task is told (not in the official API)'),
      pattern: '^https?://',
    };
  }
  if (url.endsWith('/events')) {
    properties['Last-Event-ID'] = header('The id of the last event that was seen');
  }
  return { type: 'object', properties };
}

/** What the routes are about, in the order in which people meet them. */
const tags = {
  Tasks: 'From an image or a text to a clip',
  Uploads: 'Images too large to be sent in a request',
  Organization: 'What a key may do, and what it has used',
  Webhooks: 'Being told when tasks end',
  Keys: 'For the root key alone',
} as const;

/**
 * What a schema of a body says beside its rules: requests that work as they stand. Not as zod's own
 * `examples`, which it leaves out where a schema transforms.
 */
export const withExamples = (examples: Record<string, unknown>) => ({
  'x-examples': Object.fromEntries(
    Object.entries(examples).map(([name, value]) => [name, { summary: name, value }]),
  ),
});

/** The tags of a route, one of those above. */
export const tagged = (tag: keyof typeof tags): string[] => [tag];

/** `/openapi.json`, made from the very schemas that check requests and replies. */
export function describeApi(app: App): void {
  app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Photoplay',
        description:
          "Runway's image-to-video API, self-hosted. Every route is also served under /runwayml. A known path with another method is a 405; what is no HTTP request, or takes too long to arrive, is a 400, 408 or 431. Every error has the same form.",
        version: '0.1.0',
      },
      servers: [
        { url: '/', description: 'This server' },
        { url: '/runwayml', description: 'The same, where relays of the API have it' },
      ],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    // The second mount would say everything twice.
    transform: (route) => {
      const hidden = { ...route, schema: { ...route.schema, hide: true } };
      const described = jsonSchemaTransform(route.url.startsWith('/runwayml') ? hidden : route);
      const { schema } = described;
      if (schema && 'security' in schema) {
        Object.assign(schema, { headers: describeHeaders(route.url) });
      }
      return described;
    },
  });
  // Made once, in bytes that all who are sent it share.
  let description: Buffer | undefined;
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    description ??= Buffer.from(JSON.stringify(app.swagger()));
    return reply.type('application/json; charset=utf-8').send(description);
  });
}

/** Adds to each guarded route what all of them share: the key, and the errors. */
export function describeGuarded(app: App): void {
  app.addHook('onRoute', (route) => {
    if (!route.schema || route.schema.hide) return;
    const errors = Object.entries(errorStatuses)
      .filter(([, [, where]]) => where(route))
      .map(([status, [description]]) => [
        status,
        { description, content: { 'application/json': { schema: errorReply } } },
      ]);
    route.schema.security ??= [{ key: [] }];
    route.schema.response = {
      ...Object.fromEntries(errors),
      ...(route.schema.response as object),
    };
  });
}
