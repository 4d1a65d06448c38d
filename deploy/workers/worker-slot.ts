import cluster, { type Worker } from 'node:cluster';
import type { WorkerMessage, WorkerOrder } from './worker-messages.ts';

/** One of the N places; whoever is in it has that part of the limits. */
export interface WorkerSlot {
  /** Where its adapters are called; null while it is being replaced. */
  readonly services: string | null;
  /** Resolves when it is ready for the first time. @throws Error in the worker's own words */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A worker that has lived for so long is not one that cannot live. Milliseconds. */
const HEALTHY_AFTER_MS = 30_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** @param tell what happens to it, in one line */
export function createWorkerSlot(order: WorkerOrder, tell: (line: string) => void): WorkerSlot {
  const { part } = order.share;
  let worker: Worker | undefined;
  let services: string | null = null;
  let pauseMs = FIRST_PAUSE_MS;
  let isStopping = false;
  let retry: NodeJS.Timeout | undefined;
  let lastFailure: string | undefined;

  function begin(): Promise<void> {
    const begun = performance.now();
    const running = (worker = cluster.fork());
    return new Promise((resolve, reject) => {
      running.once('online', () => running.send(order));
      running.on('message', (message: WorkerMessage) => {
        if (message.kind === 'failed') return void (lastFailure = message.message);
        services = message.services;
        resolve();
      });
      running.once('exit', (code: number, signal: string | null) => {
        const wasReady = services !== null;
        services = null;
        const why = lastFailure ?? signal ?? `exit code ${code}`;
        lastFailure = undefined;
        reject(new Error(why));
        if (isStopping || !hasStarted) return;
        if (wasReady && performance.now() - begun > HEALTHY_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
        tell(`Worker ${part} has ended by itself (${why}); it is replaced.`);
        retry = setTimeout(() => void begin().catch(() => undefined), pauseMs);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      });
    });
  }
  let hasStarted = false;

  return {
    get services() {
      return services;
    },
    async start() {
      await begin();
      hasStarted = true;
    },
    async stop() {
      isStopping = true;
      clearTimeout(retry);
      const running = worker;
      if (!running || running.isDead()) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.process.kill('SIGTERM');
      await ended;
    },
  };
}
