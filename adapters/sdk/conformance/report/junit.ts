import { escapeXml } from '../../wire/xml-text.ts';
import type { CheckResult } from '../check.ts';

/** Results as JUnit XML, the form that CI servers read. @param subject name or address of the adapter */
export function junitXml(subject: string, results: readonly CheckResult[]): string {
  const count = (outcome: CheckResult['outcome']) =>
    results.filter((each) => each.outcome === outcome).length;
  const seconds = (ms: number) => (ms / 1_000).toFixed(3);
  const all = results.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
  const cases = results.map(({ check, outcome, seen, elapsedMs }) => {
    const head = `  <testcase classname="adapter-check.${escapeXml(subject)}" name="${escapeXml(`${check.id}: ${check.title}`)}" time="${seconds(elapsedMs)}"`;
    if (outcome === 'PASSED') return `${head}/>`;
    const text = escapeXml(seen);
    const body =
      outcome === 'SKIPPED'
        ? `<skipped message="${text}"/>`
        : `<failure message="${text}">${escapeXml(`why: ${check.why}\ndo: ${check.remedy}`)}</failure>`;
    return `${head}>${body}</testcase>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="adapter-check ${escapeXml(subject)}" tests="${results.length}" failures="${count('FAILED')}" skipped="${count('SKIPPED')}" errors="0" time="${seconds(all)}">
${cases.join('\n')}
</testsuite>
`;
}
