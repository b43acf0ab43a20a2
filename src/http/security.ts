import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { App, HttpLimits } from './services.ts';

/**
 * What a browser is told. Clips may be embedded by any page that has a link to them; scripts run
 * nowhere but on /docs, and there only the server's own.
 */
export function protectBrowsers(app: App, { corsOrigins }: HttpLimits): void {
  const self = "'self'";
  const inline = "'unsafe-inline'";
  app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [self, inline],
        styleSrc: [self, inline],
        imgSrc: [self, 'data:'],
        fontSrc: [self, 'data:'],
        mediaSrc: [self],
        connectSrc: [self],
        baseUri: [self],
        frameAncestors: ["'none'"],
        formAction: [self],
      },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // Whoever puts TLS in front decides on that, for the whole host.
    strictTransportSecurity: false,
  });
  // Off unless configured: a page elsewhere has no business with the API of somebody's machine.
  if (corsOrigins.length > 0) {
    app.register(cors, {
      origin: [...corsOrigins],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    });
  }
}
