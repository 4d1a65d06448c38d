import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';
import type { RegistryChange } from '../entities/registry-change.ts';
import type { RegistryPermit } from '../entities/registry-permit.ts';
import type { RegistryVerb } from './permit-steps.ts';

/** `RegistryEntry` of the graph: a permit as it stands in the registry. */
export interface EntryAnswer {
  number: string;
  permitType: string;
  version: number;
  status: PermitStatus;
  validFrom: string | null;
  validTo: string | null;
  scope: string[] | null;
  holderName: string;
  holderUscc: string;
  regionCode: string;
  address: string;
  issuedBy: string;
  authority: string;
}

/** `RegistryChange` of the graph, as it is kept to be answered again. */
export interface ChangeAnswer {
  id: string;
  verb: RegistryVerb;
  statusBefore: PermitStatus | null;
  statusAfter: PermitStatus;
  version: number;
  legalBasis: string;
  reason: string;
  documentNumber: string | null;
  authority: string;
  officer: string;
  /** RFC 3339. */
  decidedAt: string;
  recordedAt: string;
  entry: EntryAnswer;
}

export function entryAnswer(permit: RegistryPermit): EntryAnswer {
  return {
    number: permit.number,
    permitType: permit.permitType,
    version: permit.version,
    status: permit.status,
    validFrom: permit.validFrom ?? null,
    validTo: permit.validTo ?? null,
    scope: permit.scope ?? null,
    holderName: permit.holderName,
    holderUscc: permit.holderUscc,
    regionCode: permit.regionCode,
    address: permit.address,
    issuedBy: permit.issuedBy,
    authority: permit.authority,
  };
}

export function changeAnswer(change: RegistryChange, permit: RegistryPermit): ChangeAnswer {
  return {
    id: change.id,
    verb: change.verb,
    statusBefore: change.statusBefore ?? null,
    statusAfter: change.statusAfter,
    version: change.version,
    legalBasis: change.legalBasis,
    reason: change.reason,
    documentNumber: change.documentNumber ?? null,
    authority: change.authority,
    officer: change.officerId,
    decidedAt: change.decidedAt.toISOString(),
    recordedAt: change.recordedAt.toISOString(),
    entry: entryAnswer(permit),
  };
}
