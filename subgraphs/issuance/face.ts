import { effectiveStatus } from '../domain/effective-status.ts';
import type { PermitRecord } from '../domain/permit-record.ts';
import { isInForce } from '../domain/permit-status.ts';

/** What the certificate shows (证照面). A change of it makes a new version. */
export interface LicenceFace {
  holder: { uscc: string; name: string };
  premises: { regionCode: string; address: string };
  industry: { code: string; name: string };
  issuer: { name: string };
  permits: FacePermit[];
}

export interface FacePermit {
  number: string;
  permitType: string;
  validFrom: string | null;
  validTo: string | null;
  inForce: boolean;
}

/** One entry's line on the face; of a permit never read only number and type are known. */
export function facePermit(
  entry: { number: string; permitType: string },
  record: PermitRecord | null,
  at: Date,
): FacePermit {
  return {
    number: entry.number,
    permitType: entry.permitType,
    validFrom: record?.validFrom ?? null,
    validTo: record?.validTo ?? null,
    inForce: record !== null && isInForce(effectiveStatus(record.status, record.validTo, at)),
  };
}

/** Whether two faces read the same; permits in their order. */
export function sameFace(a: LicenceFace, b: LicenceFace): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

/** jsonb keeps keys in an order of its own. */
function ordered({ holder, premises, industry, issuer, permits }: LicenceFace): unknown {
  return [
    [holder.uscc, holder.name],
    [premises.regionCode, premises.address],
    [industry.code, industry.name],
    issuer.name,
    permits.map((permit) => [
      permit.number,
      permit.permitType,
      permit.validFrom,
      permit.validTo,
      permit.inForce,
    ]),
  ];
}
