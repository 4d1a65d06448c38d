import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Subject } from '../../adapters/sdk/conformance/house.ts';

const ENTRY = fileURLToPath(new URL('./adapter-process.ts', import.meta.url));
/** More of a log than this is not looked through. */
const MOST_LOG_CHARACTERS = 10_000_000;

export interface ChildSubjectOptions {
  /** Of the department. */
  code: string;
  /** File that exports the definition by default. */
  definition: URL;
  /** What the adapter connects by. */
  environment: Readonly<Record<string, string>>;
  /** `INTERNAL_KEYS`, with which it is called. */
  internalKeys: string;
}

/** An adapter in a process of its own. @throws Error in its own words where it does not start */
export async function openChildSubject(options: ChildSubjectOptions): Promise<Subject> {
  let log = '';
  let port = 0;
  let end: string | null = null;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    end = null;
    const started = fork(ENTRY, [options.definition.href, String(port)], {
      // Nothing of the kit's own environment: an adapter that leans on more than its variables must fail here.
      env: {
        PATH: process.env.PATH,
        LOG_LEVEL: 'info',
        INTERNAL_KEYS: options.internalKeys,
        ...options.environment,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child = started;
    started.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (log.length < MOST_LOG_CHARACTERS) log += text;
    });
    const begun = log.length;
    port = await new Promise<number>((resolve, reject) => {
      started.once('message', (message: { port: number }) => resolve(message.port));
      started.once('error', reject);
      started.once('exit', (code, signal) => {
        const words = log.slice(begun).trim().slice(-500);
        if (child === started) end = `${signal ?? `exit code ${code}`}${words === '' ? '' : `, ${words}`}`;
        reject(
          new Error(`Adapter ${options.code} does not start: ${words || (signal ?? `exit code ${code}`)}`),
        );
      });
    });
  }

  async function kill(): Promise<void> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    url: new URL(`http://127.0.0.1:${port}/${options.code}`),
    log: () => log,
    ended: () => end,
    async restart() {
      await kill();
      await start();
    },
    close: kill,
  };
}
