import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

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
}

const port = z.coerce.number().int().min(0).max(65_535);

const environmentSchema = z.object({
  PORT: port.default(4_000),
  HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: port.default(4_100),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  NODE_ENV: z.string().optional(),
});

/** Names of variables whose value an error message must not repeat. */
const SECRET = new Set(['DATABASE_URL']);

/** Reads arguments and environment once, at the start. @throws Error naming the variable, its value and what it takes */
export function readConfiguration(args: readonly string[], environment: NodeJS.ProcessEnv): Configuration {
  const given = readArguments(args);
  // An empty variable is one that somebody unset in a file of variables.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    const value = SECRET.has(name) ? 'its value' : `"${set[name]}"`;
    throw new Error(`${name}: ${value} cannot be used: ${issue?.message}.`);
  }
  const { PORT, HOST, SANDBOX_PORT, DATA_DIR, DATABASE_URL, NODE_ENV } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    sandboxPort: SANDBOX_PORT,
    dataFolder: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL,
    sandbox: !given['no-sandbox'],
    production: NODE_ENV === 'production',
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { 'no-sandbox': { type: 'boolean', default: false } } })
      .values;
  } catch (error) {
    throw new Error(`${(error as Error).message.split('\n')[0]}. Known: --no-sandbox.`, { cause: error });
  }
}
