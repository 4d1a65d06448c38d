import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';
import { NotInVocabulary, type DepartmentStore, type PermitPatch, type WorldPermit } from './system.ts';

/** A row in the system's own words. Values may be nonsense: that is what `raw` of a patch is for. */
export type MemoryRow = Record<string, unknown>;

export interface MemoryStoreOptions {
  department: string;
  toRow(permit: WorldPermit): MemoryRow;
  statusCode(status: PermitStatus): string;
  /** A day of the hub, `YYYY-MM-DD`, as the system writes it; null: no end. */
  dateText(day: string | null): string | null;
  /** Names of the columns that hold these. */
  columns: Readonly<
    Record<
      | 'number'
      | 'status'
      | 'validFrom'
      | 'validTo'
      | 'scope'
      | 'holderName'
      | 'holderUscc'
      | 'address'
      | 'version',
      string
    >
  >;
}

export interface MemoryStore extends DepartmentStore {
  byNumbers(numbers: readonly string[]): MemoryRow[];
  /** @param page from 1; beyond the end it is empty */
  heldBy(uscc: string, page: number, pageSize: number): { rows: MemoryRow[]; total: number };
  /** Rows that changed after the `serial`-th change, in the order of their last change. */
  changedAfter(serial: number, most: number): { rows: MemoryRow[]; serial: number; more: boolean };
  all(): MemoryRow[];
}

interface Kept {
  row: MemoryRow;
  /** Rises with every change in the whole store. */
  serial: number;
}

/** The store of a system that is there to be tried: in memory, loaded anew at every start. */
export function createMemoryStore(options: MemoryStoreOptions): MemoryStore {
  const { department, columns } = options;
  const byKey = new Map<string, Kept>();
  let changes = 0;

  function put(row: MemoryRow): void {
    changes += 1;
    byKey.set(fold(row[columns.number]), { row, serial: changes });
  }

  return {
    open(world) {
      for (const permit of world) if (permit.department === department) put(options.toRow(permit));
      return Promise.resolve();
    },

    sampleNumbers: (count) =>
      Promise.resolve([...byKey.values()].slice(0, count).map(({ row }) => String(row[columns.number]))),

    patch(number, patch) {
      const kept = byKey.get(fold(number));
      if (!kept) return Promise.resolve(false);
      const { row } = kept;
      put({
        ...row,
        [columns.version]: Number(row[columns.version]) + 1,
        ...canonicalChanges(patch, options),
        ...rawChanges(patch, row, department),
      });
      return Promise.resolve(true);
    },

    byNumbers: (numbers) =>
      numbers.flatMap((number) => {
        const kept = byKey.get(fold(number));
        return kept ? [kept.row] : [];
      }),

    heldBy(uscc, page, pageSize) {
      const rows = [...byKey.values()].flatMap(({ row }) =>
        fold(row[columns.holderUscc]) === fold(uscc) ? [row] : [],
      );
      return { rows: rows.slice((page - 1) * pageSize, page * pageSize), total: rows.length };
    },

    changedAfter(serial, most) {
      const later = [...byKey.values()]
        .filter((kept) => kept.serial > serial)
        .sort((a, b) => a.serial - b.serial);
      const step = later.slice(0, most);
      return {
        rows: step.map(({ row }) => row),
        serial: step.at(-1)?.serial ?? serial,
        more: later.length > step.length,
      };
    },

    all: () => [...byKey.values()].map(({ row }) => row),

    close: () => Promise.resolve(),
  };
}

function canonicalChanges(
  patch: PermitPatch,
  { columns, statusCode, dateText }: MemoryStoreOptions,
): MemoryRow {
  return {
    ...(patch.status !== undefined && { [columns.status]: statusCode(patch.status) }),
    ...(patch.validFrom !== undefined && { [columns.validFrom]: dateText(patch.validFrom) }),
    ...(patch.validTo !== undefined && { [columns.validTo]: dateText(patch.validTo) }),
    ...(patch.scope !== undefined && { [columns.scope]: patch.scope }),
    ...(patch.holderName !== undefined && { [columns.holderName]: patch.holderName }),
    ...(patch.address !== undefined && { [columns.address]: patch.address }),
  };
}

/** @throws NotInVocabulary for a column that the system does not have */
function rawChanges({ raw = {} }: PermitPatch, row: MemoryRow, department: string): MemoryRow {
  for (const column of Object.keys(raw)) {
    if (Object.hasOwn(row, column)) continue;
    throw new NotInVocabulary(`${department} has no column ${column}; it has ${Object.keys(row).join(', ')}`);
  }
  return raw;
}

/** As most systems compare: width, case and spaces folded. */
function fold(text: unknown): string {
  return String(text).normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}
