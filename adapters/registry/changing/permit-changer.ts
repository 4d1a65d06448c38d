import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import { GraphQLError } from 'graphql';
import type { Caller } from '../../../subgraphs/domain/caller.ts';
import { maskPersonalData } from '../../../subgraphs/domain/mask.ts';
import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';
import type { AuditAct } from '../../../subgraphs/platform/audit/audit-act.ts';
import type { AuditLog } from '../../../subgraphs/platform/audit/audit-log.ts';
import { digestOf } from '../../../subgraphs/platform/audit/entry-hash.ts';
import { hubError } from '../../../subgraphs/platform/hub-error.ts';
import { answerOnce } from '../../../subgraphs/platform/idempotency/answer-once.ts';
import { RegistryPermit } from '../entities/registry-permit.ts';
import { entryAnswer, type ChangeAnswer, type EntryAnswer } from './change-answer.ts';
import { grantInput, readInput, renewInput, stepInput, varyInput } from './change-input.ts';
import { grant, take, type MadeChange } from './decide.ts';
import { coversRegion, keepsType, officerOf, type RegistryOfficer } from './officer.ts';
import type { PermitStep, RegistryVerb } from './permit-steps.ts';

export interface PermitChangerOptions {
  /** Opened at the first use. */
  database: () => Promise<MikroORM>;
  audit: AuditLog;
}

/** Who asks, and for how long anybody waits. */
export interface Asking {
  caller: Caller;
  signal: AbortSignal;
}

/** The writing side of the registry: decisions of officers, each with its audit entry or not at all. */
export interface PermitChanger {
  change(verb: RegistryVerb, input: { number: string }, asking: Asking): Promise<ChangeAnswer>;
  /** Null where there is none in the caller's remit. @throws GraphQLError FORBIDDEN */
  find(number: string, asking: Asking): Promise<EntryAnswer | null>;
}

/** Connections of a process for changes; as many changes at once. */
export const CHANGES_AT_ONCE = 6;
const MOST_WAITING = 200;
/** Refusals that stay in the audit log: somebody tried to do what is not theirs, or not possible. */
const AUDITED: ReadonlySet<unknown> = new Set([
  'FORBIDDEN',
  'PERMIT_NOT_FOUND',
  'ILLEGAL_STEP',
  'VERSION_CONFLICT',
]);
/** Given up by the database for another's sake, and safe to do again: serialisation failure, deadlock. */
const AGAIN: ReadonlySet<unknown> = new Set(['40001', '40P01']);
const ATTEMPTS = 3;

