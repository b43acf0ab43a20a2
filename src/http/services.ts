import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { PgBoss } from 'pg-boss';
import type { EngineStates } from '../engine/engine-states.ts';
import type { Registry } from '../engine/registry.ts';
import type { UrlRules } from '../net/fetch-url.ts';
import type { Observe } from '../observe/observe.ts';
import type { Worker } from '../queue/worker.ts';
import type { Artifacts } from '../store/artifacts/artifacts.ts';
import type { Room } from '../store/artifacts/room.ts';
import type { Database } from '../store/database/database.ts';
import type { Inputs } from '../store/inputs/inputs.ts';
import { ApiError } from '../task/errors.ts';
import type { Answers } from './answers.ts';
import type { Authenticate } from './auth.ts';
import type { Links } from './links.ts';
import type { SendingTurns } from './sending.ts';
import type { Streams } from './streams.ts';

/** See `config.ts`, where each has its default. */
export interface HttpLimits {
  maxBodyBytes: number;
  maxBodiesBytes: number;
  maxJsonDepth: number;
  maxJsonValues: number;
  maxDiscardBytes: number;
  discardTimeoutMs: number;
  maxUnsentBytes: number;
  maxPipelined: number;
  maxUploadBytes: number;
  maxUploads: number;
  uploadLifetimeSeconds: number;
  postsPerMinute: number;
  rootPostsPerMinute: number;
  wrongKeysPerMinute: number;
  idempotencyKeySeconds: number;
  retryMemorySeconds: number;
  keepInputsSeconds: number;
  maxStreamsPerKey: number;
  streamHeartbeatMs: number;
  readyTimeoutMs: number;
  eventLinkSeconds: number;
  headersTimeoutMs: number;
  requestTimeoutMs: number;
  idleTimeoutMs: number;
  maxConnections: number;
  corsOrigins: readonly string[];
}

/** What the routes work with. */
export interface Services {
  database: Database;
  boss: PgBoss;
  registry: Registry;
  /** How the engines are. */
  states: EngineStates;
  artifacts: Artifacts;
  inputs: Inputs;
  links: Links;
  /** This process's folder for uploads that are arriving. */
  receiving: string;
  /** Asked before anything new is stored. */
  room: Pick<Room, 'require'>;
  authenticate: Authenticate;
  /** Never repeated, wherever in a request they came. */
  secrets: readonly string[];
  /** What this server, and no other, proves itself by. */
  proofSecret: string;
  limits: HttpLimits;
  /** Refuse what Runway refuses, also where this server would make the best of it. */
  strict: boolean;
  /** Which URLs may be told of tasks. */
  webhookRules: UrlRules;
  /** Absent where this process renders nothing. */
  worker?: Worker;
  /** Absent where nobody listens. */
  observe: Observe | undefined;
}

/** And what the application makes for them. */
export interface RouteServices extends Services {
  /** For the routes that make something: refuses a key that asks too often. */
  limitPosts: onRequestAsyncHookHandler;
  /** One for all mounts: a retry may come by another. */
  sendingTurns: SendingTurns;
  answers: Answers;
  streams: Streams;
}

/** Fastify, with zod schemas giving types to every route. */
export type App = FastifyInstance<
  Server,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A group of routes: knows its paths and its services, nothing of where it is mounted. */
export type Routes = (app: App, services: RouteServices) => void;

/** @throws ApiError 403, as Runway answers for a model it no longer serves */
export function requireTargets({ registry }: Pick<Services, 'registry'>, model: string) {
  const targets = registry.targetsOf(model);
  if (targets) return targets;
  throw new ApiError('NO_MODEL', { message: `Model variant ${model} is not available` });
}
