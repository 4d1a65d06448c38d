import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SandboxConnections, SandboxMessage } from '../adapters/sandbox/core/connections.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { lockDataFolder } from '../subgraphs/platform/data-folder-lock.ts';
import { clearLeftoverPostgres } from '../subgraphs/platform/embedded-postgres.ts';

const MAIN = fileURLToPath(new URL('../adapters/sandbox/main.ts', import.meta.url));
const STOP_WITHIN_MS = 8_000;

export interface SandboxProcessOptions {
  dataFolder: string;
  /** Of the control interface; 0 for any. */
  port: number;
  closers: Closers;
  /** Told if it ends without having been told to. */
  tell: (line: string) => void;
}

/**
 * Starts the department systems as a process of their own beside the hub, and ends it with the closers, however far
 * it has come by then.
 * @throws Error in the sandbox's own words
 */
export async function startSandboxProcess(options: SandboxProcessOptions): Promise<SandboxConnections> {
  const { closers, tell } = options;
  const folder = join(options.dataFolder, 'sandbox');
  const { DATABASE_URL: _hubsOwn, ...environment } = process.env;
  const child = fork(MAIN, [], {
    env: { ...environment, DATA_DIR: options.dataFolder, SANDBOX_PORT: String(options.port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Out of reach of the terminal's Ctrl-C: the hub ends it in order, after the gateway. Should the hub be killed, the
    // sandbox sees the channel close.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let isRunning = false;
  let isStopping = false;

  void ended.then(() => {
    if (!isRunning || isStopping) return;
    tell('The sandbox has ended by itself: its departments are down until the next start.');
    void closers.opening(clearLeftovers(folder)).catch((error: Error) => tell(error.message));
  });
  await closers.add('the sandbox', async () => {
    isStopping = true;
    const wasForced = await endChild(child, ended);
    if (wasForced) await clearLeftovers(folder);
  });
  const connections = await firstWord(child);
  isRunning = true;
  return connections;
}

/** @returns whether it had to be killed */
async function endChild(child: ChildProcess, ended: Promise<void>): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return false;
  let wasForced = false;
  child.kill('SIGTERM');
  const force = setTimeout(() => {
    wasForced = true;
    child.kill('SIGKILL');
  }, STOP_WITHIN_MS);
  await ended;
  clearTimeout(force);
  return wasForced;
}

/** A killed sandbox leaves its PostgreSQL running. Unless another sandbox has taken the folder over meanwhile. */
async function clearLeftovers(folder: string): Promise<void> {
  const lock = await lockDataFolder(folder).catch(() => null);
  if (!lock) return;
  await clearLeftoverPostgres(join(folder, 'postgres'));
  await lock.release();
}

function firstWord(child: ChildProcess): Promise<SandboxConnections> {
  return new Promise((resolve, reject) => {
    child.once('message', (message: SandboxMessage) => {
      if (message.kind === 'ready') resolve(message.connections);
      else reject(new Error(message.message));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`The sandbox ended at its start (${signal ?? `exit code ${code}`}). Start again.`)),
    );
  });
}
