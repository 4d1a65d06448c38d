/** Who may act in the hub; the gateway takes them from a verified token. */
export const ROLES = [
  'applicant', // 申请人
  'clerk', // 窗口人员
  'officer', // 审批人员 of a department
  'inspector', // 核查人员
  'lead', // 牵头部门
  'issuer', // 发证机关
  'regulator', // 监管人员
  'service', // another system
] as const;

export type Role = (typeof ROLES)[number];

/** The caller of an operation as every role of the hub knows it. */
export interface Caller {
  role: Role | 'anonymous';
  /** Subject of the token; null when anonymous. */
  id: string | null;
  /** 行政区划代码 (GB/T 2260), six digits. */
  region?: string;
  /** Department code, e.g. `food`. */
  department?: string;
  /** Authority (主管部门) that an officer of the registry acts for, by its code in the catalogue, e.g. `public-security`. */
  authority?: string;
  /** 统一社会信用代码 of an applicant. */
  uscc?: string;
}

export const ANONYMOUS: Caller = Object.freeze({ role: 'anonymous', id: null });
