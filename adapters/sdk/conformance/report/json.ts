import type { CheckResult } from '../check.ts';

/** Results for a program: one object, on one line. */
export function reportJson(subject: string, results: readonly CheckResult[]): string {
  return JSON.stringify({
    adapter: subject,
    passed: results.filter(({ outcome }) => outcome === 'PASSED').length,
    failed: results.filter(({ outcome }) => outcome === 'FAILED').length,
    notChecked: results.filter(({ outcome }) => outcome === 'SKIPPED').length,
    checks: results.map(({ check, outcome, seen, elapsedMs }) => ({
      id: check.id,
      title: check.title,
      outcome,
      seen,
      elapsedMs,
    })),
  });
}
