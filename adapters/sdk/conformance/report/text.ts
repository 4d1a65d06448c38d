import type { CheckResult } from '../check.ts';

const MARKS = { PASSED: '✓', FAILED: '✗', SKIPPED: '·' } as const;

/** One result as a line; a failure with why it matters and what to do. */
export function resultLines({ check, outcome, seen, elapsedMs }: CheckResult): string {
  const line = `${MARKS[outcome]} ${check.id.padEnd(26)} ${check.title}`;
  if (outcome === 'PASSED') return `${line}\n    seen: ${seen} (${elapsedMs} ms)`;
  if (outcome === 'SKIPPED') return `${line}\n    not checked: ${seen}`;
  return `${line}\n    seen: ${seen}\n    why:  ${check.why}\n    do:   ${check.remedy}`;
}

/** The last line of a report. */
export function summaryLine(results: readonly CheckResult[]): string {
  const count = (outcome: CheckResult['outcome']) =>
    results.filter((each) => each.outcome === outcome).length;
  return `${count('PASSED')} passed, ${count('FAILED')} failed, ${count('SKIPPED')} not checked`;
}
