import type { Change, ChangesPage, Notice } from '../../sdk/contract.ts';
import { readRecord } from '../record-of-rows.ts';
import { writeCursor, type ChangesCursor, type RegionPosition } from './changes-cursor.ts';
import type { HeldRows, RegionHolding } from './region-holding.ts';

/** Changes in one step. */
const MOST_CHANGES = 500;

/** One file's worth of numbers to go through. */
interface Source {
  sequence: number;
  asOf: number;
  /** An increment is the bureau's own word that it changed a permit. */
  isNotice: boolean;
  /** All rows of the full file: what changed is not known any more. */
  isWhole: boolean;
  numbers: Iterable<number>;
}

/**
 * The next step of a sweep over what is held, file by file in the order of the sequence. One step speaks of one moment
 * only, that of its file, so that nothing that the hub learned later is overwritten.
 *
 * A permit that a file takes out is no change (a batch may have a hole): it shows as `NOT_IN_BATCH` when it is read.
 */
export function nextChangesPage(
  holdings: ReadonlyMap<string, RegionHolding>,
  cursor: ChangesCursor,
  most = MOST_CHANGES,
): ChangesPage {
  const page = createPage(most);
  const regions = new Map(cursor.regions);
  let answersAfter = cursor.answersAfter;
  for (const region of [...holdings.keys()].sort()) {
    if (page.isClosed) break;
    regions.set(region, fillFromFiles(page, holdings.get(region)!, regions.get(region) ?? { after: 0 }));
  }
  if (!page.isClosed) answersAfter = fillFromAnswers(page, holdings, answersAfter);
  const { changes, notices, skipped, asOf, isClosed } = page;
  return {
    changes,
    notices,
    skipped,
    cursor: writeCursor({ isMidway: isClosed, answersAfter, regions }),
    more: isClosed,
    ...(asOf === null ? {} : { asOf: new Date(asOf).toISOString() }),
  };
}

/** @returns how far it came */
function fillFromFiles(page: Page, holding: RegionHolding, from: RegionPosition): RegionPosition {
  let position = from;
  for (let source = nextSource(holding, position); source; source = nextSource(holding, position)) {
    let last: number | undefined = position.within?.number;
    for (const number of source.numbers) {
      const held = holding.lookUp(number);
      // What a later file changed again comes with that file. A later full file that only repeats it makes it no less
      // a change: it comes here, as of that file.
      const isAgain = holding.changedAfter(number, source.sequence);
      if (!page.takes(isAgain || held === null ? source.asOf : held.asOf)) {
        if (last === undefined) return { after: position.after };
        return {
          after: position.after,
          within: { sequence: source.sequence, isWhole: source.isWhole, number: last },
        };
      }
      page.add(number, isAgain ? null : held, source, holding.region);
      last = number;
    }
    position = { after: source.sequence };
  }
  return { after: holding.sequence };
}

function nextSource(holding: RegionHolding, { after, within }: RegionPosition): Source | null {
  if (after === holding.sequence) return null;
  if (after < holding.journalFrom || after > holding.sequence) {
    const { sequence, asOf } = holding.fullTime;
    const isResumed = within?.isWhole === true && within.sequence === sequence;
    const numbers = holding.full.numbersAfter(isResumed ? within.number : 0);
    return { sequence, asOf, isNotice: false, isWhole: true, numbers };
  }
  const entry = holding.journal.find(({ sequence }) => sequence > after);
  if (!entry) return null;
  const { sequence, asOf, kind, numbers } = entry;
  const isResumed = within?.isWhole === false && within.sequence === sequence;
  return {
    sequence,
    asOf,
    isNotice: kind === 'INC',
    isWhole: false,
    numbers: isResumed ? numbers.filter((number) => number > within.number) : numbers,
  };
}

/** What requests brought, answer by answer. @returns up to which moment */
function fillFromAnswers(page: Page, holdings: ReadonlyMap<string, RegionHolding>, after: number): number {
  const answers = [...holdings.values()].flatMap(({ later }) =>
    [...later].flatMap(([number, { answeredAt, ...rows }]) =>
      answeredAt !== null && answeredAt > after ? [{ number, answeredAt, rows }] : [],
    ),
  );
  answers.sort((a, b) => a.answeredAt - b.answeredAt);
  let upTo = after;
  for (const { number, answeredAt, rows } of answers) {
    // One answer is never cut in two: the cursor has no place inside it.
    if (answeredAt !== upTo && !page.takes(rows.asOf)) break;
    page.add(number, rows, null, '');
    upTo = answeredAt;
  }
  return upTo;
}

type Page = ReturnType<typeof createPage>;

function createPage(most: number) {
  const changes: Change[] = [];
  const notices: Notice[] = [];
  let skipped = 0;
  let asOf: number | null = null;
  let isClosed = false;
  return {
    changes,
    notices,
    get skipped() {
      return skipped;
    },
    get asOf() {
      return asOf;
    },
    get isClosed() {
      return isClosed;
    },
    /** Whether there is room for something that was true at a moment; without, the page is closed. */
    takes(at: number): boolean {
      if (changes.length + notices.length >= most * 2 || changes.length >= most) isClosed = true;
      if (asOf !== null && asOf !== at) isClosed = true;
      if (!isClosed) asOf = at;
      return !isClosed;
    },
    /** @param rows null: nothing to say here but the notice */
    add(number: number, rows: HeldRows | null, source: Source | null, region: string): void {
      const text = String(number).padStart(12, '0');
      const at = source && new Date(source.asOf).toISOString();
      if (source?.isNotice)
        notices.push({ key: `${region}.${source.sequence}.${text}`, number: text, sentAt: at });
      if (rows === null || rows.lines.length === 0) return;
      const read = readRecord(rows.lines, text);
      if (read.kind === 'BAD') skipped += 1;
      else
        changes.push({ number: read.number, record: read.record, changedAt: source?.isNotice ? at : null });
    },
  };
}
