import { OPERATIONS, type BenchQuestion } from '../cases.ts';
import type { RunningSystem } from '../systems/start-system.ts';
import type { BenchProcess } from './child-process.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { usageOf } from './process-usage.ts';

/** One round of one system. */
export interface Round {
  /** Requests that were not answered with 200. */
  failed: number;
  rps: number;
  p50Ms: number;
  p99Ms: number;
  cpuMsPerRequest: number;
  rssMb: number;
  wireCallsPerRequest: number;
  /** Share of their core that they had, 0 to 1. */
  departmentsShare: number;
  postgresShare: number;
  loadShare: number;
}

/** The processes beside the system under test. */
export interface Surroundings {
  load: BenchProcess<unknown>;
  departments: BenchProcess<unknown>;
}

/** A department or a database that is busier than this decides the result, instead of what is measured. */
const MOST_SHARE = 0.8;

export interface RoundOrder {
  system: RunningSystem;
  questions: readonly BenchQuestion[];
  callers: number;
  /** Of the departments' wire, for their counters. */
  wire: 'json' | 'real';
  seconds?: number;
  /** Requests instead of a time, to warm up. */
  amount?: number;
}

/** Asks one system for a time, or so many times, and reads off what it cost. */
export async function measureRound(order: RoundOrder, { load, departments }: Surroundings): Promise<Round> {
  const { system, questions, callers, wire, seconds, amount } = order;
  const first = questions[0];
  if (!first || !(first.operation in OPERATIONS)) throw new Error('nothing to ask');
  await departments.tell({ kind: 'reset', wire });
  const before = {
    system: usageOf(system.processes),
    around: usageOf([departments.pid]),
    load: usageOf([load.pid]),
  };
  const result = (await load.tell({
    url: system.urlOf(first),
    headers: system.headers,
    bodies: questions.map((question) => system.bodyOf(question)),
    callers,
    ...(seconds === undefined ? {} : { seconds }),
    ...(amount === undefined ? {} : { amount }),
  } satisfies LoadOrder)) as LoadResult;
  const after = {
    system: usageOf(system.processes),
    around: usageOf([departments.pid]),
    load: usageOf([load.pid]),
  };
  if (result.failed > 0)
    throw new Error(`${system.name}: ${result.failed} of ${result.requests} requests failed`);
  const calls = (await departments.tell({ kind: 'calls', wire })) as number;
  const share = (spent: number) => spent / result.elapsedMs;
  return {
    failed: result.failed,
    rps: (result.requests / result.elapsedMs) * 1_000,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    cpuMsPerRequest: (after.system.own.cpuMs - before.system.own.cpuMs) / result.requests,
    rssMb: after.system.own.rssMb,
    wireCallsPerRequest: calls / result.requests,
    departmentsShare: share(after.around.own.cpuMs - before.around.own.cpuMs),
    postgresShare: share(after.around.postgres.cpuMs - before.around.postgres.cpuMs),
    loadShare: share(after.load.own.cpuMs - before.load.own.cpuMs),
  };
}

/** Why a round says nothing about the system; null where it does. */
export function whyVoid({ failed, departmentsShare, postgresShare }: Round): string | null {
  if (failed > 0) return `${failed} requests failed`;
  if (departmentsShare > MOST_SHARE) return `departments used ${percent(departmentsShare)} of their core`;
  if (postgresShare > MOST_SHARE) return `PostgreSQL used ${percent(postgresShare)} of its core`;
  return null;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
