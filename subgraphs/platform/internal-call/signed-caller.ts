import { z } from 'zod';
import { ROLES, type Caller } from '../../domain/caller.ts';

/** Whoever adds to the caller is told here by the compiler: what is not in the shape does not travel. */
const fields = {
  role: z.enum([...ROLES, 'anonymous']),
  id: z.string().nullable(),
  region: z.string().optional(),
  department: z.string().optional(),
  authority: z.string().optional(),
  uscc: z.string().optional(),
} satisfies Record<keyof Required<Caller>, z.ZodType>;
const shape = z.object(fields);

/** The caller's identity as it travels in a signed header. */
export function writeCaller(caller: Caller): string {
  return Buffer.from(JSON.stringify(caller)).toString('base64url');
}

/** @returns null for anything that is no caller: a role that nobody knows must never pass for one that somebody does */
export function readCaller(text: string): Caller | null {
  try {
    // What is not in the shape is left out: nothing downstream may come to rely on it.
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString())) as Caller;
  } catch {
    return null;
  }
}
