import type { Pool, PoolClient } from 'pg';
import { createSm2Signer } from '../../../../subgraphs/domain/sm2.ts';
import { inTransaction } from '../../../../subgraphs/platform/in-transaction.ts';
import { CERTIFICATE_COLUMNS, compactTime, type CertificateRow } from './certificate-row.ts';
import { OUTBOX, type FileStore } from './file-store.ts';
import { okText, writeFileText } from './file-text.ts';
import { rowLine } from './relay-lines.ts';

export interface OutboxOptions {
  pool: Pool;
  files: FileStore;
  /** The bureau's SM2 key. */
  privateKey: string;
  now: () => number;
}

/** What the bureau gives out: full files and increments, by region, in one sequence a region that never ends. */
export interface Outbox {
  /** Makes the tables, ends what an earlier process left half done, and sees to a full file of every region for today. */
  open(): Promise<void>;
  /** Within the transaction that changes them. @returns the file, to be published once that has happened */
  addIncrement(client: PoolClient, rows: readonly CertificateRow[]): Promise<string>;
  /** `.tmp` → name, then the signature, then `.ok`: what has no `.ok` is not finished. */
  publish(name: string): Promise<void>;
  /** A full file of every region that begins with a prefix. @returns their names */
  writeFull(regionPrefix: string): Promise<string[]>;
  /** Any other signed file, e.g. an answer. */
  give(name: string, header: string, lines: readonly string[]): Promise<void>;
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS jh_xh (dq text PRIMARY KEY, xh integer NOT NULL, qlrq text);`;
const DRAFT = '.tmp';
const COLUMNS = CERTIFICATE_COLUMNS.join(', ');
const FULL_NAME = /^YC_LIC_(\d{6})_\d{8}_FULL_(\d+)\.txt$/;

export function createOutbox({ pool, files, privateKey, now }: OutboxOptions): Outbox {
  const signer = createSm2Signer(privateKey);
  const today = () => compactTime(now()).slice(0, 8);

  /** The region's row is locked from here to the end of the transaction: one file after the other. */
  async function nextSequence(client: PoolClient, region: string): Promise<string> {
    const { rows } = await client.query<{ xh: number }>(
      'INSERT INTO jh_xh VALUES ($1, 1) ON CONFLICT (dq) DO UPDATE SET xh = jh_xh.xh + 1 RETURNING xh',
      [region],
    );
    return String(rows[0]!.xh).padStart(4, '0');
  }

  async function addFile(
    client: PoolClient,
    region: string,
    kind: 'FULL' | 'INC',
    lines: readonly string[],
  ): Promise<string> {
    const sequence = await nextSequence(client, region);
    const name = `YC_LIC_${region}_${today()}_${kind}_${sequence}.txt`;
    const content = writeFileText(`H|YCZM|${region}|${kind}|${today()}|${sequence}|GB18030`, lines);
    await files.put(OUTBOX, name + DRAFT, content, client);
    return name;
  }

  async function publish(name: string): Promise<void> {
    await files.move(OUTBOX, name + DRAFT, name);
    const content = await files.content(OUTBOX, name);
    if (content === null) return;
    await files.put(OUTBOX, `${name}.sig`, Buffer.from(signer.sign(content, 'base64'), 'latin1'));
    await files.put(OUTBOX, `${name}.ok`, okText(content));
  }

  async function writeFullOf(region: string): Promise<string> {
    const name = await inTransaction(pool, async (client) => {
      await client.query('INSERT INTO jh_xh VALUES ($1, 0) ON CONFLICT DO NOTHING', [region]);
      // Locked before the rows are read, so that no increment with a lower sequence says something newer.
      await client.query('SELECT 1 FROM jh_xh WHERE dq = $1 FOR UPDATE', [region]);
      const { rows } = await client.query<CertificateRow>(
        `SELECT ${COLUMNS} FROM yc_lsxkz WHERE left(xkzh, 6) = $1 ORDER BY xkzh, xh`,
        [region],
      );
      await client.query('UPDATE jh_xh SET qlrq = $2 WHERE dq = $1', [region, today()]);
      return await addFile(client, region, 'FULL', rows.map(rowLine));
    });
    await publish(name);
    await clearAway(region);
    return name;
  }

  /** Of a region everything before the last but one full file goes; whoever is further behind asks for nothing older. */
  async function clearAway(region: string): Promise<void> {
    const names = (await files.names(OUTBOX)).filter((name) => name.startsWith(`YC_LIC_${region}_`));
    const fulls = names
      .flatMap((name) => FULL_NAME.exec(name)?.[2] ?? [])
      .map(Number)
      .sort((a, b) => b - a);
    const oldest = fulls[1];
    if (oldest === undefined) return;
    const sequenceOf = (name: string) => Number(/_(\d+)\.txt/.exec(name)?.[1] ?? Infinity);
    await files.remove(
      OUTBOX,
      names.filter((name) => sequenceOf(name) < oldest),
    );
  }

  async function regionsWithout(date: string): Promise<string[]> {
    const { rows } = await pool.query<{ dq: string }>(
      `SELECT DISTINCT left(xkzh, 6) AS dq FROM yc_lsxkz
       WHERE left(xkzh, 6) NOT IN (SELECT dq FROM jh_xh WHERE qlrq = $1) ORDER BY dq`,
      [date],
    );
    return rows.map(({ dq }) => dq);
  }

  return {
    publish,
    async open() {
      await pool.query(SCHEMA);
      const names = new Set(await files.names(OUTBOX));
      for (const name of names) {
        if (name.endsWith(DRAFT)) await publish(name.slice(0, -DRAFT.length));
        else if (name.endsWith('.txt') && !names.has(`${name}.ok`)) await publish(name);
      }
      for (const region of await regionsWithout(today())) await writeFullOf(region);
    },
    addIncrement(client, rows) {
      const region = rows[0]!.xkzh.slice(0, 6);
      return addFile(
        client,
        region,
        'INC',
        rows.map((row) => `U|${rowLine(row)}`),
      );
    },
    async writeFull(prefix) {
      const { rows } = await pool.query<{ dq: string }>(
        `SELECT DISTINCT left(xkzh, 6) AS dq FROM yc_lsxkz WHERE starts_with(xkzh, $1) ORDER BY dq`,
        [prefix],
      );
      const names: string[] = [];
      for (const { dq } of rows) names.push(await writeFullOf(dq));
      return names;
    },
    async give(name, header, lines) {
      await files.put(OUTBOX, name + DRAFT, writeFileText(header, lines));
      await publish(name);
    },
  };
}
