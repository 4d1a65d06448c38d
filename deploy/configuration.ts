import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { readArguments } from './arguments.ts';
import { readDemandConfiguration, type DemandConfiguration } from './demand-configuration.ts';
import { readObservingConfiguration, type ObservingConfiguration } from './observing-configuration.ts';
import { readSignInConfiguration, type SignInConfiguration } from './sign-in-configuration.ts';
import { setVariables } from './set-variables.ts';

export interface Configuration {
  port: number;
  host: string;
  sandboxPort: number;
  /** Absolute. */
  dataFolder: string;
  /** Absent: the embedded PostgreSQL below the data folder. */
  databaseUrl: string | undefined;
  sandbox: boolean;
  production: boolean;
  demand: DemandConfiguration;
  observing: ObservingConfiguration;
  signIn: SignInConfiguration;
  /** Absolute; followed while the hub runs. */
  supergraphFile: string;
  /** How long a gateway that was told to stop may go on to say so. Milliseconds. */
  stopNoticeMs: number;
  /** Roles to run alone, for the hub's other roles to call; null: the whole hub. */
  only: readonly string[] | null;
  /** Processes that share the gateway's port. */
  workers: number;
  /** Where roles that run alone are called. */
  servicePort: number;
  /** Between two sweeps of one department, milliseconds. */
  sweepEveryMs: number;
}

const PACKAGED_SUPERGRAPH = fileURLToPath(new URL('../schema/supergraph.graphql', import.meta.url));

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));

const environmentSchema = z.object({
  PORT: port.default(4_000),
  HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: port.default(4_100),
  SERVICE_PORT: port.default(0),
  SWEEP_EVERY_SECONDS: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(86_400))
    .default(300),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.string().refine(isDatabaseUrl).optional(),
  NODE_ENV: z.string().optional(),
  SUPERGRAPH_FILE: z.string().default(PACKAGED_SUPERGRAPH),
  STOP_NOTICE: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .pipe(z.number().max(15))
    .default(1),
});

const TAKES: Readonly<Record<string, string>> = {
  PORT: 'set it to a port from 0 (any free one) to 65535',
  SANDBOX_PORT: 'set it to a port from 0 (any free one) to 65535',
  SERVICE_PORT: 'set it to a port from 0 (any free one) to 65535',
  STOP_NOTICE: 'set it to whole seconds from 0 to 15',
  SWEEP_EVERY_SECONDS: 'set it to seconds from 1 to 86400',
  DATABASE_URL:
    'set it to postgresql://USER:PASSWORD@HOST:PORT/DATABASE, or unset it for the embedded PostgreSQL',
};
/** Names of variables whose value an error message must not repeat. */
const SECRET: ReadonlySet<string> = new Set(['DATABASE_URL']);

/** Reads arguments and environment once, at the start. @throws Error naming the variable, its value and what it takes */
export function readConfiguration(args: readonly string[], environment: NodeJS.ProcessEnv): Configuration {
  const { sandbox, only, workers } = readArguments(args);
  const set = setVariables(environment);
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    const value = SECRET.has(name) ? 'cannot be read' : `is "${set[name]}"`;
    throw new Error(`${name} ${value}; ${TAKES[name]}.`);
  }
  const {
    PORT,
    HOST,
    SANDBOX_PORT,
    SERVICE_PORT,
    SWEEP_EVERY_SECONDS,
    DATA_DIR,
    DATABASE_URL,
    NODE_ENV,
    SUPERGRAPH_FILE,
    STOP_NOTICE,
  } = parsed.data;
  if (sandbox && PORT === SANDBOX_PORT && PORT !== 0) {
    throw new Error(`PORT and SANDBOX_PORT are both ${PORT}; set one of them to another port.`);
  }
  return {
    port: PORT,
    host: HOST,
    sandboxPort: SANDBOX_PORT,
    dataFolder: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL,
    sandbox,
    production: NODE_ENV === 'production',
    demand: readDemandConfiguration(set, NODE_ENV === 'production'),
    observing: readObservingConfiguration(set),
    signIn: readSignInConfiguration(set, resolve(DATA_DIR)),
    supergraphFile: resolve(SUPERGRAPH_FILE),
    stopNoticeMs: STOP_NOTICE * 1_000,
    only,
    workers,
    servicePort: SERVICE_PORT,
    sweepEveryMs: SWEEP_EVERY_SECONDS * 1_000,
  };
}

/** As the driver reads it. */
function isDatabaseUrl(text: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(text)) return false;
  try {
    return Boolean(new pg.Client({ connectionString: text }).database);
  } catch {
    return false;
  }
}
