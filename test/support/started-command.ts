import { spawn, type ChildProcess } from 'node:child_process';
import { eventually } from './eventually.ts';

export interface StartedCommand {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What it wrote so far. */
  readonly out: string;
  readonly err: string;
  /** Waits until its standard output holds the text. @throws Error with all that it wrote, where it ends before */
  said(text: string, withinMs?: number): Promise<void>;
  /** As Ctrl-C in a terminal: SIGINT to every process of its group. */
  interrupt(): void;
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

export interface CommandOptions {
  environment?: Record<string, string | undefined>;
  cwd?: string;
  uid?: number;
  gid?: number;
}

const PROJECT = new URL('../../', import.meta.url).pathname;
const started = new Set<StartedCommand>();

/** Starts a command as a terminal does: leader of a process group of its own, in the project's folder. */
export function startCommand(
  program: string,
  args: readonly string[],
  { environment = {}, cwd = PROJECT, ...user }: CommandOptions = {},
): StartedCommand {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...user,
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  let hasEnded = false;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    // When its output is complete too: what it left running may hold that open.
    child.once('close', (code) => {
      hasEnded = true;
      started.delete(command);
      resolve(code);
    });
  });
  const command: StartedCommand = {
    child,
    pid: child.pid ?? 0,
    get out() {
      return out;
    },
    get err() {
      return err;
    },
    async said(text, withinMs = 45_000) {
      await eventually(() => {
        if (out.includes(text)) return;
        if (hasEnded) return;
        throw new Error(`"${text}" not said in time:\n${out}${err}`);
      }, withinMs);
      if (!out.includes(text)) throw new Error(`ended without saying "${text}":\n${out}${err}`);
    },
    interrupt: () => void process.kill(-command.pid, 'SIGINT'),
    ended,
  };
  started.add(command);
  return command;
}

/** For `afterEach`: a test that failed must leave nothing running to the next. */
export async function endStartedCommands(): Promise<void> {
  await Promise.all(
    [...started].map(async (command) => {
      try {
        process.kill(-command.pid, 'SIGTERM');
      } catch {
        // Its leader has ended; what it left is found by the folder it works in.
      }
      const force = setTimeout(() => command.child.kill('SIGKILL'), 15_000);
      await command.ended.catch(() => null);
      clearTimeout(force);
    }),
  );
}
