import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';

/** What a decision does to a permit that exists (行政许可法 on each); `GRANT` makes one. */
export type PermitStep =
  | 'VARY' // 变更
  | 'ACCEPT_RENEWAL' // 受理延续
  | 'RENEW' // 延续
  | 'SUSPEND' // 停业、暂扣
  | 'RESUME' // 恢复
  | 'CANCEL' // 注销
  | 'WITHDRAW' // 撤回
  | 'RESCIND' // 撤销
  | 'REVOKE' // 吊销
  | 'LAPSE'; // 失效

export type RegistryVerb = 'GRANT' | PermitStep;

interface StepRule {
  from: readonly PermitStatus[];
  /** `SAME`: as it was; `BEFORE_SUSPENSION`: as it was before it was suspended. */
  to: PermitStatus | 'SAME' | 'BEFORE_SUSPENSION';
}

const RUNNING: readonly PermitStatus[] = ['VALID', 'RENEWAL_PENDING', 'SUSPENDED'];

/**
 * Every step that there is; what does not stand here is illegal. Statuses are those of the day of the decision, past
 * its end a `VALID` permit is `EXPIRED`: it can no longer be renewed, unless renewal was asked for in time (art. 50).
 * Striking off (art. 70) also closes what has already ended in another way. Nothing leads out of `CANCELLED`.
 */
const STEPS: Readonly<Record<PermitStep, StepRule>> = {
  VARY: { from: RUNNING, to: 'SAME' },
  ACCEPT_RENEWAL: { from: ['VALID'], to: 'RENEWAL_PENDING' },
  RENEW: { from: ['VALID', 'RENEWAL_PENDING'], to: 'VALID' },
  SUSPEND: { from: ['VALID', 'RENEWAL_PENDING'], to: 'SUSPENDED' },
  RESUME: { from: ['SUSPENDED'], to: 'BEFORE_SUSPENSION' },
  CANCEL: {
    from: [...RUNNING, 'EXPIRED', 'LAPSED', 'WITHDRAWN', 'RESCINDED', 'REVOKED'],
    to: 'CANCELLED',
  },
  WITHDRAW: { from: RUNNING, to: 'WITHDRAWN' },
  RESCIND: { from: [...RUNNING, 'EXPIRED', 'LAPSED'], to: 'RESCINDED' },
  REVOKE: { from: [...RUNNING, 'EXPIRED'], to: 'REVOKED' },
  LAPSE: { from: [...RUNNING, 'EXPIRED'], to: 'LAPSED' },
};

/**
 * Where a step leads from a status.
 * @param beforeSuspension status that the suspension interrupted; null where it is not known
 * @returns null where the step is illegal
 */
export function statusAfter(
  step: PermitStep,
  from: PermitStatus,
  beforeSuspension: PermitStatus | null,
): PermitStatus | null {
  const { from: allowed, to } = STEPS[step];
  if (!allowed.includes(from)) return null;
  switch (to) {
    case 'SAME':
      return from;
    case 'BEFORE_SUSPENSION':
      return beforeSuspension ?? 'VALID';
    default:
      return to;
  }
}
