import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a process of the benchmark says to the one that started it. */
type Message = { ready: unknown } | { reply: number; result: unknown } | { reply: number; error: string };

/** A process of the benchmark, on a core of its own. */
export interface BenchProcess<Ready> {
  readonly pid: number;
  /** What it said when it was ready. */
  readonly ready: Ready;
  /** Sends a command and waits for its result. */
  tell(command: unknown): Promise<unknown>;
  end(): Promise<void>;
}

/** @param core on which it, and whatever it starts, runs @throws Error where it ends before it is ready */
export async function startProcess<Ready>(
  file: URL,
  core: number,
  environment: Record<string, string>,
): Promise<BenchProcess<Ready>> {
  const child = fork(file, {
    execPath: 'taskset',
    execArgv: ['-c', String(core), process.execPath],
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const replies = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let sent = 0;
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.on('message', (message: Message) => {
      if ('ready' in message) return resolve(message.ready as Ready);
      const waiting = replies.get(message.reply);
      replies.delete(message.reply);
      if ('error' in message) waiting?.reject(new Error(message.error));
      else waiting?.resolve(message.result);
    });
    child.once('exit', (code) => {
      const error = new Error(`${file.pathname.split('/').at(-1)} ended with ${code}`);
      reject(error);
      for (const { reject: refuse } of replies.values()) refuse(error);
    });
  });
  return {
    pid: child.pid ?? 0,
    ready,
    tell: (command) =>
      new Promise((resolve, reject) => {
        sent += 1;
        replies.set(sent, { resolve, reject });
        child.send({ id: sent, command });
      }),
    end: () => endOf(child),
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** In the child: tells that it is ready, and how it is reached. It ends when the one that started it has ended. */
export function sayReady(ready: unknown): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send?.({ ready } satisfies Message);
}

/** In the child: answers each command with what `answer` makes of it. */
export function answerCommands<Command>(answer: (command: Command) => Promise<unknown>): void {
  process.on('message', ({ id, command }: { id: number; command: Command }) => {
    answer(command).then(
      (result) => process.send?.({ reply: id, result } satisfies Message),
      (error: Error) => process.send?.({ reply: id, error: error.message } satisfies Message),
    );
  });
}
