import type { Observation } from '../../subgraphs/domain/permit-record.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';

export interface ObservationQueue {
  /** Never waits and never fails; what finds no place is seen again at the next read. */
  add(observations: readonly Observation[]): void;
  /** Hands over what is waiting. */
  flush(): Promise<void>;
}

const MOST_WAITING = 5_000;
const MOST_AT_ONCE = 500;
/** After the answer has left, and soon enough for "a second later". Milliseconds. */
const HAND_OVER_AFTER_MS = 50;

/**
 * Gathers what adapters observed and hands it to issuance in batches, after the client has its answer. Bounded, and
 * losing it is harmless.
 * @param record hands one batch to issuance
 */
export function createObservationQueue(
  record: (observations: readonly Observation[]) => Promise<void>,
  log: Logger,
): ObservationQueue {
  /** One for each permit and revision: what many saw at once is one observation. */
  const waiting = new Map<string, Observation>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  async function handOver(): Promise<void> {
    while (waiting.size > 0) {
      const batch: Observation[] = [];
      for (const [key, observation] of waiting) {
        waiting.delete(key);
        if (batch.push(observation) === MOST_AT_ONCE) break;
      }
      try {
        await record(batch);
      } catch (error) {
        log.warn({ err: error, observations: batch.length }, 'observations not recorded');
      }
    }
  }

  function start(): Promise<void> {
    running ??= handOver().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    add(observations) {
      for (const observation of observations) {
        if (waiting.size >= MOST_WAITING) return;
        const kind = observation.finding?.kind ?? (observation.record ? 'record' : 'confirmation');
        waiting.set(`${observation.permitId}:${observation.baseRevision}:${kind}`, observation);
      }
      if (waiting.size === 0 || timer) return;
      timer = setTimeout(() => {
        timer = undefined;
        void start();
      }, HAND_OVER_AFTER_MS);
    },
    async flush() {
      clearTimeout(timer);
      timer = undefined;
      // A hand-over under way may have passed its end before the last came in.
      await start();
      if (waiting.size > 0) await start();
    },
  };
}
