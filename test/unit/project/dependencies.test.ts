import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8'));
const manifest = read('package.json') as Record<string, Record<string, string>>;
const lock = read('package-lock.json') as {
  packages: Record<string, { version: string; resolved?: string }>;
};
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

function copiesOf(name: string): string[] {
  return Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`));
}

describe('dependencies', () => {
  // Two copies of the federation's internals start, and then plan nearly every query wrongly.
  test.each(['@apollo/federation-internals', 'graphql', '@mikro-orm/core', 'undici'])(
    'only one copy of %s is installed',
    (name) => expect(copiesOf(name)).toEqual([`node_modules/${name}`]),
  );

  test.each(['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'])(
    'every version in %s is pinned exactly',
    (group) => {
      for (const [name, version] of Object.entries(manifest[group] ?? {})) {
        expect([name, version]).toEqual([name, expect.stringMatching(EXACT)]);
      }
    },
  );

  test('the federation packages are of one version', () => {
    const versions = ['gateway', 'subgraph', 'composition', 'query-planner', 'federation-internals'].map(
      (name) => lock.packages[`node_modules/@apollo/${name}`]?.version,
    );
    expect(new Set(versions).size).toBe(1);
  });

  test('the lock file names no registry, so that any mirror serves it', () => {
    const addressed = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined);
    expect(addressed).toEqual([]);
  });
});
