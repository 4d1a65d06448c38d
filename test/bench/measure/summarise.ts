import type { Wire } from '../adapters.ts';
import type { BenchCase } from '../cases.ts';
import type { Round } from './measure-round.ts';

/** A line of `npm run bench -- --json`: medians over the rounds that count. */
export interface Result {
  case: BenchCase['name'];
  system: string;
  wire: Wire;
  latencyMs: number;
  callers: number;
  licences: number;
  /** Rounds that count. */
  rounds: number;
  rps: number;
  p50Ms: number;
  p99Ms: number;
  cpuMsPerRequest: number;
  rssMb: number;
  wireCallsPerRequest: number;
  /** Greatest and smallest `rps`, as a share of the median. */
  spread: [number, number];
  /** Shares of their own core: what surrounds the system must not be what decides. */
  departmentsShare: number;
  postgresShare: number;
  loadShare: number;
}

/** @throws Error where no round counts: there is nothing to say */
export function summarise(given: BenchCase, system: string, wire: Wire, rounds: readonly Round[]): Result {
  const { name, latencyMs, callers, licences } = given;
  if (rounds.length === 0) throw new Error(`${name}, wire ${wire}: every round of ${system} is void`);
  const of = (key: keyof Round) => median(rounds.map((round) => round[key]));
  const rates = rounds.map(({ rps }) => rps);
  const rps = of('rps');
  return {
    case: name,
    system,
    wire,
    latencyMs,
    callers,
    licences,
    rounds: rounds.length,
    rps: round(rps, 1),
    p50Ms: round(of('p50Ms'), 3),
    p99Ms: round(of('p99Ms'), 3),
    cpuMsPerRequest: round(of('cpuMsPerRequest'), 4),
    rssMb: round(of('rssMb'), 0),
    wireCallsPerRequest: round(of('wireCallsPerRequest'), 4),
    spread: [round(Math.min(...rates) / rps, 2), round(Math.max(...rates) / rps, 2)],
    departmentsShare: round(of('departmentsShare'), 2),
    postgresShare: round(of('postgresShare'), 2),
    loadShare: round(of('loadShare'), 2),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
