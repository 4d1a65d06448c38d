import type { PermitRecord, PermitRemark } from '../../../subgraphs/domain/permit-record.ts';

/** The record with one more remark. */
export function withRemark(record: PermitRecord, remark: PermitRemark): PermitRecord {
  return { ...record, remarks: [...record.remarks, remark] };
}
