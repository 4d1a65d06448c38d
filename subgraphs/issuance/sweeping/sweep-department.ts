import { checkUnconfirmed } from './check-unconfirmed.ts';
import { sweepStep, type StepOutcome, type SweepTools, type SweptDepartment } from './sweep-step.ts';

/** One job ends after this, milliseconds; where more is waiting, the next begins at once. */
const ONE_JOB_MS = 60_000;
/** A department that is away is asked less and less often, but at least once in this time. */
const LONGEST_BACK_OFF_MS = 30 * 60_000;

/**
 * Sweeps one department until it has no more to tell, or a minute has gone.
 * @param everyMs between two sweeps of a department in health
 * @returns milliseconds until the next
 */
export async function sweepDepartment(
  department: SweptDepartment,
  tools: SweepTools,
  everyMs: number,
  signal: AbortSignal,
): Promise<number> {
  const until = performance.now() + ONE_JOB_MS;
  for (;;) {
    const outcome = await sweepStep(department, tools, signal);
    if (outcome.kind === 'DONE') await checkUnconfirmed(department, tools, signal);
    if (outcome.kind !== 'MORE') return waitAfter(outcome, everyMs);
    if (performance.now() > until) return 0;
  }
}

function waitAfter(outcome: StepOutcome, everyMs: number): number {
  if (outcome.kind !== 'FAILED') return everyMs;
  const backOff = Math.min(everyMs * 2 ** Math.min(outcome.failures - 1, 16), LONGEST_BACK_OFF_MS);
  return Math.max(everyMs, backOff, outcome.retryAfterMs);
}
