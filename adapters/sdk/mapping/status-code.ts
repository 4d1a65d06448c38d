import type { PermitRemark } from '../../../subgraphs/domain/permit-record.ts';
import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';
import { quotedCode } from './quoted-code.ts';

/** A department's vocabulary. A map, not an object: a code `constructor` must find nothing. */
export type StatusByCode = ReadonlyMap<string, PermitStatus>;

/**
 * A status in the hub's words. A code that is in no table is UNKNOWN with a remark, never VALID; so is a missing one.
 * @param code null or undefined where the department gave none
 */
export function readStatus(
  code: string | null | undefined,
  table: StatusByCode,
  remarks: PermitRemark[],
): PermitStatus {
  if (code == null) {
    remarks.push({ code: 'STATUS_MISSING', message: '许可机关未给出状态' });
    return 'UNKNOWN';
  }
  const status = table.get(code);
  if (status !== undefined) return status;
  remarks.push({ code: 'STATUS_UNKNOWN', message: `状态代码${quotedCode(code)}不在许可机关的代码表内` });
  return 'UNKNOWN';
}
