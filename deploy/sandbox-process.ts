import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SandboxConnections, SandboxMessage } from '../adapters/sandbox/core/connections.ts';

const MAIN = fileURLToPath(new URL('../adapters/sandbox/main.ts', import.meta.url));
const STOP_WITHIN_MS = 8_000;

export interface SandboxProcess {
  readonly connections: SandboxConnections;
  /** Called once if it ends without having been told to. */
  onEnd(listener: () => void): void;
  stop(): Promise<void>;
}

/** The department systems as a process of their own, beside the hub. @throws Error in the sandbox's own words */
export async function startSandboxProcess(environment: NodeJS.ProcessEnv): Promise<SandboxProcess> {
  const child = fork(MAIN, [], { env: environment, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const connections = await firstWord(child);
  let stopping = false;
  return {
    connections,
    onEnd(listener) {
      child.once('exit', () => {
        if (!stopping) listener();
      });
    },
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await ended;
      clearTimeout(force);
    },
  };
}

function firstWord(child: ChildProcess): Promise<SandboxConnections> {
  return new Promise((resolve, reject) => {
    child.once('message', (message: SandboxMessage) => {
      if (message.kind === 'ready') resolve(message.connections);
      else reject(new Error(`sandbox: ${message.message}`));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The sandbox ended at its start (exit code ${code}).`)));
  });
}
