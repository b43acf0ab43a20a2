import { z } from 'zod';
import type { EngineManifest } from '../engine/manifest.ts';
import { findNearest } from '../task/nearest.ts';

/** An engine as the configuration names it. */
export interface ConfiguredEngine {
  id: string;
  kind: string;
  /** As its kind's schema has read them. */
  settings: unknown;
  /** The environment variables that those name. */
  variables: Readonly<Record<string, string | undefined>>;
}

/** What can stand in a path of the storage, a queue's name and a log without being quoted. */
const idPattern = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/**
 * The schema of the section `engines`, for what stands in it: every instance is read by the settings
 * of its kind. An instance that says no kind is of the kind that it is called after.
 */
export function makeEnginesSchema(
  kinds: readonly EngineManifest[],
  written: unknown,
  environment: Readonly<Record<string, string | undefined>> = {},
) {
  const sections = isSection(written) ? written : {};
  const names = kinds.map(({ kind }) => kind);
  const shape: Record<string, z.ZodType> = {};
  const place = (id: string, { kind, settings }: EngineManifest) => {
    const section = (settings as z.ZodObject).safeExtend({ kind: z.literal(kind).default(kind) });
    // As a section that is there and empty, one that is absent says nothing.
    shape[id] = id === kind ? section.prefault({}) : section;
  };
  for (const manifest of kinds.filter(({ builtIn }) => builtIn)) {
    place(manifest.kind, manifest);
  }
  for (const [id, section] of Object.entries(sections)) {
    const kind = isSection(section) && 'kind' in section ? section.kind : id;
    const manifest = kinds.find((known) => known.kind === kind);
    if (manifest) place(id, manifest);
    // A slip of the pen in a kind's own name is told as that.
    else if (kind !== id || !findNearest(id, names)) {
      shape[id] = z.looseObject({ kind: z.enum(names) });
    }
  }
  return z
    .strictObject(shape)
    .superRefine((engines, context) => {
      for (const id of Object.keys(engines)) {
        if (idPattern.test(id)) continue;
        const message =
          'Expected an engine to be called by up to 40 small letters, digits, "-" and "_"';
        context.addIssue({ code: 'custom', path: [id], input: id, message });
      }
    })
    .transform((engines): ConfiguredEngine[] =>
      Object.entries(engines as Record<string, { kind: string }>).map(
        ([id, { kind, ...settings }]) => ({
          id,
          kind,
          settings,
          variables: pickVariables(kinds, kind, settings, environment),
        }),
      ),
    )
    .prefault({});
}

function pickVariables(
  kinds: readonly EngineManifest[],
  kind: string,
  settings: Record<string, unknown>,
  environment: Readonly<Record<string, string | undefined>>,
) {
  const { variables = [] } = kinds.find((known) => known.kind === kind)!;
  const named = variables.map((setting) => settings[setting]);
  const names = named.filter((name): name is string => typeof name === 'string');
  return Object.fromEntries(names.map((name) => [name, environment[name]]));
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
