import { readFileSync } from 'node:fs';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import lock from '../package-lock.json' with { type: 'json' };

interface Locked {
  license?: string;
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

/** Licences that ask for no more than to be passed on with the names in them. */
const permissive = new Set(
  'MIT ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Unlicense CC0-1.0'.split(' '),
);

/** Its package.json names none; its file LICENSE is BSD-3-Clause. */
const unsaid = 'node_modules/@shinyoshiaki/jspack';

describe('THIRD-PARTY.md', () => {
  const notices = readFileSync(new URL('../THIRD-PARTY.md', import.meta.url), 'utf8');

  it('names every licence of what is installed that asks for more than its text', () => {
    const asking = packages
      .filter(([place, { dev }]) => !dev && place !== unsaid)
      .map(([place, { license = 'none' }]) => ({
        name: place.replace(/.*node_modules\//, ''),
        license,
      }))
      .filter(
        ({ license }) =>
          !license.split(/ OR | AND |[()]/).every((one) => !one || permissive.has(one)),
      );
    expect(asking.length).toBeGreaterThan(1);
    for (const { name, license } of asking) {
      // sharp's binaries differ by platform alone.
      const family = name.startsWith('@img/sharp-') ? '@img/sharp-libvips-*' : name;
      const row = notices.split('\n').find((line) => line.includes(`\`${family}\``));
      expect(row, `${name} is under ${license}`).toMatch(/LGPL version 3|MPL-2\.0/);
    }
  });

  it('tells how the encoder was built', () => {
    const platform = `${process.platform}-${process.arch}`;
    const file = new URL(
      `../node_modules/@seydx/node-av-${platform}/node-av.node`,
      import.meta.url,
    );
    const program = readFileSync(file);
    const start = program.indexOf('--enable-gpl');
    const configuration = program.toString('latin1', start, program.indexOf(0, start)).split(' ');
    const told = notices.match(/says `([^`]*)`, and not `([^`]*)`/)!;
    expect(configuration).toEqual(expect.arrayContaining(told[1]!.split(' ')));
    expect(configuration).not.toContain(told[2]);
  });
});

describe('the npm that installs them', () => {
  it('is quiet here, for what it would warn of is checked above', () => {
    const settings = readFileSync(new URL('../.npmrc', import.meta.url), 'utf8');
    expect(settings).toMatch(/^loglevel=error$/m);
  });
});
