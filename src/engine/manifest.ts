import type { ForkOptions } from 'node:child_process';
import type { z } from 'zod';
import type { Engine, JsonValue, Log } from './engine.ts';

/**
 * What an engine's folder says of it. The configuration names instances of kinds, each with settings
 * of its own: `engines: { wan: { kind: runway, baseUrl: … } }`.
 */
export interface EngineManifest<Settings = unknown> {
  /** As the configuration writes it. */
  kind: string;
  /** What it is, in one sentence. */
  summary: string;
  /** There without being configured, under the name of its kind. */
  builtIn?: boolean;
  /** Names of settings whose values no error, log or answer repeats. */
  secrets?: readonly string[];
  /** Names of settings that name environment variables, whose values `create` is handed. */
  variables?: readonly string[];
  /** What an instance can be set to; a strict object. */
  settings: z.ZodType<Settings>;
  /**
   * Make an instance. Nothing is rendered, submitted or fetched yet.
   * @throws Error that tells its operator what to mend
   */
  create(settings: Settings, ports: EnginePorts): Engine | Promise<Engine>;
  /** Where its server usually is: the `baseUrl` of who names none. */
  usualUrl?: string;
  /** What `photoplay init` asks for besides the address; each is an option of it, too. */
  questions?: readonly Question[];
  /**
   * Whether the server at an address is one of this kind; it is sent no key, and is asked nothing that
   * makes work. Absent: there is no server of this kind.
   * @param baseUrl without a slash at its end
   * @returns undefined: it is another one
   * @throws the error of `fetch` when there is no answer, and the signal's reason
   */
  probe?(baseUrl: string, ports: ProbePorts): Promise<Recognised | undefined>;
}

/** What a probe is given. It takes nothing from anywhere else. */
export interface ProbePorts {
  fetch: typeof fetch;
  signal: AbortSignal;
}

/** A server that a kind knows. */
export interface Recognised {
  /** What it is and what it has, for people: `ComfyUI 0.8.0`. */
  what: string;
  /** What the server itself has told of an instance's settings. */
  settings?: { [name: string]: JsonValue };
  /** It answers nobody without a key: `apiKeyVariable` is needed. */
  wantsKey?: boolean;
  /** What its operator has to mend or to know before a clip comes of it, a sentence each. */
  notes?: string[];
}

/** A setting that only the operator can tell. */
export interface Question {
  /** Its name among the kind's settings. */
  setting: string;
  /** In words for the operator: `The file of the workflow`. */
  words: string;
  /** Taken where nothing is answered. */
  usual?: string;
  /** Whether there is no instance without it. */
  needed?: boolean;
}

/** Declare a manifest; what `create` is handed is what `settings` reads. */
export function defineEngine<Settings>(manifest: EngineManifest<Settings>): EngineManifest {
  return manifest as EngineManifest;
}

/** What an engine is handed when it is made. It takes nothing from anywhere else. */
export interface EnginePorts {
  /** The instance's name, by which routes and tasks know it. */
  id: string;
  log: Log;
  /** Those environment variables that the instance's settings name, and that are set. */
  variables: Readonly<Record<string, string | undefined>>;
  /** The operator's own server is fetched from, wherever it is; addresses that it hands out are not. */
  fetch: typeof fetch;
  children: ChildRules;
  /**
   * An image at exactly this size, upright and cropped at the centre: a PNG file. Made in a child.
   * @throws RenderFailure; the signal's reason
   */
  fitImage(
    image: { file: string; width: number; height: number },
    signal: AbortSignal,
  ): Promise<Uint8Array>;
  /** The depth model to use: the wanted one, else the best that is here; undefined for none. */
  openDepthModel(wanted?: WantedModel): Promise<ModelFile | undefined>;
}

/** How the processes that render are started and kept. */
export interface ChildRules {
  /** How long one waits, loaded, for the next render. */
  idleMs: number;
  confinement: Pick<ForkOptions, 'env' | 'execPath' | 'execArgv' | 'uid' | 'gid'>;
}

/** A file of weights as a configuration names it; what is trusted is its hash. */
export interface WantedModel {
  path?: string | undefined;
  url?: string | undefined;
  sha256: string;
  gives: 'inverse-depth' | 'depth';
}

/** And as it lies here. */
export interface ModelFile {
  path: string;
  title: string;
  sha256: string;
  gives: 'inverse-depth' | 'depth';
  /** Where its answers are kept, and how many. */
  kept?: { folder: string; most: number } | undefined;
}
