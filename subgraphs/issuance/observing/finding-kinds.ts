import type { PermitRecord } from '../../domain/permit-record.ts';
import { PERMIT_STATUS_NAMES } from '../../domain/permit-status.ts';

export interface NewFinding {
  kind: string;
  detail: string;
}

/** Labels of what may change, for people. */
const LABELS: Readonly<Record<string, string>> = {
  status: '状态',
  validFrom: '有效期起',
  validTo: '有效期止',
  scope: '许可项目',
  holderName: '持证主体',
  holderUscc: '统一社会信用代码',
  address: '经营场所',
  issuedBy: '发证机关',
};

/** Fields whose change alone is no change of the permit. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['remarks', 'sourceVersion']);

/**
 * What a new record gives reason to find: `CHANGE_SEEN` where the permit itself differs from what was known, and one
 * for each remark that was not there before (named by the remark's code). The first record of a permit changes
 * nothing.
 */
export function findingsOf(before: PermitRecord | null, after: PermitRecord): NewFinding[] {
  const known = new Set(before?.remarks.map(({ code }) => code));
  const findings: NewFinding[] = after.remarks
    .filter(({ code }) => !known.has(code))
    .map(({ code, message }) => ({ kind: code, detail: message }));
  if (before) {
    const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (field) => !BOOKKEEPING.has(field) && !sameText(before[field], after[field]),
    );
    if (changed.length > 0)
      findings.unshift({ kind: 'CHANGE_SEEN', detail: describe(changed, before, after) });
  }
  return findings;
}

/** Names of holders and places are personal data where the holder is a person: named, not quoted. */
function describe(fields: readonly string[], before: PermitRecord, after: PermitRecord): string {
  const parts = fields.map((field) => {
    const label = LABELS[field] ?? field;
    switch (field) {
      case 'status':
        return `${label}由“${PERMIT_STATUS_NAMES[before.status]}”变为“${PERMIT_STATUS_NAMES[after.status]}”`;
      case 'validFrom':
      case 'validTo':
        return `${label}由 ${before[field] ?? '无'} 变为 ${after[field] ?? '无'}`;
      default:
        return `${label}有变更`;
    }
  });
  return `部门系统中的许可已变更：${parts.join('；')}`;
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
