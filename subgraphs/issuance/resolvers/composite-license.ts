import type { CompositeLicenseResolvers } from '../../../schema/generated/issuance.ts';
import { compositeStatus } from '../../domain/composite-status.ts';
import type { Freshness } from '../../domain/freshness.ts';
import type { PermitStatus } from '../../domain/permit-status.ts';
import { FINDING_READ, holdsScope } from '../../domain/scopes.ts';
import { worstFreshness } from '../../domain/worst-freshness.ts';
import { hubError } from '../../platform/hub-error.ts';
import { readFace, type LicenceModel } from '../licence-model.ts';
import type { StoredFinding, StoredLicence } from '../reading/licence-row.ts';

/** A permit as the router hands it back: what its adapter answered, empty where that is dead. */
interface AnsweredPermit {
  status?: PermitStatus | null;
  freshness?: Partial<Freshness> | null;
}

/** `status` and `freshness` stand on the very answer: the router sends it with the reference. */
type Reference = LicenceModel & { subPermits?: readonly (AnsweredPermit | null)[] };

export const compositeLicense: CompositeLicenseResolvers = {
  __resolveReference: (reference) => reference,

  version: (licence) => stored(licence).version,
  industry: (licence) => stored(licence).industry,
  holder: (licence) => stored(licence).holder,
  premises: (licence) => ({
    regionCode: stored(licence).regionCode,
    address: stored(licence).premisesAddress,
  }),
  issuer: (licence) => ({ name: stored(licence).issuerName }),
  issuedAt: (licence) => stored(licence).issuedAt,
  subPermits: (licence) => stored(licence).entries,

  status(licence) {
    const { minimum, onFace } = readFace(licence.face);
    const permits = answered(licence);
    return compositeStatus({
      minimum,
      permits: onFace.map((shown, position) => ({
        onFace: shown,
        status: permits[position]?.status,
        state: permits[position]?.freshness?.state,
      })),
    });
  },

  freshness: (licence) => worstFreshness(answered(licence).map((permit) => permit?.freshness)),

  findings(licence, _, context) {
    if (!holdsScope(context.caller, FINDING_READ)) throw hubError('FORBIDDEN_FIELD');
    return (stored(licence).findings ?? []).map((finding) => {
      const { department } = context.caller;
      if (department === undefined || department === finding.department) return finding;
      return hubError(
        'FORBIDDEN_FIELD',
        `This finding is about a permit of ${finding.department}; ask that department.`,
      );
      // graphql-js reports an error found in a list at its place and shows null there.
    }) as StoredFinding[];
  },
};

function answered(licence: LicenceModel): readonly (AnsweredPermit | null)[] {
  return (licence as Reference).subPermits ?? [];
}

function stored(licence: LicenceModel): StoredLicence {
  if (!licence.stored) throw new TypeError('only status and freshness can be resolved by reference');
  return licence.stored;
}
