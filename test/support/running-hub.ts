import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '../../subgraphs/domain/caller.ts';
import { openHubAccess } from './hub-access.ts';
import { startRoles } from './running-roles.ts';

const PROJECT = new URL('../../', import.meta.url);
const START_WITHIN_MS = 60_000;

export interface GraphqlAnswer<Data = Record<string, never>> {
  status: number;
  headers: Headers;
  data?: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
  extensions?: Record<string, unknown>;
}

export interface RunningHub {
  readonly gateway: string;
  readonly sandbox: string;
  readonly demoLicense: string;
  readonly dataFolder: string;
  readonly pid: number;
  /** What it printed so far. */
  output(): string;
  token(caller: Partial<Caller> & Pick<Caller, 'role'>, expiresInSeconds?: number): Promise<string>;
  /** POSTs an operation; as a regulator of Kaifeng and Wuhai (`service`) unless told otherwise. */
  ask<Data = Record<string, never>>(
    query: string,
    variables?: Record<string, unknown>,
    options?: { token?: string | null; headers?: Record<string, string> },
  ): Promise<GraphqlAnswer<Data>>;
  /** A call of the sandbox's control interface, e.g. `control('PUT', 'food/fault', { mode: 'down' })`. */
  control<Answer = unknown>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Takes all faults and settings back and resets the counters. */
  heal(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit code. */
  ended(): Promise<number | null>;
  stop(): Promise<void>;
}

export interface HubOptions {
  /** Kept by the caller; default: a fresh one, removed at `stop`. */
  dataFolder?: string;
  environment?: Record<string, string>;
  arguments?: string[];
}

/** A data folder that the embedded PostgreSQL's own account can reach. */
export function createDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-'));
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * Starts the whole hub as a user would, on ports of its own; with `HUB_SHAPE=roles` every role of it in a process of
 * its own, to which the same tests apply.
 */
export function startHub(options: HubOptions = {}): Promise<RunningHub> {
  return process.env.HUB_SHAPE === 'roles' ? startRoles(options) : startProcess(options);
}

async function startProcess(options: HubOptions): Promise<RunningHub> {
  const folder = options.dataFolder ?? createDataFolder();
  const dataFolder = join(folder, 'data');
  const child = spawn(process.execPath, ['deploy/start.ts', ...(options.arguments ?? [])], {
    cwd: PROJECT,
    env: {
      ...process.env,
      PORT: '0',
      SANDBOX_PORT: '0',
      DATA_DIR: dataFolder,
      LOG_LEVEL: 'warn',
      // Tests count what departments are asked; those of the sweep say how often.
      SWEEP_EVERY_SECONDS: '86400',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const end = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`hub not ready in time:\n${output}`)), START_WITHIN_MS);
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ready in')) {
        clearTimeout(late);
        resolve();
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void end.then(() => {
      clearTimeout(late);
      reject(new Error(`hub ended at its start:\n${output}`));
    });
  });
  const run = JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8')) as Record<string, string>;
  const gateway = String(run.gateway);
  const sandbox = String(run.sandbox);

  return {
    gateway,
    sandbox,
    demoLicense: String(run.demoLicense),
    dataFolder,
    pid: child.pid as number,
    output: () => output,
    ...(await openHubAccess(gateway, sandbox, dataFolder)),
    signal: (name) => void child.kill(name),
    ended: () => end,
    async stop() {
      if (isRunning(child)) child.kill('SIGTERM');
      await end;
      if (!options.dataFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
