import swaggerUi from '@fastify/swagger-ui';
import { icon } from './icon.ts';
import { docsPolicy } from './security.ts';
import type { App } from './services.ts';

/** Wider than the page's own, so that a request and its answer stand side by side in their width. */
const style = `
body { margin: 0; background: #fff; }
.swagger-ui .wrapper { max-width: 1600px; padding: 0 24px; }
.swagger-ui .info { margin: 24px 0; }
.swagger-ui .scheme-container { margin: 0 0 16px; padding: 16px 0; box-shadow: none; border-top: 1px solid #ddd; }
.swagger-ui textarea { min-height: 180px; }
`;

/** `/docs`: a page to read `/openapi.json` and try it, all of it from this server. `/` leads there. */
export function serveDocs(app: App): void {
  app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: docsPolicy,
    theme: {
      title: 'Photoplay API',
      favicon: [
        {
          filename: 'icon.svg',
          rel: 'icon',
          type: 'image/svg+xml',
          sizes: 'any',
          content: icon,
        },
      ],
      css: [{ filename: 'photoplay.css', content: style }],
    },
    // In place of the library's own.
    logo: { type: 'image/svg+xml', content: icon },
    uiConfig: {
      // The page without the bar on top, which has another's name on it.
      layout: 'BaseLayout',
      // No schema has a name, so there is nothing to list below the routes.
      defaultModelsExpandDepth: -1,
      tryItOutEnabled: true,
      displayRequestDuration: true,
      validatorUrl: null,
    },
  });
  // Relative, for those who serve this below a path of theirs.
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('docs/'));
}
