import { effectiveStatus } from '../../../subgraphs/domain/effective-status.ts';
import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';

/** A department that still says VALID past the end date: kept as a remark, from which issuance makes a finding. */
export function markPastEndDate(record: PermitRecord, now: Date): PermitRecord {
  if (effectiveStatus(record.status, record.validTo, now) === record.status) return record;
  const remark = { code: 'PAST_END_DATE', message: `部门仍标记有效，但有效期已于 ${record.validTo} 届满` };
  return { ...record, remarks: [...record.remarks, remark] };
}
