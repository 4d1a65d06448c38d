import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { PostgresAccount } from './postgres-account.ts';

export interface Ended {
  /** Null where a signal ended it, or it could not be started. */
  code: number | null;
  /** For people, e.g. `ended by SIGKILL`. */
  description: string;
}

export interface Running {
  child: ChildProcess;
  /** Never rejected: a program that cannot be started has ended too. */
  ended: Promise<Ended>;
  /** The last lines that it wrote, oldest first. */
  lastLines(): readonly string[];
}

export interface RunAsOptions {
  /** In a session of its own, out of reach of the terminal's Ctrl-C. Default false. */
  detached?: boolean;
  onLine?: (line: string) => void;
}

const KEPT_LINES = 40;
/** Milliseconds that the last output has to arrive after the program's end. */
const OUTPUT_MS = 200;

/**
 * Starts one of PostgreSQL's programs as the given user, with an environment that carries none of the hub's secrets.
 * @param account null for the current user
 * @throws EmbeddedPostgresError where the system refuses to start anything that way (EPERM, ENOEXEC)
 */
export function runAs(
  account: PostgresAccount | null,
  program: string,
  args: readonly string[],
  options: RunAsOptions = {},
): Running {
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    options.onLine?.(line);
  };
  const child = start(account, program, args, options.detached ?? false);
  createInterface({ input: child.stdout }).on('line', keep);
  createInterface({ input: child.stderr }).on('line', keep);
  const ended = new Promise<Ended>((done) => {
    child.once('error', (error) => {
      if (child.pid !== undefined) return;
      keep(error.message);
      done({ code: null, description: 'it could not be started' });
    });
    child.once('exit', (code, signal) => {
      const description = signal === null ? `exit code ${code}` : `ended by ${signal}`;
      const closed = new Promise<void>((close) => child.once('close', close));
      // Children of a killed server hold its output open: the end of the output may come long after its own.
      void Promise.race([closed, delay(OUTPUT_MS, undefined, { ref: false })]).then(() =>
        done({ code, description }),
      );
    });
  });
  return { child, ended, lastLines: () => lines };
}

function start(account: PostgresAccount | null, program: string, args: readonly string[], detached: boolean) {
  try {
    return spawn(program, args, {
      ...(account && { uid: account.uid, gid: account.gid }),
      // The hub's own folder may be closed to that user.
      cwd: '/',
      // Messages in English wherever it runs: they are logged, and some are recognised.
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached,
    });
  } catch (cause) {
    const who = account ? ` as user ${account.name}` : '';
    throw new EmbeddedPostgresError(
      `${program} cannot be started here${who} (${(cause as NodeJS.ErrnoException).code}). ` +
        'Start the hub as another user, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}
