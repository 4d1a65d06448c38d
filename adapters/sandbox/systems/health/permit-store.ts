import type pg from 'pg';
import { createSteadyPool } from '../../../../subgraphs/platform/steady-pool.ts';
import { inTransaction } from '../../../../subgraphs/platform/in-transaction.ts';
import type { DepartmentStore, PermitPatch, WorldPermit } from '../../core/system.ts';
import { awkwardRows } from './awkward-rows.ts';
import { toColumnChanges } from './permit-patch.ts';
import { localTime, PERMIT_COLUMNS, toPermitRow, type PermitRow } from './permit-row.ts';

export interface Paging {
  /** From 1. */
  page: number;
  rows: number;
}

export interface PermitPage {
  rows: PermitRow[];
  total: number;
}

export interface PermitStore extends DepartmentStore {
  byNumbers(numbers: readonly string[], paging: Paging): Promise<PermitPage>;
  byHolder(uscc: string, paging: Paging): Promise<PermitPage>;
  /** Every permit, in the order of its first entry. */
  all(paging: Paging): Promise<PermitPage>;
  /** 变更通报 with a serial number above `after`, oldest first. */
  notices(after: number, most: number): Promise<ChangeNotice[]>;
}

/** 变更通报: left for whoever asks, since this department calls nobody. */
export interface ChangeNotice {
  /** 序号 */
  xh: number;
  xkzh: string;
  /** 时间 `YYYYMMDDhhmmss` */
  sj: string;
}

const COLUMNS = PERMIT_COLUMNS.join(', ');

// The columns `xkzh_pp` (证号匹配) and `xydm_pp` hold what the vendor compares: width, brackets, spaces and case folded.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS gw_xkz (
    id serial PRIMARY KEY,
    xkzh text NOT NULL, dwmc text, xydm text, dz text, lb text, lbmc text, xkxm jsonb, fzrq text, yxqz text,
    fhrq text, zt text, fzjg text, bbh integer NOT NULL, gxsj text NOT NULL,
    xkzh_pp text NOT NULL, xydm_pp text NOT NULL
  );
  CREATE INDEX IF NOT EXISTS gw_xkz_xkzh ON gw_xkz (xkzh_pp);
  CREATE INDEX IF NOT EXISTS gw_xkz_xydm ON gw_xkz (xydm_pp);
  CREATE TABLE IF NOT EXISTS gw_tb (xh serial PRIMARY KEY, xkzh text NOT NULL, sj text NOT NULL);
  CREATE TABLE IF NOT EXISTS xt_cs (csm text PRIMARY KEY, csz text NOT NULL);
`;

/** The department's own records in its own database. @param now the department's clock */
export function createPermitStore(databaseUri: string, now: () => number): PermitStore {
  const pool = createSteadyPool({ connectionString: databaseUri, max: 5 });

  /** @param name of the prepared statement @param condition over `$1` */
  async function select(
    name: string,
    condition: string,
    value: unknown,
    { page, rows }: Paging,
  ): Promise<PermitPage> {
    const found = await pool.query<PermitRow & { total: number }>({
      name,
      text: `SELECT ${COLUMNS}, count(*) OVER ()::int AS total FROM gw_xkz WHERE ${condition}
             ORDER BY id LIMIT $2 OFFSET $3`,
      values: [value, rows, (page - 1) * rows],
    });
    if (found.rows.length > 0 || page === 1) return { rows: found.rows, total: found.rows[0]?.total ?? 0 };
    const counted = await pool.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM gw_xkz WHERE ${condition}`,
      [value],
    );
    return { rows: [], total: counted.rows[0]!.total };
  }

  return {
    async open(world: readonly WorldPermit[]) {
      const time = localTime(now());
      const today = time.slice(0, 8);
      const rows = world
        .filter((permit) => permit.department === 'health')
        .map((permit) => toPermitRow(permit, today));
      await inTransaction(pool, async (client) => {
        await client.query(SCHEMA);
        const { rowCount } = await client.query(
          `INSERT INTO xt_cs VALUES ('csh', $1) ON CONFLICT DO NOTHING`,
          [time],
        );
        if (rowCount === 1) await insertRows(client, [...rows, ...awkwardRows()]);
      });
    },

    async sampleNumbers(count) {
      const { rows } = await pool.query<{ xkzh: string }>('SELECT xkzh FROM gw_xkz ORDER BY id LIMIT $1', [
        count,
      ]);
      return rows.map((row) => row.xkzh);
    },

    async patch(number: string, patch: PermitPatch) {
      return await inTransaction(pool, async (client) => {
        const found = await client.query<{ id: number; xkzh: string; bbh: number }>(
          'SELECT id, xkzh, bbh FROM gw_xkz WHERE xkzh_pp = $1 ORDER BY fzrq DESC, id DESC LIMIT 1 FOR UPDATE',
          [fold(number)],
        );
        const row = found.rows[0];
        if (row === undefined) return false;
        const changes = { bbh: row.bbh + 1, gxsj: localTime(now()), ...toColumnChanges(patch) };
        const columns: Record<string, unknown> = { ...changes };
        if (changes.xydm !== undefined) columns.xydm_pp = fold(changes.xydm);
        if (changes.xkxm != null) columns.xkxm = JSON.stringify(changes.xkxm);
        const names = Object.keys(columns);
        await client.query(
          `UPDATE gw_xkz SET ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')} WHERE id = $1`,
          [row.id, ...Object.values(columns)],
        );
        if (patch.notify !== false) {
          await client.query('INSERT INTO gw_tb (xkzh, sj) VALUES ($1, $2)', [row.xkzh, localTime(now())]);
        }
        return true;
      });
    },

    byNumbers: (numbers, paging) => select('by-numbers', 'xkzh_pp = ANY($1)', numbers.map(fold), paging),
    byHolder: (uscc, paging) => select('by-holder', 'xydm_pp = $1', fold(uscc), paging),
    // The parameter is there for the others' sake.
    all: (paging) => select('all', '$1::text IS NULL', null, paging),
    async notices(after, most) {
      const { rows } = await pool.query<ChangeNotice>(
        'SELECT xh, xkzh, sj FROM gw_tb WHERE xh > $1 ORDER BY xh LIMIT $2',
        [after, most],
      );
      return rows;
    },
    close: () => pool.end(),
  };
}

async function insertRows(client: pg.PoolClient, rows: readonly PermitRow[]): Promise<void> {
  await client.query(
    `INSERT INTO gw_xkz (${COLUMNS}, xkzh_pp, xydm_pp)
     SELECT ${COLUMNS}, xkzh_pp, xydm_pp FROM jsonb_to_recordset($1::jsonb) AS r(
       xkzh text, dwmc text, xydm text, dz text, lb text, lbmc text, xkxm jsonb, fzrq text, yxqz text, fhrq text,
       zt text, fzjg text, bbh integer, gxsj text, xkzh_pp text, xydm_pp text)`,
    [JSON.stringify(rows.map((row) => ({ ...row, xkzh_pp: fold(row.xkzh), xydm_pp: fold(row.xydm) })))],
  );
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[[〔【]/g, '(')
    .replace(/[\]〕】]/g, ')')
    .toUpperCase();
}
