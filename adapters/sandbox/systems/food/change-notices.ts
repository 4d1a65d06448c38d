import { createHmac, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { localTime } from './licence-row.ts';

/** 变更通知: tells the hub of changed licences, each until it hears `SUCCESS`. */
export interface ChangeNotices {
  /** To be told, with the change itself or not at all. */
  add(client: PoolClient, licence: { xkzbh: string; bbh: number }): Promise<void>;
  /** Tells what is waiting. */
  wake(): void;
  /** Where the hub hears: a URL, to which the department's code is added. */
  setCallback(url: string): Promise<void>;
  close(): Promise<void>;
}

export interface ChangeNoticesOptions {
  pool: Pool;
  appSecret: string;
  /** The department's clock, milliseconds since 1970. */
  now: () => number;
  /** Whether the department's system is dead to the world. */
  isAway: () => boolean;
}

// 回调通知 `xt_hdtz`, with the time of the next attempt; a row goes when the hub has heard.
export const NOTICE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS xt_hdtz (
    id serial PRIMARY KEY, lsh text NOT NULL, xkzbh text NOT NULL, bbh integer NOT NULL, sj text NOT NULL,
    cs integer NOT NULL DEFAULT 0, xcsj timestamptz NOT NULL DEFAULT now()
  )`;

const CALL_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 1_000;
const LONGEST_WAIT_SECONDS = 60;
const AT_ONCE = 20;

export function createChangeNotices({ pool, appSecret, now, isAway }: ChangeNoticesOptions): ChangeNotices {
  let closed = false;
  let telling: Promise<void> | undefined;
  const timer = setInterval(wake, LOOK_EVERY_MS);
  timer.unref();

  function wake(): void {
    if (closed || telling || isAway()) return;
    // The store may be closing or not yet open; the next look finds what is there.
    telling = tell()
      .catch(() => undefined)
      .finally(() => (telling = undefined));
  }

  async function tell(): Promise<void> {
    const { rows: addresses } = await pool.query<{ csz: string }>(`SELECT csz FROM xt_cs WHERE csm = 'hddz'`);
    const url = addresses[0]?.csz;
    if (url === undefined) return;
    const { rows } = await pool.query<Notice>(
      `SELECT id, lsh, xkzbh, bbh, sj FROM xt_hdtz WHERE xcsj <= now() ORDER BY id LIMIT ${AT_ONCE}`,
    );
    for (const { id, ...notice } of rows) {
      if (closed) return;
      if (await isHeard(`${url}/food`, notice)) await pool.query('DELETE FROM xt_hdtz WHERE id = $1', [id]);
      else {
        await pool.query(
          `UPDATE xt_hdtz SET cs = cs + 1,
             xcsj = now() + least(power(2, cs), ${LONGEST_WAIT_SECONDS}) * interval '1 second' WHERE id = $1`,
          [id],
        );
      }
    }
  }

  async function isHeard(url: string, notice: Omit<Notice, 'id'>): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json;charset=UTF-8' },
        body: JSON.stringify({ ...notice, sign: sign(appSecret, notice) }),
        redirect: 'error',
        signal: AbortSignal.timeout(CALL_WITHIN_MS),
      });
      return (await response.text()) === 'SUCCESS';
    } catch {
      return false;
    }
  }

  return {
    async add(client, { xkzbh, bbh }) {
      await client.query('INSERT INTO xt_hdtz (lsh, xkzbh, bbh, sj) VALUES ($1, $2, $3, $4)', [
        `BG${randomUUID()}`,
        xkzbh,
        bbh,
        localTime(now()),
      ]);
    },
    wake,
    async setCallback(url) {
      await pool.query(
        `INSERT INTO xt_cs VALUES ('hddz', $1) ON CONFLICT (csm) DO UPDATE SET csz = EXCLUDED.csz`,
        [url],
      );
      await pool.query('UPDATE xt_hdtz SET xcsj = now()');
      wake();
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await telling;
    },
  };
}

interface Notice {
  id: number;
  lsh: string;
  xkzbh: string;
  bbh: number;
  sj: string;
}

/** Upper hex HMAC-SM3 over `name=value` of all fields, by name, joined by `&`. */
function sign(secret: string, fields: object): string {
  const text = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return createHmac('sm3', secret).update(text).digest('hex').toUpperCase();
}
