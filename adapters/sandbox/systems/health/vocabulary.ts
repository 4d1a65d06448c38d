import type { PermitStatus } from '../../../../subgraphs/domain/permit-status.ts';
import { createStatusWords } from '../../core/status-words.ts';

/** 状态 `ZT` and its name `ZTMC`, as the vendor's manual lists them. */
const NAME_OF_STATUS: ReadonlyMap<string, string> = new Map([
  ['01', '正常'],
  ['02', '变更'],
  ['03', '延续'],
  ['04', '注销'],
  ['05', '撤销'],
  ['06', '吊销'],
  ['07', '过期未延续'],
  ['09', '延续受理'],
  ['10', '停业'],
  ['11', '撤回'],
  ['99', '其他'],
]);

const CODE_OF_STATUS: Partial<Record<PermitStatus, string>> = {
  VALID: '01',
  CANCELLED: '04',
  RESCINDED: '05',
  REVOKED: '06',
  EXPIRED: '07',
  RENEWAL_PENDING: '09',
  SUSPENDED: '10',
  WITHDRAWN: '11',
};

/** 类别 `LB` of the places that the manual lists; everything else is 99. */
const CODE_OF_CATEGORY: ReadonlyMap<string, string> = new Map([
  ['住宿场所', '01'],
  ['公共浴室', '02'],
  ['理发店、美容店', '03'],
  ['歌舞厅', '04'],
  ['影剧院', '05'],
  ['游艺厅', '06'],
  ['商场', '07'],
]);

/** In no manual: what appears when somebody extends a code table without telling anyone. */
export const UNLISTED_STATUS_CODE = '47';

export const LISTED_STATUS_CODES: readonly string[] = [...NAME_OF_STATUS.keys()];

/** @throws NotInVocabulary for LAPSED: hygiene permits have no 歇业 */
export const statusCode = createStatusWords('health', CODE_OF_STATUS, UNLISTED_STATUS_CODE);

/** Empty where the code is in no manual. */
export function statusName(code: string): string {
  return NAME_OF_STATUS.get(code) ?? '';
}

export function categoryCode(category: string): string {
  return CODE_OF_CATEGORY.get(category) ?? '99';
}
