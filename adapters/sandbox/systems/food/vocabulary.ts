import type { PermitStatus } from '../../../../subgraphs/domain/permit-status.ts';
import { createStatusWords } from '../../core/status-words.ts';

/** 状态 `zt` as the vendor's manual lists it. */
const CODE_OF_STATUS: Partial<Record<PermitStatus, string>> = {
  VALID: '1', // 有效
  CANCELLED: '2', // 注销
  RESCINDED: '3', // 撤销
  REVOKED: '4', // 吊销
  EXPIRED: '5', // 过期
  WITHDRAWN: '6', // 撤回
  SUSPENDED: '7', // 停用
  RENEWAL_PENDING: '8', // 延续中
};

/** In no manual: what appears when somebody extends a code table without telling anyone. */
export const UNLISTED_STATUS_CODE = '47';

export const LISTED_STATUS_CODES: readonly string[] = Object.values(CODE_OF_STATUS).sort();

/** @throws NotInVocabulary for LAPSED: food permits have no 歇业 */
export const statusCode = createStatusWords('food', CODE_OF_STATUS, UNLISTED_STATUS_CODE);

/** 主体业态 `ztyt`: the first digit of a JY number; restaurants where the number has none. */
export function formCode(number: string): string {
  return /^JY([123])/.exec(number)?.[1] ?? '2';
}
