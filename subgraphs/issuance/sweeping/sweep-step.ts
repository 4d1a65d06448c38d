import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { permitNumberKey } from '../../domain/permit-number-key.ts';
import type { Observation } from '../../domain/permit-record.ts';
import type { BusinessClock } from '../../platform/business-clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SubgraphService } from '../../platform/subgraph-service.ts';
import { applyObservations } from '../observing/apply-observations.ts';
import { noteNotices, type Notice } from '../reporting/note-notices.ts';
import { askChanges, type ChangePage } from './ask-changes.ts';
import { heldEntries, type HeldEntry } from './held-entries.ts';
import { readTruth } from './read-truth.ts';
import { isSuddenFall, totalsAfter } from './sudden-fall.ts';
import { readSweepState, writeSweepState } from './sweep-state.ts';
import { weighChange } from './weigh-change.ts';

export interface SweepTools {
  em: EntityManager;
  pool: Pool;
  clock: BusinessClock;
  log: Logger;
  /** Has permits asked about by a job of their own. @param transaction with which it is enqueued */
  attend(department: string, numbers: readonly string[], transaction?: PoolClient): Promise<void>;
}

/** A department as the sweep reaches it: its adapter's two schemas. */
export interface SweptDepartment {
  code: string;
  permits: SubgraphService;
  contract: SubgraphService;
}

export type StepOutcome =
  | { kind: 'MORE' | 'DONE' | 'HELD' | 'NOT_SUPPORTED' }
  | { kind: 'FAILED'; failures: number; retryAfterMs: number };

/**
 * One step with one department: asks what changed since the cursor, asks by number about what differs from the last
 * known records, takes that in like any live read, and moves the cursor on. A step that is cut off anywhere is done
 * again, to the same effect.
 */
export async function sweepStep(
  department: SweptDepartment,
  tools: SweepTools,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const { pool, log } = tools;
  const { code } = department;
  const state = await readSweepState(pool, code);
  const answer = await askChanges(department.contract, state.cursor, signal);
  switch (answer.kind) {
    case 'NOT_SUPPORTED':
      return { kind: 'NOT_SUPPORTED' };
    case 'UNKNOWN_CURSOR':
      log.warn({ department: code }, 'the adapter does not know the cursor any more: the sweep begins anew');
      await writeSweepState(pool, code, { state: { ...state, cursor: null }, fault: null, finished: false });
      return { kind: 'MORE' };
    case 'FAULT': {
      const failures = state.failures + 1;
      await writeSweepState(pool, code, {
        state: { ...state, failures },
        fault: answer.reason,
        finished: false,
      });
      log.info({ department: code, reason: answer.reason, failures }, 'sweep put off');
      return { kind: 'FAILED', failures, retryAfterMs: answer.retryAfterMs };
    }
    case 'PAGE':
      break;
  }
  const { page } = answer;
  const now = new Date();
  if (isSuddenFall(state, page.total, now)) {
    log.error(
      { department: code, before: state.total, now: page.total },
      'ALARM: the department suddenly has over a fifth fewer permits; its changes are held back',
    );
    const held = { heldSince: state.heldSince ?? now.toISOString(), heldTotal: page.total };
    await writeSweepState(pool, code, {
      state: { ...state, ...held },
      fault: 'SUDDEN_FALL',
      finished: false,
    });
    return { kind: 'HELD' };
  }
  await takeIn(department, page, tools, signal);
  if (page.skipped > 0) log.warn({ department: code, rows: page.skipped }, 'rows of the sweep not believed');
  await writeSweepState(pool, code, {
    state: {
      ...state,
      cursor: page.cursor,
      failures: 0,
      heldSince: null,
      heldTotal: null,
      // Of the whole round: while it goes on, the department may still be filling up.
      ...(page.more ? {} : totalsAfter(state, page.total, now)),
    },
    fault: null,
    finished: !page.more,
  });
  return { kind: page.more ? 'MORE' : 'DONE' };
}

async function takeIn(
  department: SweptDepartment,
  page: ChangePage,
  tools: SweepTools,
  signal: AbortSignal,
): Promise<void> {
  const { pool, clock } = tools;
  const changes = Map.groupBy(page.changes, ({ number }) => permitNumberKey(number));
  const asOf = new Date(page.asOf);
  const doubtful: HeldEntry[] = [];
  const confirmations: Observation[] = [];
  for (const entry of await heldEntries(pool, department.code, [...changes.keys()])) {
    // A permit that was never read is read when somebody asks for it: it has changed from nothing.
    const { lastKnown } = entry;
    if (!lastKnown) continue;
    const weights = (changes.get(entry.numberKey) ?? []).map(({ record }) =>
      weighChange(lastKnown, record, asOf),
    );
    if (weights.includes('DIFFERENT')) doubtful.push(entry);
    else if (weights.includes('SAME')) confirmations.push(confirmation(entry, asOf));
  }
  const { observations, unanswered } = await readTruth(department.permits, department.code, doubtful, signal);
  await applyObservations(tools.em, [...confirmations, ...observations], clock);
  if (unanswered.length > 0) {
    await tools.attend(
      department.code,
      unanswered.map(({ number }) => number),
    );
  }
  await note(department.code, page.notices, tools);
}

function confirmation({ id, lastKnown }: HeldEntry, asOf: Date): Observation {
  return { permitId: id, baseRevision: lastKnown?.revision ?? 0, observedAt: asOf.toISOString() };
}

/** What a department leaves to be fetched is noted like what it brings. */
async function note(department: string, notices: readonly Notice[], tools: SweepTools): Promise<void> {
  await noteNotices(department, notices, {
    pool: tools.pool,
    clock: tools.clock,
    attend: (numbers, transaction) => tools.attend(department, numbers, transaction),
  });
}
