import type { PermitStatus } from './permit-status.ts';

/** Something odd that a department sent, kept beside the value that it made unusable. */
export interface PermitRemark {
  /** Stable code, e.g. `DATE_UNREADABLE`. */
  code: string;
  /** For people, in Chinese; never personal data. */
  message: string;
}

/** What every permit type has. Dates are `YYYY-MM-DD`, null where open-ended, absent or unreadable. */
export interface CommonPermitFields {
  status: PermitStatus;
  validFrom: string | null;
  validTo: string | null;
  /** Scope of business (许可项目). */
  scope: readonly string[] | null;
  holderName: string | null;
  /** 统一社会信用代码; null where the department's value is none. */
  holderUscc: string | null;
  address: string | null;
  /** Issuing authority as the department writes it. */
  issuedBy: string | null;
  remarks: readonly PermitRemark[];
}

type FieldValue = string | number | boolean | readonly string[] | readonly PermitRemark[] | null;

/**
 * One statutory permit as its department states it: canonical words, in the shape of its GraphQL type (the fields
 * of the one permit type lie beside the common ones). The clock is not applied: `status` may be VALID past
 * `validTo` (see `effectiveStatus`).
 */
export type PermitRecord = CommonPermitFields & Record<string, FieldValue>;

/** The record kept by issuance, and what travels in a representation. */
export interface LastKnown {
  /** Rises with every change; the base of an observation. */
  revision: number;
  /** RFC 3339: when the department last confirmed the record. */
  confirmedAt: string;
  record: PermitRecord;
}

/** What a live read saw that the last known record does not say. */
export interface Observation {
  permitId: string;
  /** Revision of the last known record that travelled in; 0 where nothing was known. */
  baseRevision: number;
  /** RFC 3339: when the call that saw it was sent. */
  observedAt: string;
  /** Absent where the record was only confirmed. */
  record?: PermitRecord;
  /** A finding beside the record, e.g. `VERSION_WENT_BACK`. */
  finding?: { kind: string; detail: string };
}

/** The record of a permit that a healthy department does not have. */
export const ABSENT_RECORD: PermitRecord = Object.freeze({
  status: 'UNKNOWN',
  validFrom: null,
  validTo: null,
  scope: null,
  holderName: null,
  holderUscc: null,
  address: null,
  issuedBy: null,
  remarks: Object.freeze([]),
});
