import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolderError } from '../subgraphs/platform/data-folder-error.ts';

/** Where a running hub is reached; in `DATA_DIR/run.json` for programs. */
export interface RunningHub {
  gateway: string;
  sandbox: string | null;
  demoLicense: string | null;
}

/** Written whole or not at all: whoever waits for the file must not read half of it. */
export async function writeRunFile(dataFolder: string, running: RunningHub): Promise<void> {
  const file = fileIn(dataFolder);
  try {
    await writeFile(`${file}.new`, `${JSON.stringify(running)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
  } catch (error) {
    throw DataFolderError.explain(error, dataFolder);
  }
}

/** At the end, and at the start: that of a killed hub names addresses that nobody serves. */
export async function removeRunFile(dataFolder: string): Promise<void> {
  const file = fileIn(dataFolder);
  await rm(`${file}.new`, { force: true });
  await rm(file, { force: true });
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'run.json');
}
