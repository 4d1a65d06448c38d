import type { Result } from '../measure/summarise.ts';

const HEAD = [
  'system',
  'requests/s',
  '× floor',
  'spread',
  'p50 ms',
  'p99 ms',
  'CPU ms',
  '× floor',
  'RSS MB',
  'wire calls',
  'around: dep, pg, load',
];

/** One table a case, every figure beside the floor's. */
export function writeTable(results: readonly Result[]): string {
  const groups = Map.groupBy(
    results,
    ({ case: name, wire, latencyMs, callers, licences }) =>
      `${name}, wire ${wire}, departments at ${latencyMs} ms, ${callers} callers, ${licences} licences an answer`,
  );
  return [...groups]
    .map(([title, rows]) => `${title}\n\n${lines([HEAD, ...rows.map((row) => cells(row, rows))])}`)
    .join('\n\n');
}

function cells(row: Result, rows: readonly Result[]): string[] {
  const floor = rows.find(({ system }) => system === 'floor');
  const times = (own: number, base: number | undefined) => (base ? (own / base).toFixed(2) : '');
  return [
    row.system,
    row.rps.toFixed(0),
    times(row.rps, floor?.rps),
    `${row.spread[0].toFixed(2)}-${row.spread[1].toFixed(2)}`,
    row.p50Ms.toFixed(2),
    row.p99Ms.toFixed(2),
    row.cpuMsPerRequest.toFixed(3),
    times(row.cpuMsPerRequest, floor?.cpuMsPerRequest),
    row.rssMb.toFixed(0),
    row.wireCallsPerRequest.toFixed(2),
    [row.departmentsShare, row.postgresShare, row.loadShare].map((share) => share.toFixed(2)).join(' '),
  ];
}

function lines(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
