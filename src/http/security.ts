import cors from '@fastify/cors';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { App, HttpLimits } from './services.ts';

/**
 * What a browser is told of an answer, by what the answer is. Data for programs is nothing to show,
 * to frame or to embed; no other page may make its browser load it.
 */
const ofData: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  frameguard: { action: 'deny' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  // Whoever puts TLS in front decides on that, for the whole host.
  strictTransportSecurity: false,
};

/** A clip is for any page that was given a link to it, as a video or in a frame: the link is signed. */
export const ofClips: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    // What a browser needs to show a video that is opened by itself, and nothing else.
    directives: {
      defaultSrc: ["'none'"],
      mediaSrc: ["'self'"],
      styleSrc: ["'unsafe-inline'"],
    },
  },
  frameguard: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
};

/** The page at /docs runs the server's own scripts, which reach this server alone. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function protectBrowsers(app: App, { corsOrigins }: HttpLimits): void {
  app.register(helmet, ofData);
  // Off unless configured: a page elsewhere has no business with the API of somebody's machine.
  if (corsOrigins.length > 0) {
    app.register(cors, {
      origin: [...corsOrigins],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    });
  }
}
