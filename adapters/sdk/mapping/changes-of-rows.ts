import type { Change } from '../contract.ts';
import { mapNewest, rowKey, type RowRules } from './attribute-rows.ts';

export interface ChangesOfRows {
  changes: Change[];
  /** Rows that belong to no number, or that cannot be put into the hub's words. */
  skipped: number;
}

/**
 * What the rows of a sweep say, one change for each number: of several rows the one that speaks for the permit. A bad row
 * costs only itself.
 * @param changedAtOf RFC 3339; null where the department does not say
 */
export function changesOfRows<Row>(
  rows: readonly unknown[],
  rules: RowRules<Row>,
  changedAtOf: (row: Row) => string | null,
): ChangesOfRows {
  const changes: Change[] = [];
  let skipped = 0;
  for (const [key, versions] of Map.groupBy(rows as readonly Row[], (row) => rowKey(row, rules))) {
    const isFlawed = key !== null && versions.some((row) => rules.flawOf?.(row) != null);
    const newest = key === null || isFlawed ? undefined : rules.newest(versions);
    const number = newest === undefined ? null : rules.numberOf(newest);
    if (newest === undefined || number == null) {
      skipped += versions.length;
      continue;
    }
    const mapped = mapNewest(newest, versions, rules);
    if (mapped.kind === 'BAD') {
      skipped += versions.length;
      continue;
    }
    const { record, version } = mapped;
    changes.push({ number, record, changedAt: changedAtOf(newest), ...(version == null ? {} : { version }) });
  }
  return { changes, skipped };
}
