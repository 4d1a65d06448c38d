import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataFolderError } from '../../../subgraphs/platform/data-folder-error.ts';

/**
 * What a private JSON file of the sandbox holds; undefined where there is none. Sets its mode to 0600 again, for a
 * file that was copied about.
 * @throws Error where it cannot be read or is no JSON, with the remedy
 */
export function readPrivateJson(file: string): unknown {
  try {
    const text = readFileSync(file, 'utf8');
    chmodSync(file, 0o600);
    return JSON.parse(text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const reason = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message;
    throw new Error(
      `The sandbox cannot read ${file}: ${reason}. Restore it, or delete the sandbox folder to begin anew.`,
      { cause: error },
    );
  }
}

export function writePrivateJson(file: string, value: unknown): void {
  writePrivateFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** Replaces the file in one step, so that a process killed at any instant leaves the old text or the new one. */
export function writePrivateFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw DataFolderError.explain(error, dirname(file));
  }
}
