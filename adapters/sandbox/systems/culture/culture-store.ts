import type { Pool, PoolClient } from 'pg';
import { permitNumberKey } from '../../../../subgraphs/domain/permit-number-key.ts';
import { inTransaction } from '../../../../subgraphs/platform/in-transaction.ts';
import { NotInVocabulary, type DepartmentStore, type WorldPermit } from '../../core/system.ts';
import { awkwardRows } from './awkward-rows.ts';
import { toColumnChanges } from './permit-patch.ts';
import { ROW_COLUMNS, toVendorRows, type VendorRow } from './vendor-row.ts';

/** 变更通报 among the messages that the department puts out (报文类型). */
const CHANGE_NOTICE = 'BGTB';
const STAMP = 'YYYY-MM-DD HH24:MI:SS';
/** Before the sample's first one. */
const FIRST_XH = 10_231;
/** The nightly bulk job stamps every row alike. */
const BULK_STAMP = `(now() AT TIME ZONE 'Asia/Shanghai')::date - interval '1 day' + time '23:10:05'`;
const LOCAL_NOW = `date_trunc('second', now() AT TIME ZONE 'Asia/Shanghai')`;
/** The version in force first. */
const NEWEST_FIRST = `CASE WHEN btrim(yxqz) IN ('', '99991231') THEN '99999999' ELSE coalesce(yxqz, '') END DESC,
  coalesce(fzrq, '') DESC, xh DESC`;

/** The department's own rows, behind its view. @param pool as owner of the schema; closed by whoever opened it */
export function createCultureStore(pool: Pool): DepartmentStore {
  return {
    async open(world) {
      await inTransaction(pool, async (client) => {
        const { rowCount } = await client.query('SELECT FROM wl_qzk.t_xkz LIMIT 1');
        if (rowCount === 0) await load(client, world);
      });
    },

    async sampleNumbers(count) {
      const { rows } = await pool.query<{ xkzbh: string }>(
        `SELECT xkzbh FROM wl_qzk.t_xkz WHERE scbz = '0' GROUP BY xkzbh ORDER BY min(xh) LIMIT $1`,
        [count],
      );
      return rows.map((row) => row.xkzbh.trim());
    },

    async patch(number, patch) {
      const changes = toColumnChanges(patch);
      return inTransaction(pool, async (client) => {
        const versions = await versionsOf(client, number);
        const [newest] = versions;
        if (newest === undefined) return false;
        await change(client, newest, changes);
        // Its term decides which version is in force: with a new one, the others make way.
        if ('yxqz' in changes || 'fzrq' in changes) {
          await client.query(`UPDATE wl_qzk.t_xkz SET scbz = '1', gxsj = ${LOCAL_NOW} WHERE xh = ANY ($1)`, [
            versions.slice(1),
          ]);
        }
        if (patch.notify !== false) {
          const { rows } = await client.query<{ sj: string }>(
            `SELECT to_char(${LOCAL_NOW}, '${STAMP}') AS sj`,
          );
          await client.query(`INSERT INTO wl_qzk.t_sj_out (bwlx, bw) VALUES ($1, $2)`, [
            CHANGE_NOTICE,
            JSON.stringify({ XKZBH: number, SJ: rows[0]?.sj }),
          ]);
        }
        return true;
      });
    },

    close: () => Promise.resolve(),
  };
}

async function load(client: PoolClient, world: readonly WorldPermit[]): Promise<void> {
  const permits = world.filter((permit) => permit.department === 'culture');
  const taken = new Set(permits.map((permit) => permitNumberKey(permit.number)));
  const rows: VendorRow[] = [
    ...permits.flatMap(toVendorRows),
    ...awkwardRows().filter((row) => !taken.has(permitNumberKey(row.xkzbh))),
  ];
  // Serial numbers have gaps.
  const numbered = rows.map((row, at) => ({ ...row, xh: FIRST_XH + at + 3 * Math.floor(at / 5) }));
  const columns = ROW_COLUMNS.join(', ');
  await client.query(
    `INSERT INTO wl_qzk.t_xkz (xh, ${columns}, gxsj)
     SELECT xh, ${columns}, ${BULK_STAMP} FROM jsonb_to_recordset($1::jsonb) AS r(
       xh bigint, xkzbh text, xkzlx text, dwmc text, tyshxydm text, fddbr text, jycs text, hdry int, fzrq text,
       yxqz text, zt text, scbz text)`,
    [JSON.stringify(numbered)],
  );
  await client.query(`SELECT setval('wl_qzk.s_xkz_xh', (SELECT max(xh) FROM wl_qzk.t_xkz))`);
  await client.query('ANALYZE wl_qzk.t_xkz');
}

/** Serial numbers of a permit's versions, the one in force first. */
async function versionsOf(client: PoolClient, number: string): Promise<string[]> {
  const key = permitNumberKey(number);
  if (key === '') return [];
  const { rows } = await client.query<{ xh: string; xkzbh: string }>(
    `SELECT xh, xkzbh FROM wl_qzk.t_xkz WHERE scbz = '0' AND xkzbh IS NOT NULL ORDER BY ${NEWEST_FIRST} FOR UPDATE`,
  );
  return rows.filter((row) => permitNumberKey(row.xkzbh) === key).map((row) => row.xh);
}

/** A change is written under a new serial number and stamped. @throws NotInVocabulary where a value does not fit */
async function change(
  client: PoolClient,
  xh: string,
  changes: ReturnType<typeof toColumnChanges>,
): Promise<void> {
  const columns = Object.keys(changes);
  const stamp = 'gxsj' in changes ? [] : [`gxsj = ${LOCAL_NOW}`];
  const assignments = [
    `xh = nextval('wl_qzk.s_xkz_xh')`,
    ...stamp,
    ...columns.map((column, at) => `${column} = $${at + 2}`),
  ];
  await client
    .query(`UPDATE wl_qzk.t_xkz SET ${assignments.join(', ')} WHERE xh = $1`, [xh, ...Object.values(changes)])
    .catch((error: Error & { code?: string }) => {
      // 22: a value too long or of another type for its column.
      if (error.code?.startsWith('22'))
        throw new NotInVocabulary(`the culture system refuses it: ${error.message}`);
      throw error;
    });
}
