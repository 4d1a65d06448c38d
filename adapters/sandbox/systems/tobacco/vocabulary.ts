import type { PermitStatus } from '../../../../subgraphs/domain/permit-status.ts';
import { createStatusWords } from '../../core/status-words.ts';

/** 状态 as the bureau's manual lists it; it has a word for everything but UNKNOWN. */
const CODE_OF_STATUS: Record<Exclude<PermitStatus, 'UNKNOWN'>, string> = {
  VALID: '00', // 有效
  SUSPENDED: '01', // 停业
  LAPSED: '02', // 歇业
  CANCELLED: '03', // 注销
  WITHDRAWN: '04', // 收回、撤回
  RESCINDED: '05', // 撤销
  REVOKED: '06', // 取消资格
  RENEWAL_PENDING: '07', // 延续审核
  EXPIRED: '08', // 到期
};

/** In no manual: what appears when somebody extends a code table without telling anyone. */
export const UNLISTED_STATUS_CODE = '47';

export const LISTED_STATUS_CODES: readonly string[] = Object.values(CODE_OF_STATUS).sort();

export const statusCode = createStatusWords('tobacco', CODE_OF_STATUS, UNLISTED_STATUS_CODE);
