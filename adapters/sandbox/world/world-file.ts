import { z } from 'zod';
import { readPrivateJson, writePrivateJson } from '../core/private-json-file.ts';
import type { WorldOptions } from './world.ts';

const shape = z.object({
  seed: z.number().int(),
  day: z.iso.date(),
  size: z
    .object({
      licences: z.record(z.string(), z.number().int().positive()).exactOptional(),
      demandShare: z.number().min(0).max(1).exactOptional(),
    })
    .exactOptional(),
});

/**
 * Which world a data folder plays in: the one of its first start, since the departments' databases were filled from it.
 * @param fresh for a folder that has none yet
 * @throws Error where the file is damaged
 */
export function worldOfFolder(file: string, fresh: WorldOptions): WorldOptions {
  const kept = readPrivateJson(file);
  if (kept === undefined) {
    writePrivateJson(file, fresh);
    return fresh;
  }
  const found = shape.safeParse(kept);
  if (found.success) return found.data;
  throw new Error(`${file} holds no seed and day. Restore it, or delete the sandbox folder to begin anew.`);
}
