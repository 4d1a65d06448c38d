import { regionPrefix } from '../../../subgraphs/domain/region.ts';
import type { Logger } from '../../../subgraphs/platform/logger.ts';
import { writeRequestFile, type RequestFile, type RequestItems } from './request-file.ts';

export interface RequestDeskOptions {
  /** Our clock, milliseconds since 1970. */
  now: () => number;
  log: Logger;
}

/** The bureau takes one request file in this time. */
export const REQUEST_EVERY_MS = 10_000;
const MOST_NUMBERS_A_FILE = 500;
const MOST_WAITING = 5_000;
/** The bureau answers within ten minutes. */
const ANSWER_WITHIN_MS = 15 * 60_000;
const FULL_AGAIN_AFTER_MS = 5 * 60_000;

interface Outstanding extends RequestFile {
  sentAt: number;
}

/**
 * What is to be asked of the bureau by request files: gathered, since one file may go every ten seconds, and each
 * carries many items of one region.
 */
export function createRequestDesk({ now, log }: RequestDeskOptions) {
  /** Region → numbers, in the order in which they were wanted. */
  const waiting = new Map<string, Set<string>>();
  const fullWanted = new Set<string>();
  const fullAskedAt = new Map<string, number>();
  const outstanding = new Map<string, Outstanding>();
  let waitingCount = 0;
  let draft: RequestFile | null = null;
  let lastSentAt = -Infinity;

  function isAsked(number: string): boolean {
    for (const { items } of outstanding.values()) {
      if ('numbers' in items && items.numbers.includes(number)) return true;
    }
    return draft !== null && 'numbers' in draft.items && draft.items.numbers.includes(number);
  }
  function nextItems(): { region: string; items: RequestItems } | null {
    const [region] = fullWanted;
    if (region !== undefined) {
      fullWanted.delete(region);
      return { region, items: { full: true } };
    }
    const [next] = waiting;
    if (next === undefined) return null;
    const numbers = [...next[1]].slice(0, MOST_NUMBERS_A_FILE);
    for (const number of numbers) next[1].delete(number);
    waitingCount -= numbers.length;
    // To the end of the row, with what is left: no region can keep the others waiting.
    waiting.delete(next[0]);
    if (next[1].size > 0) waiting.set(next[0], next[1]);
    return { region: next[0], items: { numbers } };
  }

  return {
    /** Wants newer rows of permits. @param region of the files that have them */
    want(region: string, numbers: readonly string[]): void {
      for (const number of numbers) {
        if (waitingCount >= MOST_WAITING || !number.startsWith(regionPrefix(region)) || isAsked(number))
          continue;
        const ofRegion = waiting.get(region) ?? new Set();
        waiting.set(region, ofRegion);
        if (ofRegion.has(number)) continue;
        ofRegion.add(number);
        waitingCount += 1;
      }
    },
    /** Wants a full file: the sequence has a hole. Asked again only after five minutes. */
    wantFull(region: string): void {
      if (now() - (fullAskedAt.get(region) ?? -Infinity) < FULL_AGAIN_AFTER_MS) return;
      fullAskedAt.set(region, now());
      fullWanted.add(region);
    },
    /** The request to send now; the same one until it was sent. Null: nothing to ask, or too soon. */
    next(): RequestFile | null {
      if (draft) return draft;
      if (now() - lastSentAt < REQUEST_EVERY_MS) return null;
      const wanted = nextItems();
      if (wanted) draft = writeRequestFile(wanted.region, wanted.items, now(), 0);
      return draft;
    },
    /** Another request has this name: the same content under the next one. */
    rename(request: RequestFile, turn: number): RequestFile {
      draft = writeRequestFile(request.region, request.items, now(), turn);
      return draft;
    },
    sent(request: RequestFile): void {
      draft = null;
      lastSentAt = now();
      outstanding.set(request.answerName, { ...request, sentAt: lastSentAt });
    },
    /** Requests whose answers are awaited. */
    awaited(): readonly RequestFile[] {
      for (const [name, { sentAt }] of outstanding) {
        if (now() - sentAt <= ANSWER_WITHIN_MS) continue;
        outstanding.delete(name);
        log.warn({ file: name }, 'the bureau did not answer a request file');
      }
      return [...outstanding.values()];
    },
    answered(request: RequestFile): void {
      outstanding.delete(request.answerName);
    },
    /** Milliseconds until there is something to do; Infinity: nothing. */
    waitMs(): number {
      if (outstanding.size > 0) return 1_000;
      if (draft === null && waitingCount === 0 && fullWanted.size === 0) return Infinity;
      return Math.max(0, lastSentAt + REQUEST_EVERY_MS - now());
    },
  };
}

export type RequestDesk = ReturnType<typeof createRequestDesk>;
