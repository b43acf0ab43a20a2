import { readFileSync } from 'node:fs';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import lock from '../package-lock.json' with { type: 'json' };

interface Locked {
  engines?: { node?: string };
  dev?: boolean;
  optional?: boolean;
}

const packages = Object.entries(lock.packages as unknown as Record<string, Locked>).filter(
  ([place]) => place !== '',
);

/** The packages that would not run on a Node, of those that are installed wherever Photoplay is. */
function refusing(node: string, concerned: (locked: Locked) => boolean): string[] {
  return packages
    .filter(([, locked]) => !locked.optional && concerned(locked))
    .filter(([, { engines }]) => engines?.node && !semver.satisfies(node, engines.node))
    .map(([place, { engines }]) => `${place} wants ${engines?.node}`);
}

describe('the packages that are installed', () => {
  it('run on the Node that comes with a clone', () => {
    const { version } = lock.packages['node_modules/node'];
    expect(semver.satisfies(version, manifest.engines.node)).toBe(true);
    expect(refusing(version, () => true)).toEqual([]);
  });

  it('run on the oldest Node that package.json names, where Photoplay is used', () => {
    const oldest = semver.minVersion(manifest.engines.node)!.version;
    expect(refusing(oldest, ({ dev }) => !dev)).toEqual([]);
  });
});

describe('the npm that installs them', () => {
  it('is quiet here, for what it would warn of is checked above', () => {
    const settings = readFileSync(new URL('../.npmrc', import.meta.url), 'utf8');
    expect(settings).toMatch(/^loglevel=error$/m);
  });
});
