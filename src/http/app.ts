import Fastify, {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ZodType } from 'zod';
import { createShares } from '../net/shares.ts';
import { createWatcher } from '../queue/watch.ts';
import { createAnswers } from './answers.ts';
import { requireKey } from './auth.ts';
import { readBodies } from './bodies.ts';
import { createBodyBound } from './body-count.ts';
import { serveDocs } from './docs.ts';
import { answerBrokenRequest, handleErrors } from './errors.ts';
import { createHiding } from './hiding.ts';
import { limitGuesses } from './key-guesses.ts';
import { createListener } from './listener.ts';
import { describeApi, describeGuarded } from './openapi.ts';
import { createPostLimit } from './rate-limit.ts';
import { logRequests } from './request-log.ts';
import { normaliseTarget } from './request-target.ts';
import { engines } from './routes/engines.ts';
import { events, linkedEvents } from './routes/events.ts';
import { files } from './routes/files.ts';
import { health } from './routes/health.ts';
import { imageToVideo } from './routes/image-to-video.ts';
import { keys } from './routes/keys.ts';
import { organization } from './routes/organization.ts';
import { plan } from './routes/plan.ts';
import { proof } from './routes/proof.ts';
import { tasks } from './routes/tasks.ts';
import { textToVideo } from './routes/text-to-video.ts';
import { uploadFiles, uploads } from './routes/uploads.ts';
import { webhook } from './routes/webhook.ts';
import { protectBrowsers } from './security.ts';
import { createSendingTurns } from './sending.ts';
import type { App, Routes, Services } from './services.ts';
import { createStreams } from './streams.ts';
import { discardUnreadBodies } from './unread-bodies.ts';
import { boundUnsent } from './unsent.ts';
import { validateWith } from './validate.ts';
import { checkVersion } from './version.ts';

/** Runway's own mount, and the one its relays use. */
const prefixes = ['/v1', '/runwayml/v1'];

const openRoutes: Routes[] = [files, uploadFiles, linkedEvents, health, proof];
const guardedRoutes: Routes[] = [
  imageToVideo,
  textToVideo,
  tasks,
  events,
  uploads,
  organization,
  engines,
  keys,
  plan,
  webhook,
];

/** Build the HTTP application; nothing listens yet. */
export function buildApp(services: Services, log: FastifyBaseLogger): App {
  const hiding = createHiding(services.secrets);
  const app = Fastify({
    loggerInstance: hiding.wrap(log),
    logController: new LogController({ disableRequestLogging: true }),
    serverFactory: (serve) => createListener(serve, services.limits),
    bodyLimit: services.limits.maxBodyBytes,
    rewriteUrl: ({ url = '/' }) => normaliseTarget(url),
    // Whatever is too long to be an id reaches the route, which knows no such id.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 20_000 },
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<ZodTypeProvider>();

  app.setValidatorCompiler<ZodType>(({ schema, httpPart }) => validateWith(schema, httpPart));
  app.setSerializerCompiler(serializerCompiler);
  readBodies(app, services.limits);
  handleErrors(app, hiding, services.observe);

  logRequests(app, hiding);
  discardUnreadBodies(app, services.limits);
  boundUnsent(app, services.limits.maxUnsentBytes);
  protectBrowsers(app, services.limits);
  describeApi(app);
  serveDocs(app);
  app.register(async (mounts) => {
    const limitPosts = await createPostLimit(mounts as App, services.limits);
    const watcher = createWatcher(services.database, log);
    const answers = createAnswers(services.database, log);
    mounts.addHook('preClose', () => answers.stop());
    // A stopping server lets its streams end; their clients come back to another.
    mounts.addHook('preClose', async () => watcher.stop());
    const routeServices = {
      ...services,
      limitPosts,
      sendingTurns: createSendingTurns(),
      answers,
      streams: createStreams(watcher, services.limits.maxStreamsPerKey),
    };
    mounts.register(async (open) => {
      for (const routes of openRoutes) routes(open as App, routeServices);
    });
    const { wrongKeysPerMinute } = services.limits;
    const authenticate = limitGuesses(services.authenticate, wrongKeysPerMinute);
    const boundBodies = createBodyBound(createShares(services.limits.maxBodiesBytes), {
      in: 'bytes',
    });
    for (const prefix of prefixes) {
      mounts.register(
        async (guarded) => {
          describeGuarded(guarded as App);
          guarded.addHook('onRequest', keepNothing);
          guarded.addHook('onRequest', requireKey(authenticate));
          guarded.addHook('onRequest', checkVersion);
          guarded.addHook('onRequest', boundBodies);
          for (const routes of guardedRoutes) {
            // Each in a context of its own, for the hooks that some of them add.
            guarded.register(async (group) => routes(group as App, routeServices));
          }
        },
        { prefix },
      );
    }
  });
  return app;
}

/** What a key is answered is for nobody else, and soon out of date: no cache is to have it. */
async function keepNothing(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('cache-control', 'no-store');
}
