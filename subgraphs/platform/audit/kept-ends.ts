import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ChainEnd } from './verify-chains.ts';

const schema = z.array(
  z.strictObject({
    chain: z.string(),
    position: z.int().min(0),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);

/**
 * The ends of the chains as they were last seen, in a file outside of the database: by them a chain is missed that was
 * cut off at its end, rewritten by somebody who has the key, or taken away as a whole.
 * @throws Error naming the file where it is damaged
 */
export async function readKeptEnds(file: string): Promise<ChainEnd[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw new Error(`${file} cannot be read (${error.code}).`, { cause: error });
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} is damaged. Restore it from a copy; deleting it forgets where the log ended.`, {
      cause,
    });
  }
}

/** Keeps the ends of chains as they were seen; what is kept only ever moves forward, and is never changed in its place. */
export async function keepEnds(file: string, seen: readonly ChainEnd[]): Promise<void> {
  const kept = new Map((await readKeptEnds(file)).map((end) => [end.chain, end]));
  for (const end of seen) {
    if (end.position > (kept.get(end.chain)?.position ?? -1)) kept.set(end.chain, end);
  }
  const ends = [...kept.values()].sort((a, b) => (a.chain < b.chain ? -1 : 1));
  await writeFile(`${file}.new`, `${JSON.stringify(ends, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
