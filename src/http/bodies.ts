import type { FastifyRequest } from 'fastify';
import { ApiError } from '../task/errors.ts';
import { hasBody } from './body-count.ts';
import { isOutOfShape, type JsonLimits } from './json-shape.ts';
import type { App } from './services.ts';

/**
 * What bodies may be: JSON, or nothing at all. Whoever sends nothing may call it what they like: some
 * clients announce a type with every request.
 */
export function readBodies(app: App, limits: JsonLimits): void {
  // `__proto__` and `constructor` are keys we do not know: ignored, like any other.
  const parse = app.getDefaultJsonParser('remove', 'remove');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      if (body.length === 0) return done(null, undefined);
      if (isOutOfShape(body, limits)) return done(refuseShape(limits), undefined);
      parse(request, body.toString(), done);
    },
  );
  app.addContentTypeParser('*', async (request: FastifyRequest) => {
    if (!(await isEmpty(request))) throw new ApiError('WRONG_CONTENT_TYPE');
  });
  app.addHook('onRequest', async (request) => {
    const { headers } = request;
    if (!hasBody(request)) delete headers['content-type'];
    // The framework refuses what is no type before any parser is asked.
    else if (!/^[!-~]+\/[!-~]+/.test(headers['content-type'] ?? '')) {
      headers['content-type'] = 'application/octet-stream';
    }
  });
}

function refuseShape({ maxJsonDepth, maxJsonValues }: JsonLimits): ApiError {
  return new ApiError('INVALID_JSON', {
    message: `Expected JSON that is nested at most ${maxJsonDepth} deep and has at most ${maxJsonValues} values and names`,
  });
}

/** A chunked body is announced before anybody knows whether there is anything in it. */
function isEmpty({ raw }: FastifyRequest): Promise<boolean> {
  return new Promise((resolve, reject) => {
    raw.once('data', () => resolve(false));
    raw.once('end', () => resolve(true));
    raw.once('error', reject);
  });
}
