import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import type { Observation, PermitRecord } from '../../domain/permit-record.ts';
import type { BusinessClock } from '../../platform/business-clock.ts';
import { CompositeLicence } from '../entities/composite-licence.ts';
import { Finding } from '../entities/finding.ts';
import { LastKnownRecord } from '../entities/last-known-record.ts';
import { LicenceVersion } from '../entities/licence-version.ts';
import { PermitEntry } from '../entities/permit-entry.ts';
import { facePermit, sameFace, type LicenceFace } from '../face.ts';
import { mustBeReported, reportDeadline } from '../reporting/report-deadline.ts';
import { settleEntries, uuidArray } from '../reporting/settle-notices.ts';
import { findingsOf, type NewFinding } from './finding-kinds.ts';
import { standsOnFace, weighObservation } from './weigh-observation.ts';

export interface RecordedObservations {
  changed: number;
  confirmed: number;
  dropped: number;
}

/**
 * Takes in what adapters saw: one transaction for each licence, whose row is locked first, so that one change is one
 * revision, one version and one set of findings however many saw it at once.
 */
export async function applyObservations(
  em: EntityManager,
  observations: readonly Observation[],
  clock: BusinessClock,
): Promise<RecordedObservations> {
  const total: RecordedObservations = { changed: 0, confirmed: 0, dropped: 0 };
  const entries = await em
    .fork()
    .find(PermitEntry, { id: { $in: [...new Set(observations.map((o) => o.permitId))] } });
  // Before any transaction is open: inside, it would need a second connection.
  const seenAt = await clock.now();
  const licenceOf = new Map(entries.map((entry) => [entry.id, entry.licenceId]));
  const byLicence = Map.groupBy(observations, ({ permitId }) => licenceOf.get(permitId));
  for (const [licenceId, ofLicence] of byLicence) {
    if (licenceId === undefined) {
      total.dropped += ofLicence.length;
      continue;
    }
    const done = await em.fork().transactional((tx) => applyToLicence(tx, licenceId, ofLicence, seenAt));
    total.changed += done.changed;
    total.confirmed += done.confirmed;
    total.dropped += done.dropped;
  }
  return total;
}

async function applyToLicence(
  em: EntityManager,
  licenceId: string,
  observations: readonly Observation[],
  seenAt: Date,
): Promise<RecordedObservations> {
  const done: RecordedObservations = { changed: 0, confirmed: 0, dropped: 0 };
  const licence = await em.findOneOrFail(CompositeLicence, licenceId, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
  });
  const entries = await em.find(PermitEntry, { licenceId }, { orderBy: { position: 'asc' } });
  const known = new Map(
    (await em.find(LastKnownRecord, { entryId: { $in: entries.map(({ id }) => id) } })).map((record) => [
      record.entryId,
      record,
    ]),
  );
  /** Entries of whose change the department has to tell. */
  const changed: string[] = [];
  let latest: Date | undefined;
  for (const observation of observations) {
    const entry = entries.find(({ id }) => id === observation.permitId);
    if (!entry) continue;
    const last = known.get(entry.id);
    const observedAt = new Date(observation.observedAt);
    const weight = weighObservation(last, observation);
    if (weight === 'DROPPED') {
      done.dropped += 1;
      continue;
    }
    if (observation.finding) {
      await openFinding(em, entry, observation.finding, last?.revision ?? 0, observedAt);
    }
    if (weight === 'CONFIRMS' && last) {
      last.confirmedAt = observedAt;
      done.confirmed += 1;
    }
    if (weight !== 'CHANGES' || !observation.record) continue;
    const revision = observation.baseRevision + 1;
    for (const finding of findingsOf(last?.record ?? null, observation.record)) {
      const toBeTold =
        finding.kind === 'CHANGE_SEEN' && last && mustBeReported(last.record, observation.record, seenAt);
      const change = toBeTold ? { seenAt, from: last.record, to: observation.record } : null;
      await openFinding(em, entry, finding, revision, observedAt, change);
      if (change) changed.push(entry.id);
    }
    known.set(entry.id, keep(em, entry, last, observation.record, revision, observedAt));
    entry.onFace = standsOnFace(entry.onFace, observation.record);
    latest = !latest || observedAt > latest ? observedAt : latest;
    done.changed += 1;
  }
  if (latest) await raiseVersion(em, licence, entries, known, latest);
  await em.flush();
  // A notice may have come first.
  if (changed.length > 0) await em.execute(settleEntries('?'), [uuidArray(changed)]);
  return done;
}

function keep(
  em: EntityManager,
  entry: PermitEntry,
  last: LastKnownRecord | undefined,
  record: PermitRecord,
  revision: number,
  observedAt: Date,
): LastKnownRecord {
  const fields = {
    revision,
    confirmedAt: observedAt,
    status: record.status,
    validTo: record.validTo,
    record,
  };
  if (last) return em.assign(last, fields);
  return em.create(LastKnownRecord, { entryId: entry.id, regionCode: entry.regionCode, ...fields });
}

async function raiseVersion(
  em: EntityManager,
  licence: CompositeLicence,
  entries: readonly PermitEntry[],
  known: ReadonlyMap<string, LastKnownRecord>,
  at: Date,
): Promise<void> {
  const current = await em.findOneOrFail(LicenceVersion, { licenceId: licence.id, version: licence.version });
  const face = faceOf(licence, entries, known, at);
  if (sameFace(current.face, face)) return;
  licence.version += 1;
  em.create(LicenceVersion, {
    id: uuid(),
    licenceId: licence.id,
    regionCode: licence.regionCode,
    version: licence.version,
    face,
    createdAt: at,
  });
}

/** The face as it reads at a moment, from the records that are known. */
export function faceOf(
  licence: CompositeLicence,
  entries: readonly PermitEntry[],
  known: ReadonlyMap<string, { record: PermitRecord }>,
  at: Date,
): LicenceFace {
  return {
    holder: { uscc: licence.holderUscc, name: licence.holderName },
    premises: { regionCode: licence.regionCode, address: licence.premisesAddress },
    industry: { code: licence.industryCode, name: licence.industryName },
    issuer: { name: licence.issuerName },
    permits: entries
      .filter(({ onFace }) => onFace)
      .map((entry) => facePermit(entry, known.get(entry.id)?.record ?? null, at)),
  };
}

/** A change of which the department has to tell. */
interface ChangeToTell {
  /** By business time. */
  seenAt: Date;
  from: PermitRecord;
  to: PermitRecord;
}

function versionOf({ sourceVersion }: PermitRecord): number | null {
  return typeof sourceVersion === 'number' ? sourceVersion : null;
}

/** Once for each revision of a record, however often it is seen. */
async function openFinding(
  em: EntityManager,
  entry: PermitEntry,
  { kind, detail }: NewFinding,
  revision: number,
  openedAt: Date,
  change: ChangeToTell | null = null,
): Promise<void> {
  await em
    .createQueryBuilder(Finding)
    .insert({
      id: uuid(),
      licenceId: entry.licenceId,
      entryId: entry.id,
      regionCode: entry.regionCode,
      department: entry.department,
      kind,
      detail,
      revision,
      openedAt,
      seenAt: change?.seenAt,
      dueAt: change && reportDeadline(change.seenAt, entry.regionCode),
      versionFrom: change && versionOf(change.from),
      versionTo: change && versionOf(change.to),
    })
    .onConflict(['entryId', 'kind', 'revision'])
    .ignore()
    .execute();
}
