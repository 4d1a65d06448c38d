import { existsSync, readdirSync } from 'node:fs';
import type { AdapterTwin } from '../sdk/conformance/twin.ts';

const ADAPTERS_FOLDER = new URL('../', import.meta.url);

/**
 * The twins of all departments' systems, by department: those of the demo world are in `systems/`, any other lives with
 * its adapter in `adapters/NAME/twin/`. A new twin is a new folder; nothing else lists them.
 */
export async function discoverTwins(): Promise<ReadonlyMap<string, AdapterTwin>> {
  const homes = [
    ...foldersOf(new URL('systems/', import.meta.url)).map(({ name, url }) => ({
      name,
      file: new URL('twin.ts', url),
    })),
    ...foldersOf(ADAPTERS_FOLDER).map(({ name, url }) => ({ name, file: new URL('twin/twin.ts', url) })),
  ].filter(({ file }) => existsSync(file));
  const twins = await Promise.all(
    homes.map(async ({ name, file }) => {
      const module: { default: AdapterTwin } = await import(file.href);
      return [name, module.default] as const;
    }),
  );
  return new Map(twins);
}

function foldersOf(url: URL): { name: string; url: URL }[] {
  return readdirSync(url, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, url: new URL(`${name}/`, url) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
