import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelNames } from '../src/task/models.ts';

/** What each part of `src` may import from the others. Engines are parts of their own. */
const arrows: Record<string, string[]> = {
  task: [],
  net: ['task'],
  engine: ['task'],
  media: ['task'],
  observe: ['task'],
  'engines/*': ['engine', 'media', 'task'],
  store: ['net', 'media', 'task'],
  queue: ['store', 'net', 'engine', 'observe', 'task'],
  http: ['queue', 'store', 'net', 'engine', 'observe', 'task'],
  cli: ['config', 'task'],
  config: ['engine', 'engine-kinds', 'task'],
};

/** The same inside the embedded engine: its folders, and every file beside them. */
const parallaxArrows: Record<string, string[]> = {
  shot: [],
  random: [],
  request: [],
  canvas: [],
  'smooth-step': [],
  webassembly: [],
  director: ['shot', 'random'],
  scene: ['shot', 'random', 'canvas', 'smooth-step', 'webassembly'],
  camera: ['shot', 'random', 'canvas', 'smooth-step'],
  keyframes: ['scene', 'camera', 'random', 'smooth-step', 'webassembly'],
  render: [
    ...['keyframes', 'scene', 'camera'],
    ...['shot', 'random', 'request', 'canvas', 'smooth-step', 'webassembly'],
  ],
  child: ['director', 'render', 'scene', 'shot', 'request', 'smooth-step'],
  'depth-models': ['scene'],
  'depth-model': ['scene'],
  'depth-trial': ['scene'],
  summary: ['shot'],
  consider: [],
  engine: ['child', 'director', 'consider', 'depth-model', 'request', 'shot', 'summary'],
  manifest: ['engine'],
};

/** Files that may do what their part may not. */
const exceptions: Record<string, string[]> = {
  'cli/doctor.ts': ['models', 'store'],
  'cli/fetch-model.ts': ['models'],
  'cli/engine-test.ts': ['engine-trial'],
  'cli/init.ts': ['engine-setup'],
  'cli/models.ts': ['models'],
  'cli/plan.ts': ['planner'],
  'cli/serve.ts': ['server'],
  'cli/worker.ts': ['server'],
};

/** Files that put others together. */
const roots = [
  'server',
  'planner',
  'models',
  'engine-kinds',
  'clip-rules',
  'engine-setup',
  'engine-trial',
  'trial-request',
  'open-engines',
  'index',
];

/** Libraries that only one part may know. */
const confined: Record<string, string[]> = {
  sharp: ['media'],
  'node-av': ['media'],
  fastify: ['http'],
  kysely: ['store', 'queue', 'http'],
  'pg-boss': ['queue', 'store', 'http'],
};

const root = path.resolve(import.meta.dirname, '../src');
const files = globSync('**/*.ts', { cwd: root }).filter(
  (file) => !/\.(test|suite)\.ts$/.test(file),
);

/** Every module a file names, types and dynamic imports included. */
function importsOf(source: string): string[] {
  const pattern = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...source.matchAll(pattern)].map((match) => match[1]!);
}

function partOf(file: string): string {
  const [first, second] = file.split('/');
  if (first === 'engines') return `engines/${second}`;
  return first!.replace(/\.ts$/, '');
}

const graph = new Map(
  files.map((file) => {
    const named = importsOf(readFileSync(path.join(root, file), 'utf8'));
    const own = named
      .filter((name) => name.startsWith('.'))
      .map((name) => path.normalize(path.join(path.dirname(file), name)));
    return [file, { own, libraries: named.filter((name) => !name.startsWith('.')) }] as const;
  }),
);

describe('the arrows of the design', () => {
  it('point one way', () => {
    const wrong: string[] = [];
    for (const [file, { own }] of graph) {
      const from = partOf(file);
      if (roots.includes(from)) continue;
      const allowed = arrows[from] ?? arrows[`${from.split('/')[0]}/*`];
      expect(allowed, `${file} belongs to no part of the design`).toBeDefined();
      for (const target of own) {
        const to = partOf(target);
        const fine = to === from || allowed!.includes(to) || (exceptions[file] ?? []).includes(to);
        if (!fine) wrong.push(`${file} -> ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('point one way inside the embedded engine', () => {
    const home = 'engines/parallax/';
    const roomOf = (file: string) => file.slice(home.length).split('/')[0]!.replace(/\.ts$/, '');
    const inside = [...graph].filter(([file]) => file.startsWith(home));
    const rooms = new Set(inside.map(([file]) => roomOf(file)));
    // Nothing stands there that the list does not know, and nothing is listed that is gone.
    expect([...rooms].sort()).toEqual(Object.keys(parallaxArrows).sort());
    const wrong: string[] = [];
    for (const [file, { own }] of inside) {
      const from = roomOf(file);
      for (const target of own.filter((name) => name.startsWith(home))) {
        const to = roomOf(target);
        const fine = to === from || parallaxArrows[from]!.includes(to);
        if (!fine) wrong.push(`${file} -> ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('form no cycle', () => {
    const done = new Set<string>();
    const visit = (file: string, trail: string[]): void => {
      if (trail.includes(file)) throw new Error([...trail, file].join(' -> '));
      if (done.has(file)) return;
      for (const target of graph.get(file)?.own ?? []) visit(target, [...trail, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
    expect(done.size).toBeGreaterThanOrEqual(files.length);
  });

  it('keep each library in its place', () => {
    const wrong: string[] = [];
    for (const [file, { libraries }] of graph) {
      for (const library of libraries) {
        const name = library.startsWith('@')
          ? library.split('/').slice(0, 2).join('/')
          : library.split('/')[0]!;
        const places = confined[name];
        if (places && partOf(file) !== 'server' && !places.includes(partOf(file))) {
          wrong.push(`${file} imports ${library}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('leave the environment to config.ts', () => {
    const readers = files.filter((file) =>
      /process\.env\b/.test(readFileSync(path.join(root, file), 'utf8')),
    );
    // forget-secrets.ts takes out of it what config.ts has read.
    // connection.ts hands the whole environment on to the server it starts.
    expect(readers.sort()).toEqual(['cli/connection.ts', 'config.ts', 'config/forget-secrets.ts']);
  });

  it('are told of in a document that names what is there', () => {
    const document = readFileSync(path.join(root, '../ARCHITECTURE.md'), 'utf8');
    const sources = files.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n');
    const homes = ['..', '.', 'engines/parallax'];
    const named = [...document.matchAll(/`([\w./-]+)`/g)].map(([, name]) => name!);
    const gone = named.filter((name) => {
      if (/^[\w-]+\/$|^[\w./-]+\/[\w./-]*(\/|\.ts)$/.test(name)) {
        return !homes.some((home) => existsSync(path.join(root, home, name)));
      }
      const isFunction = /^[a-z]+[A-Z]\w+$/.test(name);
      return isFunction && !sources.includes(`function ${name}`);
    });
    expect(gone).toEqual([]);
  });

  it('name the models in one table', () => {
    const wrong = files
      .filter((file) => !/^task\/models(\.ts|\/)/.test(file))
      .flatMap((file) => {
        // Comments may tell of a model by way of example.
        const source = readFileSync(path.join(root, file), 'utf8').replace(
          /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g,
          '',
        );
        const named = modelNames.filter((model) => new RegExp(`['"\`]${model}['"\`]`).test(source));
        return named.map((model) => `${file}: ${model}`);
      });
    expect(wrong).toEqual([]);
  });
});
