import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endServer } from './end-server.ts';
import { endLeftoverServer, killOrphans } from './leftover-server.ts';
import type { PostgresAccount } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { runAs } from './run-as.ts';
import type { Running } from './run-as.ts';
import { whyServerFailed } from './why-server-failed.ts';

export interface LaunchOptions {
  binaries: PostgresBinaries;
  account: PostgresAccount | null;
  data: string;
  socketFolder: string;
  /** Part of the socket's name. */
  port: number;
  settings: Readonly<Record<string, string>>;
  log: (line: string) => void;
}

/** A server that accepts connections. */
export interface LaunchedServer {
  pid: number;
  /** Resolves when it has ended, with how, for people. Never rejected. */
  ended: Promise<string>;
  stop(): Promise<void>;
  /** For the last moment of a process, when nothing can be waited for. */
  signalStop(): void;
}

/** Recovery of a big write-ahead log takes long; a server that says nothing for so many milliseconds hangs. */
const READY_MS = 120_000;
const POLL_MS = 10;
/** Shared memory of a server that was killed lingers until its children have noticed. */
const LINGER_MS = 15_000;
const LINGERING = /pre-existing shared memory block|lock file "[^"]+" already exists/;

/**
 * Starts PostgreSQL on an initialised data directory and waits until it accepts connections; crash recovery included.
 * What an earlier server left behind is cleared first.
 * @throws DataFolderError, EmbeddedPostgresError with what the server said
 */
export async function launchServer(options: LaunchOptions): Promise<LaunchedServer> {
  const { data, log, account } = options;
  if (await endLeftoverServer(data)) log('ended the PostgreSQL of an earlier hub');
  const lingersUntil = performance.now() + LINGER_MS;
  for (;;) {
    await rm(join(options.socketFolder, `.s.PGSQL.${options.port}`), { force: true });
    await rm(join(options.socketFolder, `.s.PGSQL.${options.port}.lock`), { force: true });
    const running = runAs(account, options.binaries.postgres, argumentsFor(options), {
      detached: true,
      onLine: log,
    });
    const failure = await Promise.race([untilReady(running, data), running.ended]);
    if (failure === 'ready') return launched(running);

    const { child } = running;
    if (failure === 'hangs' && child.pid !== undefined)
      await endServer(child.pid, () => child.exitCode !== null);
    const lines = running.lastLines();
    const isLingering = lines.some((line) => LINGERING.test(line)) && performance.now() < lingersUntil;
    if (!isLingering) {
      const how = failure === 'hangs' ? `not ready within ${READY_MS / 1_000} s` : failure.description;
      throw whyServerFailed(`PostgreSQL did not start on ${data} (${how})`, lines, data, child.pid);
    }
    await killOrphans(data);
    await delay(50);
  }
}

function argumentsFor({ data, socketFolder, port, settings }: LaunchOptions): string[] {
  const all: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    port: String(port),
    shared_buffers: '128MB',
    max_connections: '100',
    // Parallel queries need /dev/shm, of which a container has 64 MB; the hub's queries are small.
    max_parallel_workers: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    cluster_name: 'one-licence-hub',
    ...settings,
  };
  return ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The server writes its state into its pid file (line 8); a connection would cost more and is refused meanwhile. */
async function untilReady({ child }: Running, data: string): Promise<'ready' | 'hangs'> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    // A stale file may say "ready" too: only under this server's pid does it count.
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return 'ready';
    await delay(POLL_MS);
  }
  // Ended: the race is for that promise to settle.
  return performance.now() < deadline ? await new Promise<never>(() => undefined) : 'hangs';
}

function launched({ child, ended }: Running): LaunchedServer {
  const pid = child.pid;
  if (pid === undefined) throw new Error('a server without a pid cannot be ready');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    ended: ended.then(({ description }) => description),
    async stop() {
      if (!hasEnded()) await endServer(pid, hasEnded);
    },
    signalStop() {
      if (!hasEnded()) child.kill('SIGINT');
    },
  };
}
