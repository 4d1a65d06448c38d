import { z } from 'zod';
import type { Environment } from './set-variables.ts';

/** What the hub shows of itself, and to whom. */
export interface ObservingConfiguration {
  /** For whoever reads `/metrics` from elsewhere. */
  metricsToken: string | undefined;
}

const environmentSchema = z.object({
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,256}$/)
    .optional(),
});

const TAKES: Readonly<Record<string, string>> = {
  METRICS_TOKEN: 'cannot be used; set it to one word of 16 to 256 printable ASCII characters',
};

/** @throws Error naming the variable and what it takes */
export function readObservingConfiguration(environment: Environment): ObservingConfiguration {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    throw new Error(`${name} ${TAKES[name]}.`);
  }
  return { metricsToken: parsed.data.METRICS_TOKEN };
}
