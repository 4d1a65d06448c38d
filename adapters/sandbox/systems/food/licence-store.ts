import type pg from 'pg';
import { inTransaction } from '../../../../subgraphs/platform/in-transaction.ts';
import type { DepartmentStore, PermitPatch, WorldPermit } from '../../core/system.ts';
import { awkwardRows } from './awkward-rows.ts';
import { NOTICE_SCHEMA, type ChangeNotices } from './change-notices.ts';
import { localTime, LICENCE_COLUMNS, toLicenceRow, type LicenceRow } from './licence-row.ts';
import { toColumnChanges } from './licence-patch.ts';

export interface LicenceQuery {
  uscc?: string;
  number?: string;
  /** Part of the holder's name. */
  name?: string;
  updatedSince?: string;
  pageNo: number;
  pageSize: number;
}

export interface LicencePage {
  rows: LicenceRow[];
  total: number;
  pageNo: number;
}

export interface LicenceStore extends DepartmentStore {
  byNumbers(numbers: readonly string[]): Promise<LicenceRow[]>;
  /** A page beyond the end is the last page, as the vendor has it. */
  page(query: LicenceQuery): Promise<LicencePage>;
}

const MOST_ROWS = 10_000;
const COLUMNS = LICENCE_COLUMNS.join(', ');

// The column `xkzbh_pp` (编号匹配) and `tyshxydm_pp` hold what the vendor compares: width, case and spaces folded.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS spjy_xkz (
    id serial PRIMARY KEY,
    xkzbh text NOT NULL, jyzmc text, tyshxydm text, fddbr text, zs text, jycs text, ztyt text, jyxm jsonb,
    fzjg text, qfr text, fzrq text, yxqq text, yxqz text, zt text, bbh integer NOT NULL, gxsj text NOT NULL,
    xkzbh_pp text NOT NULL, tyshxydm_pp text NOT NULL
  );
  CREATE INDEX IF NOT EXISTS spjy_xkz_xkzbh ON spjy_xkz (xkzbh_pp);
  CREATE INDEX IF NOT EXISTS spjy_xkz_tyshxydm ON spjy_xkz (tyshxydm_pp);
  CREATE INDEX IF NOT EXISTS spjy_xkz_gxsj ON spjy_xkz (gxsj, id);
  CREATE TABLE IF NOT EXISTS xt_cs (csm text PRIMARY KEY, csz text NOT NULL);
`;

export interface LicenceStoreOptions {
  /** Of the department's own database; closed by whoever opened it. */
  pool: pg.Pool;
  notices: ChangeNotices;
  /** The department's clock. */
  now: () => number;
}

/** The department's own records in its own database. */
export function createLicenceStore({ pool, notices, now }: LicenceStoreOptions): LicenceStore {
  async function insert(client: pg.PoolClient, rows: readonly LicenceRow[]): Promise<void> {
    await client.query(
      `INSERT INTO spjy_xkz (${COLUMNS}, xkzbh_pp, tyshxydm_pp)
       SELECT ${COLUMNS}, xkzbh_pp, tyshxydm_pp FROM jsonb_to_recordset($1::jsonb) AS r(
         xkzbh text, jyzmc text, tyshxydm text, fddbr text, zs text, jycs text, ztyt text, jyxm jsonb, fzjg text,
         qfr text, fzrq text, yxqq text, yxqz text, zt text, bbh integer, gxsj text, xkzbh_pp text, tyshxydm_pp text)`,
      [
        JSON.stringify(
          rows.map((row) => ({ ...row, xkzbh_pp: fold(row.xkzbh), tyshxydm_pp: fold(row.tyshxydm) })),
        ),
      ],
    );
  }

  return {
    async open(world: readonly WorldPermit[]) {
      const rows = world.filter((permit) => permit.department === 'food').map(toLicenceRow);
      await inTransaction(pool, async (client) => {
        await client.query(SCHEMA);
        await client.query(NOTICE_SCHEMA);
        const { rowCount } = await client.query(
          `INSERT INTO xt_cs VALUES ('csh', $1) ON CONFLICT DO NOTHING`,
          [localTime(now())],
        );
        if (rowCount === 1) await insert(client, [...rows, ...awkwardRows()]);
      });
    },

    async sampleNumbers(count) {
      const { rows } = await pool.query<{ xkzbh: string }>(
        'SELECT xkzbh FROM spjy_xkz ORDER BY id LIMIT $1',
        [count],
      );
      return rows.map((row) => row.xkzbh);
    },

    async patch(number: string, patch: PermitPatch) {
      const isDone = await inTransaction(pool, async (client) => {
        const found = await client.query<{ id: number; xkzbh: string; bbh: number }>(
          'SELECT id, xkzbh, bbh FROM spjy_xkz WHERE xkzbh_pp = $1 ORDER BY bbh DESC, gxsj DESC LIMIT 1 FOR UPDATE',
          [fold(number)],
        );
        const row = found.rows[0];
        if (row === undefined) return false;
        const changes = { bbh: row.bbh + 1, gxsj: localTime(now()), ...toColumnChanges(patch) };
        const columns: Record<string, unknown> = { ...changes };
        if (changes.tyshxydm !== undefined) columns.tyshxydm_pp = fold(changes.tyshxydm);
        if (changes.jyxm !== undefined) columns.jyxm = JSON.stringify(changes.jyxm);
        const names = Object.keys(columns);
        await client.query(
          `UPDATE spjy_xkz SET ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')} WHERE id = $1`,
          [row.id, ...Object.values(columns)],
        );
        if (patch.notify !== false) {
          await notices.add(client, { xkzbh: row.xkzbh, bbh: changes.bbh ?? row.bbh });
        }
        return true;
      });
      if (patch.notify !== false) notices.wake();
      return isDone;
    },

    async byNumbers(numbers) {
      const { rows } = await pool.query<LicenceRow>({
        name: 'by-numbers',
        text: `SELECT ${COLUMNS} FROM spjy_xkz WHERE xkzbh_pp = ANY($1) ORDER BY id`,
        values: [numbers.map(fold)],
      });
      return rows;
    },

    async page(query) {
      const where: string[] = [];
      const values: unknown[] = [];
      const condition = (value: string | undefined, sql: (place: string) => string) => {
        if (value !== undefined) where.push(sql(`$${values.push(value)}`));
      };
      condition(query.uscc && fold(query.uscc), (place) => `tyshxydm_pp = ${place}`);
      condition(query.number && fold(query.number), (place) => `xkzbh_pp = ${place}`);
      condition(query.name, (place) => `strpos(jyzmc, ${place}) > 0`);
      condition(query.updatedSince, (place) => `gxsj >= ${place}`);
      const filter = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
      const counted = await pool.query<{ total: number }>(
        `SELECT least(count(*), ${MOST_ROWS})::int AS total FROM spjy_xkz ${filter}`,
        values,
      );
      const total = counted.rows[0]?.total ?? 0;
      const pageNo = Math.min(query.pageNo, Math.max(1, Math.ceil(total / query.pageSize)));
      const { rows } = await pool.query<LicenceRow>(
        `SELECT ${COLUMNS} FROM spjy_xkz ${filter} ORDER BY gxsj, id
         LIMIT ${query.pageSize} OFFSET ${(pageNo - 1) * query.pageSize}`,
        values,
      );
      return { rows, total, pageNo };
    },

    close: () => Promise.resolve(),
  };
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}
