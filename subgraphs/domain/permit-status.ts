/** Canonical status of a statutory permit (许可状态); every department's vocabulary maps onto it. */
export const PERMIT_STATUSES = [
  'VALID', // 有效
  'RENEWAL_PENDING', // 延续审查中
  'SUSPENDED', // 停业、暂扣
  'EXPIRED', // 过期
  'LAPSED', // 失效、歇业
  'WITHDRAWN', // 撤回
  'RESCINDED', // 撤销
  'CANCELLED', // 注销
  'REVOKED', // 吊销
  'UNKNOWN', // the system of record answered with something nobody can read
] as const;

export type PermitStatus = (typeof PERMIT_STATUSES)[number];

/** As users read them. */
export const PERMIT_STATUS_NAMES: Readonly<Record<PermitStatus, string>> = {
  VALID: '有效',
  RENEWAL_PENDING: '延续审查中',
  SUSPENDED: '停业',
  EXPIRED: '过期',
  LAPSED: '失效',
  WITHDRAWN: '撤回',
  RESCINDED: '撤销',
  CANCELLED: '注销',
  REVOKED: '吊销',
  UNKNOWN: '无法识别',
};

const IN_FORCE: ReadonlySet<PermitStatus> = new Set(['VALID', 'RENEWAL_PENDING']);
const ENDED: ReadonlySet<PermitStatus> = new Set([
  'LAPSED',
  'WITHDRAWN',
  'RESCINDED',
  'CANCELLED',
  'REVOKED',
]);

/** Whether the holder may act on the permit. A renewal asked for in time counts (行政许可法 art. 50). */
export function isInForce(status: PermitStatus): boolean {
  return IN_FORCE.has(status);
}

/** Whether the permit has come to its end in law, so that its entry leaves the face of the composite licence. */
export function isEnded(status: PermitStatus): boolean {
  return ENDED.has(status);
}
