/** The process that asks: keep-alive connections, each with one request under way, every one for another licence. */
import autocannon from 'autocannon';
import { answerCommands, sayReady } from './child-process.ts';

export interface LoadOrder {
  url: string;
  headers: Record<string, string>;
  bodies: string[];
  callers: number;
  /** Ends after so many requests … */
  amount?: number;
  /** … or after so many seconds. */
  seconds?: number;
}

export interface LoadResult {
  requests: number;
  /** Answers that were not 200, and connections that broke. */
  failed: number;
  elapsedMs: number;
  p50Ms: number;
  p99Ms: number;
}

async function run({ url, headers, bodies, callers, amount, seconds }: LoadOrder): Promise<LoadResult> {
  const times: number[] = [];
  let failed = 0;
  const requests = bodies.map((body) => ({
    method: 'POST' as const,
    body,
    headers: { 'content-type': 'application/json', ...headers },
  }));
  let next = 0;
  const begun = performance.now();
  const finished = Promise.withResolvers<void>();
  const options = {
    url,
    connections: callers,
    ...(amount === undefined ? { duration: seconds ?? 1 } : { amount }),
    timeout: 30,
    requests,
    setupClient(client: autocannon.Client) {
      // Connections begin at different places, or all would ask for the same licence at the same time.
      const from = Math.floor((next++ * requests.length) / callers);
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
    },
  };
  // With a callback it gives the running instance, whose events have the time of each answer.
  const instance = autocannon(options, (error) =>
    error ? finished.reject(error as Error) : finished.resolve(),
  );
  instance.on('response', (_client, status, _bytes, time) => {
    times.push(time);
    if (status !== 200) failed += 1;
  });
  instance.on('reqError', () => (failed += 1));
  await finished.promise;
  const elapsedMs = performance.now() - begun;
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    failed,
    elapsedMs,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

answerCommands<LoadOrder>(run);
sayReady(null);
