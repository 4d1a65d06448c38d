import { LockMode, UniqueConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import { permitType } from '../../../subgraphs/domain/catalogue/catalogue.ts';
import { effectiveStatus } from '../../../subgraphs/domain/effective-status.ts';
import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';
import { PERMIT_STATUS_NAMES, type PermitStatus } from '../../../subgraphs/domain/permit-status.ts';
import { hubError } from '../../../subgraphs/platform/hub-error.ts';
import { RegistryChange } from '../entities/registry-change.ts';
import { RegistryPermit } from '../entities/registry-permit.ts';
import { changeAnswer, type ChangeAnswer } from './change-answer.ts';
import type { GrantInput, StepInput, VaryInput } from './change-input.ts';
import { takeChangeNumbers } from './change-numbers.ts';
import { coversRegion, keepsType, type RegistryOfficer } from './officer.ts';
import { statusAfter, type PermitStep, type RegistryVerb } from './permit-steps.ts';

/** What is changed besides the status. */
export type Terms = Omit<VaryInput, keyof StepInput>;

/** A change made within a transaction, for its answer and for the audit log. */
export interface MadeChange {
  answer: ChangeAnswer;
  permit: RegistryPermit;
  before: RegistryPermit | null;
}

/** @throws GraphQLError FORBIDDEN, BAD_VALUE, NUMBER_TAKEN */
export async function grant(
  em: EntityManager,
  officer: RegistryOfficer,
  input: GrantInput,
): Promise<MadeChange> {
  const type = permitType(input.permitType);
  if (type?.authorityCode === undefined) {
    throw hubError('BAD_VALUE', 'input.permitType: takes the code of a permit type that the registry keeps.');
  }
  if (!keepsType(officer, type.code)) throw notTheirs();
  if (!coversRegion(officer, input.premises.regionCode)) {
    throw hubError('FORBIDDEN', 'You may grant permits for premises in your own region only.');
  }
  checkTerm(input.validFrom, input.validTo);
  const numberKey = permitNumberKey(input.number);
  if (await em.findOne(RegistryPermit, { numberKey }, { fields: ['id'] })) throw hubError('NUMBER_TAKEN');
  const permit = em.create(RegistryPermit, {
    id: uuid(),
    regionCode: input.premises.regionCode,
    number: input.number,
    numberKey,
    permitType: type.code,
    status: 'VALID',
    statusBeforeSuspension: null,
    validFrom: input.validFrom,
    validTo: input.validTo,
    scope: input.scope,
    holderName: input.holder.name,
    holderUscc: input.holder.uscc,
    address: input.premises.address,
    issuedBy: input.issuedBy,
    authority: type.authority,
    version: 1,
    changedAs: await takeChangeNumbers(em, 1),
    updatedAt: new Date(),
  });
  const answer = await keepChange(em, officer, 'GRANT', permit, null, input.decision).catch(
    (error: unknown) => {
      // Granted meanwhile by somebody else.
      throw error instanceof UniqueConstraintViolationException ? hubError('NUMBER_TAKEN') : error;
    },
  );
  return { answer, permit, before: null };
}

/** @throws GraphQLError PERMIT_NOT_FOUND, FORBIDDEN, VERSION_CONFLICT, ILLEGAL_STEP, BAD_VALUE */
export async function take(
  em: EntityManager,
  officer: RegistryOfficer,
  step: PermitStep,
  input: StepInput,
  terms: Terms,
): Promise<MadeChange> {
  const permit = await em.findOne(
    RegistryPermit,
    { numberKey: permitNumberKey(input.number) },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!permit || !coversRegion(officer, permit.regionCode)) throw hubError('PERMIT_NOT_FOUND');
  if (!keepsType(officer, permit.permitType)) throw notTheirs();
  if (permit.version !== input.expectedVersion) {
    throw hubError(
      'VERSION_CONFLICT',
      `The permit is at version ${permit.version}, not ${input.expectedVersion}. Read it again, and decide again.`,
    );
  }
  const before = { ...permit };
  // As of the day of the decision: one that is entered late is not made illegal by that.
  const status = effectiveStatus(permit.status, permit.validTo ?? null, new Date(input.decision.decidedAt));
  const next = statusAfter(step, status, permit.statusBeforeSuspension ?? null);
  if (next === null) {
    throw hubError(
      'ILLEGAL_STEP',
      `A permit that is ${status} (${PERMIT_STATUS_NAMES[status]}) cannot take this step. Read the permit again.`,
    );
  }
  applyTerms(permit, step, terms);
  permit.statusBeforeSuspension = next === 'SUSPENDED' ? (permit.statusBeforeSuspension ?? status) : null;
  permit.status = next;
  permit.version += 1;
  permit.updatedAt = new Date();
  permit.changedAs = await takeChangeNumbers(em, 1);
  return {
    answer: await keepChange(em, officer, step, permit, before.status, input.decision),
    permit,
    before,
  };
}

function applyTerms(permit: RegistryPermit, step: PermitStep, terms: Terms): void {
  const given = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
  if (step === 'VARY' && Object.keys(given).length === 0) {
    throw hubError('BAD_VALUE', 'input: say at least one of holderName, address, scope, validFrom, validTo.');
  }
  if (step === 'RENEW') {
    if (!permit.validTo) {
      throw hubError('ILLEGAL_STEP', 'The permit is open-ended: there is no term to renew.');
    }
    if ((terms.validTo ?? '') <= permit.validTo) {
      throw hubError('BAD_VALUE', 'input.validTo: takes a day after the end of the present term.');
    }
  }
  Object.assign(permit, given);
  checkTerm(permit.validFrom, permit.validTo);
}

type Day = string | null | undefined;

function checkTerm(validFrom: Day, validTo: Day): void {
  if (validFrom && validTo && validFrom > validTo) {
    throw hubError('BAD_VALUE', 'input.validTo: must not be before validFrom.');
  }
}

async function keepChange(
  em: EntityManager,
  officer: RegistryOfficer,
  verb: RegistryVerb,
  permit: RegistryPermit,
  statusBefore: PermitStatus | null,
  decision: StepInput['decision'],
): Promise<ChangeAnswer> {
  // The permit first: the change refers to it.
  await em.flush();
  const change = em.create(RegistryChange, {
    sequence: permit.changedAs,
    id: uuid(),
    permitId: permit.id,
    regionCode: permit.regionCode,
    number: permit.number,
    version: permit.version,
    verb,
    statusBefore,
    statusAfter: permit.status,
    legalBasis: decision.legalBasis,
    reason: decision.reason,
    documentNumber: decision.documentNumber,
    authority: permit.authority,
    officerId: officer.id,
    decidedAt: new Date(decision.decidedAt),
    recordedAt: permit.updatedAt,
  });
  await em.flush();
  return changeAnswer(change, permit);
}

function notTheirs() {
  return hubError('FORBIDDEN', 'Permits of this type are kept by another authority. Ask an officer of it.');
}
