import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import { maskPersonalData } from '../../domain/mask.ts';
import { sm3Hex } from '../../domain/sm3.ts';
import { isDatabaseAway } from '../database-away.ts';
import { hubError } from '../hub-error.ts';
import type { CallKeys } from '../internal-call/call-keys.ts';
import type { Logger } from '../logger.ts';
import type { AuditAct } from './audit-act.ts';
import { AuditEntry } from './audit-entry.ts';
import { AuditHead } from './audit-head.ts';
import { entryHash, entrySeal, GENESIS, headSeal } from './entry-hash.ts';

export interface AuditLog {
  /**
   * Writes acts within the caller's transaction, as its last statements: a chain's writers queue from here to the
   * commit. @throws GraphQLError AUDIT_UNAVAILABLE; the transaction must then be given up (fail closed)
   */
  record(em: EntityManager, acts: readonly AuditAct[]): Promise<void>;
}

export interface AuditLogOptions {
  /** The first seals; see `AUDIT_KEYS`. */
  keys: CallKeys;
  log: Logger;
}

/** The audit log of all roles, on the tables of schema `audit`. */
export function createAuditLog({ keys, log }: AuditLogOptions): AuditLog {
  return {
    async record(em, acts) {
      // In the order of their chains, so that two writers never wait for each other.
      const byChain = [
        ...Map.groupBy(acts, ({ regionCode, subject }) => chainOf(regionCode, wellFormed(subject.id))),
      ].sort(([a], [b]) => (a < b ? -1 : 1));
      try {
        for (const [chain, ofChain] of byChain) await append(em, chain, ofChain);
      } catch (error) {
        if (isDatabaseAway(error)) throw error;
        log.error({ err: error }, 'audit log cannot be written: the change is refused');
        throw hubError('AUDIT_UNAVAILABLE', undefined, { originalError: error as Error });
      }
    },
  };

  async function append(em: EntityManager, chain: string, acts: readonly AuditAct[]): Promise<void> {
    const head = await lockedHead(em, chain);
    for (const act of acts) {
      const entry = toEntry(act, chain, head.position + 1, head.hash);
      const hash = entryHash(entry);
      em.create(AuditEntry, {
        ...entry,
        hash,
        keyId: keys.current.id,
        seal: entrySeal(keys.current.secret, hash),
      });
      head.position = entry.position;
      head.hash = hash;
    }
    head.keyId = keys.current.id;
    head.seal = headSeal(keys.current.secret, head);
    await em.flush();
  }

  /** Reading the end and moving it must be one step: two entries on one end would fork the chain. */
  async function lockedHead(em: EntityManager, chain: string): Promise<AuditHead> {
    const locked = () => em.findOne(AuditHead, { chain }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const head = await locked();
    if (head) return head;
    const empty = { chain, position: 0, hash: GENESIS };
    await em
      .createQueryBuilder(AuditHead)
      .insert({ ...empty, keyId: keys.current.id, seal: headSeal(keys.current.secret, empty) })
      .onConflict('chain')
      .ignore()
      .execute();
    return (await locked()) as AuditHead;
  }
}

const CHAINS_OF_A_CITY = 8;

/**
 * The chain of a thing: one of its city's (the first two pairs of GB/T 2260), always the same. Writers of one chain
 * queue on one row for the time of a commit, each with a flush of the disk; eight let a city's writers flush together.
 */
export function chainOf(regionCode: string, subjectId: string): string {
  const share = Number.parseInt(sm3Hex(subjectId).slice(0, 8), 16) % CHAINS_OF_A_CITY;
  return `${regionCode.slice(0, 4)}-${share}`;
}

function toEntry(act: AuditAct, chain: string, position: number, previous: string) {
  const { caller, subject } = act;
  return {
    chain,
    position,
    previous,
    id: uuid(),
    at: new Date(),
    actorRole: caller.role,
    actorId: storable(caller.id),
    actorDepartment: storable(caller.department),
    actorAuthority: storable(caller.authority),
    actorRegion: storable(caller.region),
    action: act.action,
    subjectType: subject.type,
    subjectId: wellFormed(subject.id),
    regionCode: act.regionCode,
    forWhom: storable(act.forWhom),
    basis: storable(act.basis),
    reason: storable(act.reason),
    outcome: act.outcome,
    code: act.code,
    before: act.before,
    after: act.after,
  };
}

/** No personal data in a log that can never be cleaned. */
function storable(text: string | null | undefined): string | null {
  return text == null ? null : maskPersonalData(wellFormed(text));
}

/** As PostgreSQL gives it back, or the hash would not hold. */
function wellFormed(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