export function createPermitChanger({ database, audit }: PermitChangerOptions): PermitChanger {
  const places = bulkhead(CHANGES_AT_ONCE, MOST_WAITING);

  async function change(verb: RegistryVerb, given: { number: string }, { caller, signal }: Asking) {
    try {
      return await places.execute(() => {
        signal.throwIfAborted();
        return decided(verb, given, caller);
      });
    } catch (error) {
      if (error instanceof BulkheadRejectedError) throw hubError('SERVICE_UNAVAILABLE');
      throw error;
    }
  }

  async function decided(
    verb: RegistryVerb,
    given: { number: string },
    caller: Caller,
  ): Promise<ChangeAnswer> {
    const officer = officerOf(caller);
    try {
      if (!officer) {
        throw hubError(
          'FORBIDDEN',
          'Only an officer of the authority that keeps the permit may change it, by a token with its region, department registry and authority.',
        );
      }
      return await inTransaction(decisionOn(verb, given, caller, officer));
    } catch (error) {
      if (error instanceof GraphQLError && AUDITED.has(error.extensions.code)) {
        await recordRefusal(verb, given.number, caller, String(error.extensions.code));
      }
      throw error;
    }
  }

  function decisionOn(
    verb: RegistryVerb,
    given: { number: string },
    caller: Caller,
    officer: RegistryOfficer,
  ) {
    const once = (input: { idempotencyKey: string }, make: (em: EntityManager) => Promise<MadeChange>) => {
      const { idempotencyKey: key, ...rest } = input;
      return (em: EntityManager) =>
        answerOnce(em, { caller, key, operation: `registry.${verb}`, input: rest }, async () => {
          const made = await make(em);
          await audit.record(em, [doneAct(caller, made)]);
          return made.answer;
        });
    };
    switch (verb) {
      case 'GRANT': {
        const input = readInput(grantInput, given);
        return once(input, (em) => grant(em, officer, input));
      }
      case 'VARY': {
        const input = readInput(varyInput, given);
        const { holderName, address, scope, validFrom, validTo } = input;
        return once(input, (em) =>
          take(em, officer, verb, input, { holderName, address, scope, validFrom, validTo }),
        );
      }
      case 'RENEW': {
        const input = readInput(renewInput, given);
        const { validFrom, validTo } = input;
        return once(input, (em) => take(em, officer, verb, input, { validFrom, validTo }));
      }
      default: {
        const step: PermitStep = verb;
        const input = readInput(stepInput, given);
        return once(input, (em) => take(em, officer, step, input, {}));
      }
    }
  }

  async function inTransaction<Answer>(work: (em: EntityManager) => Promise<Answer>): Promise<Answer> {
    const orm = await database();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await (orm.em.fork() as EntityManager).transactional(work);
      } catch (error) {
        if (!AGAIN.has((error as { code?: unknown }).code) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /**
   * An officer who is outside the remit must not tell by the time that it takes whether there is such a permit: that
   * refusal is written either way, and looks the same. For everybody else only what is about a real permit is.
   */
  async function recordRefusal(
    verb: RegistryVerb,
    number: string,
    caller: Caller,
    code: string,
  ): Promise<void> {
    await inTransaction(async (em) => {
      const numberKey = permitNumberKey(number.slice(0, 200).toWellFormed());
      const permit = await em.findOne(RegistryPermit, { numberKey });
      const hidden = code === 'PERMIT_NOT_FOUND';
      const regionCode = hidden ? caller.region : permit?.regionCode;
      if (regionCode === undefined) return;
      const act: AuditAct = {
        caller,
        action: actionOf(verb),
        subject: {
          type: 'RegistryPermit',
          id: hidden || !permit ? maskPersonalData(number.slice(0, 200)) : permit.number,
        },
        regionCode,
        forWhom: hidden ? null : (permit?.holderUscc ?? null),
        basis: null,
        reason: null,
        outcome: 'REFUSED',
        code,
        before: null,
        after: null,
      };
      await audit.record(em, [act]);
    });
  }

  return {
    change,
    async find(number, { caller }) {
      const officer = officerOf(caller);
      if (!officer) throw hubError('FORBIDDEN');
      const orm = await database();
      const numberKey = permitNumberKey(number.slice(0, 200).toWellFormed());
      const permit = await orm.em.fork().findOne(RegistryPermit, { numberKey });
      const isTheirs =
        permit && coversRegion(officer, permit.regionCode) && keepsType(officer, permit.permitType);
      return isTheirs ? entryAnswer(permit) : null;
    },
  };
}

function doneAct(caller: Caller, { answer, permit, before }: MadeChange): AuditAct {
  return {
    caller,
    action: actionOf(answer.verb),
    subject: { type: 'RegistryPermit', id: permit.number },
    regionCode: permit.regionCode,
    forWhom: permit.holderUscc,
    basis: answer.legalBasis,
    reason: answer.reason,
    outcome: 'DONE',
    code: null,
    before: before && digestOf({ id: before.id, ...entryAnswer(before) }),
    after: digestOf({ id: permit.id, ...entryAnswer(permit) }),
  };
}

function actionOf(verb: RegistryVerb): string {
  return `registry.permit.${verb.toLowerCase()}`;
}
