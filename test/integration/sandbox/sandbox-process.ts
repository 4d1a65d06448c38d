import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxConnections, SandboxMessage } from '../../../adapters/sandbox/core/connections.ts';

/** Whatever an answer may hold; a list of departments is an array. */
export type ControlAnswer = Record<string, unknown> & { error?: { code: string; message: string } };

export interface SandboxProcess {
  child: ChildProcess;
  connections: SandboxConnections;
  /** Sends the signal and waits for the end. @returns exit code, null where the signal itself ended it */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** A call of the control interface. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: ControlAnswer }>;
}

const MAIN = 'adapters/sandbox/main.ts';

/** Starts the sandbox as the all-in-one start does: a child with a channel to its parent. */
export async function startSandboxProcess(dataFolder: string): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, DATA_DIR: dataFolder, SANDBOX_PORT: '0' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit');
  const [message] = (await Promise.race([
    once(child, 'message'),
    exit.then(([code]) => Promise.reject(new Error(`the sandbox ended with ${code}`))),
  ])) as [SandboxMessage];
  if (message.kind !== 'ready') throw new Error(message.message);
  const { connections, control } = message;
  return {
    child,
    connections,
    async end(signal) {
      child.kill(signal);
      const [code] = (await exit) as [number | null];
      return code;
    },
    async call(method, path, body) {
      const response = await fetch(`${control}${path}`, {
        method,
        body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as ControlAnswer };
    },
  };
}

/** Starts it as `npm run sandbox` does, in a process group of its own like a terminal's job. */
export function startSandboxAlone(environment: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output = { text: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.text += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.errors += text));
  const closed = once(child, 'close') as Promise<[number | null]>;
  return { child, output, closed };
}

/** Process id of the sandbox's PostgreSQL; undefined where none is running by its own account. */
export async function postgresPid(dataFolder: string): Promise<number | undefined> {
  const names = await readdir(join(dataFolder, 'sandbox', 'postgres'), { recursive: true });
  const file = names.find((name) => name.endsWith('postmaster.pid'));
  if (file === undefined) return undefined;
  // A cluster that is being made takes its final name at some moment between the two looks.
  const text = await readFile(join(dataFolder, 'sandbox', 'postgres', file), 'utf8').catch(() => '');
  return text === '' ? undefined : Number(text.split('\n', 1)[0]);
}
