import type { PoolClient } from 'pg';
import type { PgBoss } from 'pg-boss';
import { permitNumberKey } from '../../domain/permit-number-key.ts';
import { HEARTBEAT_SECONDS } from '../../platform/job-queue.ts';

/** One job a department: what has changed there. */
export const SWEEP_QUEUE = 'sweep';
/** One job a permit: something happened to it, what is the truth? */
export const ATTEND_QUEUE = 'attend';

export interface SweepJob {
  department: string;
}

export interface AttendJob {
  department: string;
  number: string;
}

/** A department that is away is asked again for some hours; after that the sweep will find what there is. */
const ATTEND_TRIES = 20;
const ATTEND_AGAIN_SECONDS = 2;
const ATTEND_AGAIN_SECONDS_AT_MOST = 1_800;

/** Idempotent; of whoever starts first. */
export async function createChangeQueues(jobs: PgBoss): Promise<void> {
  await jobs.createQueue(SWEEP_QUEUE, {
    // One that waits and one that runs, however many workers and starts ask for it.
    policy: 'stately',
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: 900,
    // The next job goes on from the cursor: a second run of this one would bring nothing that it does not.
    retryLimit: 0,
    deleteAfterSeconds: 600,
  });
  await jobs.createQueue(ATTEND_QUEUE, {
    policy: 'short',
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: 60,
    retryLimit: ATTEND_TRIES,
    retryDelay: ATTEND_AGAIN_SECONDS,
    retryBackoff: true,
    retryDelayMax: ATTEND_AGAIN_SECONDS_AT_MOST,
    deleteAfterSeconds: 3_600,
  });
}

/**
 * Has permits asked about soon; one that waits already is not asked about twice.
 * @param transaction enqueued with what it does, or not at all
 */
export async function sendAttend(
  jobs: PgBoss,
  department: string,
  numbers: readonly string[],
  transaction?: PoolClient,
): Promise<void> {
  const options = transaction && {
    db: { executeSql: (text: string, values?: unknown[]) => transaction.query(text, values) },
  };
  for (const number of numbers) {
    const data: AttendJob = { department, number };
    const singletonKey = `${department}:${permitNumberKey(number)}`;
    await jobs.send(ATTEND_QUEUE, data, { singletonKey, ...options });
  }
}
