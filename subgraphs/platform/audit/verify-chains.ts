import type pg from 'pg';
import type { CallKeys } from '../internal-call/call-keys.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditHead } from './audit-head.ts';
import { entryHash, entrySeal, GENESIS, headSeal } from './entry-hash.ts';

/** How a chain is broken. */
export type BreakKind =
  | 'MISSING' // an entry was taken out
  | 'SURPLUS' // an entry stands where there is one already, or beyond the end
  | 'ALTERED' // an entry is not what was hashed: changed, moved, or put in
  | 'UNLINKED' // an entry does not continue the one before
  | 'FORGED' // hashed anew by somebody who has not the key
  | 'UNKNOWN_KEY' // sealed by a key that this verification was not given
  | 'CUT_OFF' // entries are missing from the end
  | 'HEAD_FORGED'; // the end of the chain was changed by somebody who has not the key

/** The first place at which a chain is broken. */
export interface ChainBreak {
  chain: string;
  position: number;
  kind: BreakKind;
  /** Id of the entry that stands there; null where none does. */
  id: string | null;
}

/** Where a chain ended at some time; what stood before it must still be there. */
export interface ChainEnd {
  chain: string;
  position: number;
  hash: string;
}

export interface AuditReport {
  entries: number;
  /** One for each chain that is broken, in their order. */
  breaks: readonly ChainBreak[];
  /** Of the chains that are whole. */
  ends: readonly ChainEnd[];
}

export interface VerifyOptions {
  keys: CallKeys;
  /** Ends that were seen earlier (`kept-ends.ts`): a chain that has lost them has been cut off, or rewritten. */
  kept: readonly ChainEnd[];
  /** Called now and then with the number of entries verified. */
  progress?: (entries: number) => void;
}

const BATCH = 2_000;

/**
 * Reads the whole audit log once, in batches, as it stood at one moment, and works every hash and seal out again.
 * @param client a connection for this alone
 */
export async function verifyChains(
  client: pg.ClientBase,
  { keys, kept, progress }: VerifyOptions,
): Promise<AuditReport> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const heads = new Map(
      (
        await client.query<AuditHead>(
          'SELECT chain, position::float8 AS position, hash, key_id AS "keyId", seal FROM audit.head',
        )
      ).rows.map((head) => [head.chain, head]),
    );
    const checks = new Map<string, ChainCheck>();
    const checkOf = (chain: string) => {
      let check = checks.get(chain);
      if (!check) {
        check = createChainCheck(
          chain,
          keys,
          kept.filter((end) => end.chain === chain),
        );
        checks.set(chain, check);
      }
      return check;
    };
    let entries = 0;
    await client.query(`DECLARE entries NO SCROLL CURSOR FOR ${ENTRIES_SQL}`);
    for (;;) {
      const { rows } = await client.query<AuditEntry>(`FETCH ${BATCH} FROM entries`);
      for (const row of rows) checkOf(row.chain).take(row);
      entries += rows.length;
      progress?.(entries);
      if (rows.length < BATCH) break;
    }
    for (const chain of new Set([...heads.keys(), ...kept.map((end) => end.chain)])) checkOf(chain);
    const outcomes = [...checks.values()]
      .map((check) => check.finish(heads.get(check.chain)))
      .sort((a, b) => (a.end.chain < b.end.chain ? -1 : 1));
    return {
      entries,
      breaks: outcomes.flatMap(({ broken }) => broken ?? []),
      ends: outcomes.flatMap(({ broken, end }) => (broken ? [] : end)),
    };
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

const ENTRIES_SQL = `
  SELECT chain, position::float8 AS position, id, at, actor_role AS "actorRole", actor_id AS "actorId",
    actor_department AS "actorDepartment", actor_authority AS "actorAuthority", actor_region AS "actorRegion",
    action, subject_type AS "subjectType", subject_id AS "subjectId", region_code AS "regionCode",
    for_whom AS "forWhom", basis, reason, outcome, code, before, after, previous, hash, key_id AS "keyId", seal
  FROM audit.entry ORDER BY chain, position`;

interface ChainCheck {
  readonly chain: string;
  take(entry: AuditEntry): void;
  finish(head: AuditHead | undefined): { broken?: ChainBreak; end: ChainEnd };
}

function isAsHashed(entry: AuditEntry): boolean {
  try {
    return entryHash(entry) === entry.hash;
  } catch {
    // Somebody has taken a constraint off first: it lacks what every entry has.
    return false;
  }
}

function createChainCheck(chain: string, keys: CallKeys, kept: readonly ChainEnd[]): ChainCheck {
  let broken: ChainBreak | undefined;
  let position = 0;
  let hash = GENESIS;

  function fail(kind: BreakKind, at: number, entry?: AuditEntry): void {
    broken ??= { chain, position: at, kind, id: entry?.id ?? null };
  }

  function kindOf(entry: AuditEntry): BreakKind | undefined {
    if (!isAsHashed(entry)) return 'ALTERED';
    if (entry.previous !== hash) return 'UNLINKED';
    const secret = keys.secretOf(entry.keyId);
    if (!secret) return 'UNKNOWN_KEY';
    if (entry.seal !== entrySeal(secret, entry.hash)) return 'FORGED';
    const seen = kept.find((end) => end.position === entry.position);
    return seen && seen.hash !== entry.hash ? 'FORGED' : undefined;
  }

  return {
    chain,
    take(entry) {
      // What follows a break cannot be judged: every later entry hangs on it.
      if (broken) return;
      if (entry.position > position + 1) return fail('MISSING', position + 1);
      if (entry.position < position + 1) return fail('SURPLUS', entry.position, entry);
      const kind = kindOf(entry);
      if (kind) return fail(kind, entry.position, entry);
      position = entry.position;
      hash = entry.hash;
    },
    finish(head) {
      const end = { chain, position, hash };
      const furthest = Math.max(0, ...kept.map((each) => each.position));
      if (head && !broken) {
        const secret = keys.secretOf(head.keyId);
        if (head.position > position) fail('CUT_OFF', position + 1);
        else if (head.position < position) fail('SURPLUS', head.position + 1);
        else if (!secret) fail('UNKNOWN_KEY', position);
        else if (head.hash !== hash || head.seal !== headSeal(secret, head)) {
          fail('HEAD_FORGED', position);
        }
      }
      if (furthest > position) fail('CUT_OFF', position + 1);
      if (!head) fail('HEAD_FORGED', position);
      return broken ? { broken, end } : { end };
    },
  };
}
