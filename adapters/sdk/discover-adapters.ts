import { existsSync, readdirSync } from 'node:fs';
import type { AdapterDefinition } from './contract.ts';

const ADAPTERS_FOLDER = new URL('../', import.meta.url);

/**
 * The adapters of this hub: every folder beside the SDK that holds a `definition.ts`. A new department is a new
 * folder; nothing else lists them.
 */
export async function discoverAdapters(): Promise<readonly AdapterDefinition[]> {
  const folders = readdirSync(ADAPTERS_FOLDER, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/definition.ts`, ADAPTERS_FOLDER)),
    )
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    folders.map(async (folder) => {
      const module: { default: AdapterDefinition } = await import(
        new URL(`${folder}/definition.ts`, ADAPTERS_FOLDER).href
      );
      return module.default;
    }),
  );
}
