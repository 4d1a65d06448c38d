import { setTimeout as delay } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { BackgroundJob, JobServices } from '../../platform/background-job.ts';
import { openDatabase, untilMigrated } from '../../platform/database.ts';
import { openJobQueue } from '../../platform/job-queue.ts';
import type { Logger } from '../../platform/logger.ts';
import { createBusinessClock } from '../business-time.ts';
import { ENTITIES, MIGRATIONS } from '../database-schema.ts';
import { turnUnreported } from '../reporting/turn-unreported.ts';
import { attendPermit } from './attend-permit.ts';
import {
  ATTEND_QUEUE,
  createChangeQueues,
  sendAttend,
  SWEEP_QUEUE,
  type AttendJob,
  type SweepJob,
} from './change-queues.ts';
import { sweepDepartment } from './sweep-department.ts';
import type { SweepTools, SweptDepartment } from './sweep-step.ts';

export interface ChangeJobOptions {
  /** Between two sweeps of one department, milliseconds. */
  sweepEveryMs: number;
}

const CONNECTIONS = 4;
/** Of the time between two sweeps, after a start: what changed meanwhile should not wait, but callers come first. */
const FIRST_SWEEP_SHARE = 0.2;
const DEADLINES_EVERY_MS = 5_000;
const TRY_AGAIN_AFTER_MS = 1_000;
const SWEEP_POLL_SECONDS = 1;
/** A doorbell is answered within a second or two. */
const ATTEND_POLL_SECONDS = 0.5;
const ATTEND_AT_ONCE = 20;
/** For what is under way at a stop, milliseconds. */
const STOP_WITHIN_MS = 5_000;

/**
 * Finds what departments changed, whether or not anybody asks: sweeps them, attends to their notices, and holds them to
 * telling of their changes.
 */
export function createChangeJob({ sweepEveryMs }: ChangeJobOptions): BackgroundJob {
  return {
    name: 'changes',
    start(services) {
      const stopping = new AbortController();
      const running = run(services, sweepEveryMs, stopping.signal).catch((error: unknown) => {
        if (!stopping.signal.aborted)
          services.log.error({ err: error }, 'changes are not looked for any more');
      });
      return Promise.resolve(async () => {
        stopping.abort();
        await running;
      });
    },
  };
}

async function run(services: JobServices, sweepEveryMs: number, signal: AbortSignal): Promise<void> {
  const { databaseUrl, log } = services;
  const orm = await openDatabase({
    url: databaseUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    connections: CONNECTIONS,
    log,
  });
  try {
    await untilMigrated(orm, signal);
    const jobs = await untilOpened(() => openJobQueue(databaseUrl, log), log, signal);
    const pool = await orm.em.getConnection().getNativeClient();
    const clock = createBusinessClock(pool);
    const tools: SweepTools = {
      em: orm.em,
      pool,
      clock,
      log,
      attend: (department, numbers, transaction) => sendAttend(jobs, department, numbers, transaction),
    };
    try {
      await work(jobs, tools, departmentsOf(services), sweepEveryMs, signal);
      while (!signal.aborted) {
        await attempt(log, async () => void (await turnUnreported(pool, await clock.now())));
        await delay(DEADLINES_EVERY_MS, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      await jobs.stop({ graceful: true, timeout: STOP_WITHIN_MS });
    }
  } finally {
    await orm.close();
  }
}

async function work(
  jobs: PgBoss,
  tools: SweepTools,
  departments: ReadonlyMap<string, SweptDepartment>,
  sweepEveryMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { log } = tools;
  await createChangeQueues(jobs);

  async function plan(department: string, afterMs: number, isFirst = false): Promise<void> {
    const data: SweepJob = { department };
    const options = { singletonKey: department, startAfter: Math.ceil(afterMs / 1_000) };
    // The first sweep of a start brings forward one that was planned before; any other leaves it.
    await (isFirst ? jobs.upsert(SWEEP_QUEUE, data, options) : jobs.send(SWEEP_QUEUE, data, options));
  }

  await jobs.work<SweepJob>(
    SWEEP_QUEUE,
    { pollingIntervalSeconds: SWEEP_POLL_SECONDS, localConcurrency: Math.max(1, departments.size) },
    async ([job]) => {
      const department = departments.get(String(job?.data.department));
      if (!department) return;
      try {
        await plan(department.code, await sweepDepartment(department, tools, sweepEveryMs, signal));
      } catch (error) {
        // The next start sweeps first.
        if (signal.aborted) return;
        log.error({ department: department.code, err: error }, 'sweep failed');
        await plan(department.code, sweepEveryMs);
      }
    },
  );
  await jobs.work<AttendJob>(
    ATTEND_QUEUE,
    {
      pollingIntervalSeconds: ATTEND_POLL_SECONDS,
      batchSize: ATTEND_AT_ONCE,
      burstWhenBatchFull: true,
      perJobResults: true,
    } as const,
    (batch) =>
      Promise.all(
        batch.map(async ({ id, data: { department: code, number } }) => {
          try {
            const department = departments.get(code);
            if (department) await attendPermit(department, number, tools, signal);
            return { id, status: 'completed' as const };
          } catch (error) {
            log.info(
              { department: code, reason: (error as Error).message },
              'permit to be asked about again',
            );
            return { id, status: 'failed' as const };
          }
        }),
      ),
  );
  for (const code of departments.keys()) await plan(code, sweepEveryMs * FIRST_SWEEP_SHARE, true);
  // For a sweep whose worker was killed: nothing else may have planned the next one.
  void repeatedly(sweepEveryMs, signal, async () => {
    for (const code of departments.keys()) await attempt(log, () => plan(code, sweepEveryMs));
  });
}

/** Those that can be reached both ways; a stand-in has no contract. */
function departmentsOf({ adapters, contracts }: JobServices): ReadonlyMap<string, SweptDepartment> {
  return new Map(
    [...contracts].flatMap(([code, contract]) => {
      const permits = adapters.get(code);
      return permits ? [[code, { code, permits, contract }] as const] : [];
    }),
  );
}

async function repeatedly(everyMs: number, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await run();
  }
}

/** PostgreSQL may be away; the next time is soon enough. */
async function attempt(log: Logger, run: () => Promise<void>): Promise<void> {
  await run().catch((error: Error) => log.warn({ reason: error.message }, 'put off'));
}

async function untilOpened<T>(open: () => Promise<T>, log: Logger, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await open();
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'the job queue cannot be opened yet');
      await delay(TRY_AGAIN_AFTER_MS, undefined, { signal });
    }
  }
}
