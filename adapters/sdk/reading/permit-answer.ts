import {
  ABSENT_RECORD,
  type LastKnown,
  type Observation,
  type PermitRecord,
} from '../../../subgraphs/domain/permit-record.ts';
import { showLastKnown, showLive, type ShownPermit } from '../../../subgraphs/domain/shown-permit.ts';
import { markPastEndDate } from './past-end-date.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { sameRecord } from '../../../subgraphs/domain/same-record.ts';

/** A permit as it travels to its adapter: the key, and what issuance last knew of it. */
export interface PermitRepresentation {
  id: string;
  number: string;
  lastKnown: LastKnown | null;
}

export interface PermitAnswer {
  shown: ShownPermit;
  /** What the last known record does not say yet; undefined where it says all. */
  observation?: Observation;
}

/** A record is confirmed at most this often, milliseconds. */
const CONFIRM_AFTER_MS = 60_000;

/**
 * What the hub shows of one permit: live where the department answered, the last known record with its reason where
 * it did not, never better than either says.
 * @param source name of the system, in Chinese
 */
export function answerPermit(
  { id, lastKnown }: PermitRepresentation,
  outcome: ReadOutcome,
  source: string,
  now: Date,
): PermitAnswer {
  switch (outcome.kind) {
    case 'FAULT':
      return { shown: showLastKnown(lastKnown, outcome.reason, source, now) };
    case 'ABSENT':
      return {
        shown: showLive(ABSENT_RECORD, outcome.sentAt, 'NOT_FOUND', source, now),
        observation: observe(id, lastKnown, ABSENT_RECORD, outcome.sentAt),
      };
    case 'BATCH':
      return answerBatch(id, lastKnown, outcome, source, now);
    case 'FOUND': {
      const known = lastKnown?.record.sourceVersion;
      if (outcome.version !== undefined && typeof known === 'number' && outcome.version < known) {
        return {
          shown: showLastKnown(lastKnown, 'VERSION_WENT_BACK', source, now),
          observation: {
            ...base(id, lastKnown, outcome.sentAt),
            finding: {
              kind: 'VERSION_WENT_BACK',
              detail: `部门记录版本由 ${known} 退回到 ${outcome.version}`,
            },
          },
        };
      }
      const record = markPastEndDate(outcome.record, now);
      return {
        shown: showLive(record, outcome.sentAt, null, source, now),
        observation: observe(id, lastKnown, record, outcome.sentAt),
      };
    }
  }
}

/**
 * Never live, however new the file: shown as of the file, or as last known where that is newer (a file that was written
 * earlier never overwrites). A permit that the files lack is not taken away, since a batch may have a hole: it is shown
 * as last known, and the absence is a finding.
 */
function answerBatch(
  id: string,
  lastKnown: LastKnown | null,
  outcome: Extract<ReadOutcome, { kind: 'BATCH' }>,
  source: string,
  now: Date,
): PermitAnswer {
  const { record } = outcome;
  // A department whose clock is ahead must not close the door on what comes after.
  const asOf = outcome.asOf === null ? null : Math.min(outcome.asOf, now.getTime());
  const lastKnownShown = () => showLastKnown(lastKnown, 'BATCH_ONLY', source, now);
  if (asOf === null || (lastKnown && asOf < Date.parse(lastKnown.confirmedAt))) {
    return { shown: lastKnownShown() };
  }
  if (record === null) {
    const shown = lastKnownShown();
    if (!lastKnown) return { shown };
    const finding = { kind: 'NOT_IN_BATCH', detail: '部门最近的批量文件中没有此证，仍按上次所知显示' };
    return { shown, observation: { ...base(id, lastKnown, asOf), finding } };
  }
  const marked = markPastEndDate(record, now);
  const confirmedAt = new Date(asOf).toISOString();
  return {
    shown: showLastKnown({ revision: 0, confirmedAt, record: marked }, 'BATCH_ONLY', source, now),
    observation: observe(id, lastKnown, marked, asOf),
  };
}

function observe(
  permitId: string,
  lastKnown: LastKnown | null,
  record: PermitRecord,
  sentAt: number,
): Observation | undefined {
  if (!lastKnown || !sameRecord(lastKnown.record, record)) {
    return { ...base(permitId, lastKnown, sentAt), record };
  }
  const unconfirmed = sentAt - Date.parse(lastKnown.confirmedAt) > CONFIRM_AFTER_MS;
  return unconfirmed ? base(permitId, lastKnown, sentAt) : undefined;
}

function base(permitId: string, lastKnown: LastKnown | null, sentAt: number): Observation {
  return { permitId, baseRevision: lastKnown?.revision ?? 0, observedAt: new Date(sentAt).toISOString() };
}
