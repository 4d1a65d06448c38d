import type { MemoryRow } from '../../../../sandbox/core/memory-store.ts';
import { createStatusWords } from '../../../../sandbox/core/status-words.ts';
import type { WorldPermit } from '../../../../sandbox/core/system.ts';
import type { PermitStatus } from '../../../../../subgraphs/domain/permit-status.ts';

/** From the department's manual, written down a second time: a mistake in the adapter's own table must show. */
export const STATUS_WORDS: ReadonlyMap<string, PermitStatus> = new Map([
  ['10', 'VALID'],
  ['11', 'RENEWAL_PENDING'],
  ['20', 'SUSPENDED'],
  ['30', 'EXPIRED'],
  ['40', 'LAPSED'],
  ['50', 'WITHDRAWN'],
  ['51', 'RESCINDED'],
  ['52', 'CANCELLED'],
  ['53', 'REVOKED'],
]);
/** In no manual. */
export const UNLISTED_STATUS = '98';

export const COLUMNS = {
  number: 'number',
  status: 'status',
  validFrom: 'validFrom',
  validTo: 'validTo',
  scope: 'scope',
  holderName: 'holderName',
  holderUscc: 'holderCode',
  address: 'address',
  version: 'version',
} as const;

/** @throws NotInVocabulary */
export const statusCode = createStatusWords(
  'specimen',
  Object.fromEntries([...STATUS_WORDS].map(([code, status]) => [status, code])),
  UNLISTED_STATUS,
);

/** The department writes days as `20290317`, and 99991231 for no end. */
export function dateText(day: string | null): string {
  return day === null ? '99991231' : day.replaceAll('-', '');
}

/** The department's clerk writes a permit down. */
export function toRow(permit: WorldPermit): MemoryRow {
  return {
    number: permit.number,
    status: statusCode(permit.status),
    validFrom: dateText(permit.validFrom),
    validTo: dateText(permit.validTo),
    scope: [...permit.scope],
    holderName: permit.holderName,
    holderCode: permit.uscc,
    person: permit.legalPerson,
    address: permit.address,
    issuedBy: permit.issuedBy,
    version: 1,
  };
}
