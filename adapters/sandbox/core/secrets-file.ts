import { z } from 'zod';
import { readPrivateJson, writePrivateJson } from './private-json-file.ts';

const shape = z.record(z.string(), z.string().min(1));

/**
 * The secrets of the department systems (keys, passwords): generated at first use, kept in one file of mode 0600,
 * never a default. A secret is on disk before anyone is given it.
 * @throws Error where the file cannot be read
 */
export function openSecretsFile(file: string): { secret(name: string, generate: () => string): string } {
  const found = shape.safeParse(readPrivateJson(file) ?? {});
  if (!found.success) {
    throw new Error(
      `${file} does not hold names and secrets. Restore it, or delete the sandbox folder to begin anew.`,
    );
  }
  const secrets = { ...found.data };
  return {
    secret(name, generate) {
      const known = secrets[name];
      if (known !== undefined) return known;
      const fresh = generate();
      secrets[name] = fresh;
      writePrivateJson(file, secrets);
      return fresh;
    },
  };
}
