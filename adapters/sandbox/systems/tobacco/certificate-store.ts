import type { Pool } from 'pg';
import { inTransaction } from '../../../../subgraphs/platform/in-transaction.ts';
import type { DepartmentStore, PermitPatch, WorldPermit } from '../../core/system.ts';
import { awkwardRows } from './awkward-rows.ts';
import { toColumnChanges } from './certificate-patch.ts';
import {
  CERTIFICATE_COLUMNS,
  compactTime,
  toCertificateRow,
  type CertificateRow,
} from './certificate-row.ts';
import type { Outbox } from './outbox.ts';

export interface CertificateStore extends DepartmentStore {
  byNumbers(numbers: readonly string[]): Promise<CertificateRow[]>;
  byHolders(usccs: readonly string[]): Promise<CertificateRow[]>;
  /** First two digits of the regions of all certificates: the provinces that this relay serves. */
  provinces(): Promise<ReadonlySet<string>>;
}

const COLUMNS = CERTIFICATE_COLUMNS.join(', ');

// A number may stand in two rows (a renewal keeps it). `bbxh` (版本序号) is the bureau's own and never leaves it.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS yc_lsxkz (
    xh serial PRIMARY KEY,
    ${CERTIFICATE_COLUMNS.map((column) => `${column} text NOT NULL`).join(', ')},
    bbxh integer NOT NULL DEFAULT 1
  );
  CREATE INDEX IF NOT EXISTS yc_lsxkz_xkzh ON yc_lsxkz (xkzh);
  CREATE INDEX IF NOT EXISTS yc_lsxkz_tyshxydm ON yc_lsxkz (tyshxydm);
  CREATE TABLE IF NOT EXISTS xt_cs (csm text PRIMARY KEY, csz text NOT NULL);
`;

export interface CertificateStoreOptions {
  /** On the bureau's own database; closed with the store. */
  pool: Pool;
  /** Where a change that is told goes. */
  outbox: Pick<Outbox, 'addIncrement' | 'publish'>;
  /** The bureau's clock. */
  now: () => number;
}

/** The bureau's certificates in its own database. */
export function createCertificateStore({ pool, outbox, now }: CertificateStoreOptions): CertificateStore {
  let provinces: ReadonlySet<string> | undefined;

  return {
    async open(world: readonly WorldPermit[]) {
      const today = compactTime(now()).slice(0, 8);
      const own = world.filter((permit) => permit.department === 'tobacco');
      await pool.query(SCHEMA);
      await inTransaction(pool, async (client) => {
        const first = await client.query(`INSERT INTO xt_cs VALUES ('csh', $1) ON CONFLICT DO NOTHING`, [
          today,
        ]);
        if (first.rowCount !== 1) return;
        const taken = new Set(own.map((permit) => permit.number));
        const rows = [
          ...own.map((permit) => toCertificateRow(permit, today)),
          ...awkwardRows().filter((row) => !taken.has(row.xkzh)),
        ];
        await client.query(
          `INSERT INTO yc_lsxkz (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_populate_recordset(null::yc_lsxkz, $1::jsonb)`,
          [JSON.stringify(rows)],
        );
      });
    },

    async sampleNumbers(count) {
      const { rows } = await pool.query<{ xkzh: string }>('SELECT xkzh FROM yc_lsxkz ORDER BY xh LIMIT $1', [
        count,
      ]);
      return rows.map((row) => row.xkzh);
    },

    /** A change that is told is an increment, in the same transaction; a silent one stands in the next full file. */
    async patch(number: string, patch: PermitPatch) {
      const done = await inTransaction(pool, async (client) => {
        const found = await client.query<{ xh: number }>(
          'SELECT xh FROM yc_lsxkz WHERE xkzh = $1 ORDER BY gxrq DESC, xh DESC LIMIT 1 FOR UPDATE',
          [number],
        );
        const row = found.rows[0];
        if (row === undefined) return null;
        const changes = { gxrq: compactTime(now()).slice(0, 8), ...toColumnChanges(patch) };
        const names = Object.keys(changes);
        await client.query(
          `UPDATE yc_lsxkz SET bbxh = bbxh + 1, ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')}
           WHERE xh = $1`,
          [row.xh, ...Object.values(changes)],
        );
        if (patch.notify === false) return { file: null };
        const rows = await client.query<CertificateRow>(
          `SELECT ${COLUMNS} FROM yc_lsxkz WHERE xkzh = $1 ORDER BY xh`,
          [number],
        );
        return { file: await outbox.addIncrement(client, rows.rows) };
      });
      if (done?.file) await outbox.publish(done.file);
      return done !== null;
    },

    async byNumbers(numbers) {
      const { rows } = await pool.query<CertificateRow>({
        name: 'by-numbers',
        text: `SELECT ${COLUMNS} FROM yc_lsxkz WHERE xkzh = ANY($1) ORDER BY xh`,
        values: [numbers],
      });
      return rows;
    },

    async byHolders(usccs) {
      const { rows } = await pool.query<CertificateRow>({
        name: 'by-holders',
        text: `SELECT ${COLUMNS} FROM yc_lsxkz WHERE tyshxydm = ANY($1) ORDER BY xkzh, xh`,
        values: [usccs],
      });
      return rows;
    },

    async provinces() {
      if (provinces) return provinces;
      const { rows } = await pool.query<{ province: string }>(
        'SELECT DISTINCT left(xkzh, 2) AS province FROM yc_lsxkz',
      );
      const found = new Set(rows.map((row) => row.province));
      // Empty before the store is loaded: not to be kept.
      if (found.size > 0) provinces = found;
      return found;
    },

    close: () => pool.end(),
  };
}
