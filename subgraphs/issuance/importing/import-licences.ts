import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import { permitNumberKey } from '../../domain/permit-number-key.ts';
import type { PermitRecord } from '../../domain/permit-record.ts';
import { isEnded } from '../../domain/permit-status.ts';
import { CompositeLicence } from '../entities/composite-licence.ts';
import { LastKnownRecord } from '../entities/last-known-record.ts';
import { LicenceVersion } from '../entities/licence-version.ts';
import { PermitEntry } from '../entities/permit-entry.ts';
import { faceOf } from '../observing/apply-observations.ts';

/** A licence issued elsewhere, with what its departments said of its permits when they were read. */
export interface LicenceToImport {
  number: string;
  industry: { code: string; name: string };
  minimum: number;
  holder: { uscc: string; name: string };
  premises: { regionCode: string; address: string };
  issuer: { name: string; regionCode: string };
  /** RFC 3339. */
  issuedAt: string;
  permits: readonly PermitToImport[];
}

export interface PermitToImport {
  /** Of the entry, made by the importer, so that records read for it can be matched. */
  id: string;
  department: string;
  permitType: string;
  number: string;
  /** Absent where the permit has never been read. */
  known?: { record: PermitRecord; confirmedAt: string };
}

/** Takes over licences that exist already, all or none. @returns how many */
export async function importLicences(em: EntityManager, given: readonly LicenceToImport[]): Promise<number> {
  const at = new Date();
  const rows = given.map((licence) => rowsOf(licence));
  await em.fork().transactional(async (tx) => {
    await tx.insertMany(
      CompositeLicence,
      rows.map(({ licence }) => licence),
    );
    await tx.insertMany(
      PermitEntry,
      rows.flatMap(({ entries }) => entries),
    );
    await tx.insertMany(
      LastKnownRecord,
      rows.flatMap(({ known }) => [...known.values()]),
    );
    await tx.insertMany(
      LicenceVersion,
      rows.map(({ licence, entries, known }) => ({
        id: uuid(),
        licenceId: licence.id,
        regionCode: licence.regionCode,
        version: 1,
        face: faceOf(licence, entries, known, at),
        createdAt: at,
      })),
    );
  });
  return given.length;
}

interface LicenceRows {
  licence: CompositeLicence;
  entries: PermitEntry[];
  /** By entry. */
  known: Map<string, LastKnownRecord>;
}

function rowsOf(given: LicenceToImport): LicenceRows {
  const regionCode = given.premises.regionCode;
  const licence: CompositeLicence = {
    id: uuid(),
    number: given.number,
    version: 1,
    regionCode,
    industryCode: given.industry.code,
    industryName: given.industry.name,
    minimum: given.minimum,
    holderUscc: given.holder.uscc,
    holderName: given.holder.name,
    premisesAddress: given.premises.address,
    issuerRegionCode: given.issuer.regionCode,
    issuerName: given.issuer.name,
    issuedAt: new Date(given.issuedAt),
  };
  const known = new Map<string, LastKnownRecord>();
  const entries = given.permits.map((permit, position): PermitEntry => {
    if (permit.known) {
      const { record, confirmedAt } = permit.known;
      known.set(permit.id, {
        entryId: permit.id,
        regionCode,
        revision: 1,
        confirmedAt: new Date(confirmedAt),
        status: record.status,
        validTo: record.validTo,
        record,
      });
    }
    return {
      id: permit.id,
      licenceId: licence.id,
      regionCode,
      position,
      department: permit.department,
      permitType: permit.permitType,
      number: permit.number,
      numberKey: permitNumberKey(permit.number),
      onFace: !(permit.known && isEnded(permit.known.record.status)),
    };
  });
  return { licence, entries, known };
}
