import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('database-owner.ts', import.meta.url));

export interface Owner {
  child: ChildProcess;
  uri: string;
  socketDirectory: string;
  notices: string[];
  /** Ends the process and waits for that. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Starts `database-owner.ts` in a process of its own.
 * @throws Error with what it wrote and its exit code, where it does not start
 */
export async function startOwner(folder: string, as: { uid?: number; gid?: number } = {}): Promise<Owner> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, folder], {
    ...as,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close');
  let complaint = '';
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await Promise.race([
    exited,
    new Promise<void>((ready) => child.stdout.on('data', () => output.endsWith('\n') && ready())),
  ]);
  if (!output.endsWith('\n')) throw new Error(`exit code ${child.exitCode}: ${complaint}`);
  return {
    ...(JSON.parse(output) as Pick<Owner, 'uri' | 'socketDirectory' | 'notices'>),
    child,
    async end(signal) {
      child.kill(signal);
      await exited;
    },
  };
}
