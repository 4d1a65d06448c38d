import type { PackedRows } from './packed-rows.ts';

/** What is held of one permit. */
export interface HeldRows {
  /** As in the bureau's files; none: the files do not have it. */
  lines: readonly string[];
  /** Time of the file that said so, milliseconds since 1970. */
  asOf: number;
}

/** Rows that came after the full file. */
export interface LaterRows extends HeldRows {
  /** When an answer to a request brought them, by our clock; null: an increment did. */
  answeredAt: number | null;
}

/** What one file changed, for those who ask what happened since. */
export interface JournalEntry {
  sequence: number;
  kind: 'FULL' | 'INC';
  asOf: number;
  /** Ascending. */
  numbers: Float64Array;
}

/** A file whose content may be taken. */
export interface FileTime {
  sequence: number;
  /** Milliseconds since 1970. */
  asOf: number;
}

/** Beyond, whoever is so far behind gets the whole region again. */
const MOST_JOURNALLED = 200_000;

/**
 * All permits of one region, as its files have them: the last full file, and over it what came since. In memory only;
 * after a restart it is built again from the files.
 */
export class RegionHolding {
  readonly region: string;
  #full: PackedRows;
  #fullTime: FileTime;
  #sequence: number;
  readonly #later = new Map<number, LaterRows>();
  /** Permits whose row could not be read: nobody knows of them, which is not that they are gone. */
  #unreadable: Set<number>;
  /** What changed after `#journalFrom`, oldest first. */
  #journal: JournalEntry[] = [];
  #journalFrom: number;

  constructor(region: string, full: PackedRows, time: FileTime, unreadable: ReadonlySet<number>) {
    this.region = region;
    this.#full = full;
    this.#fullTime = time;
    this.#sequence = time.sequence;
    this.#journalFrom = time.sequence;
    this.#unreadable = new Set(unreadable);
  }

  /** Of the last file taken, or passed over. */
  get sequence(): number {
    return this.#sequence;
  }
  get fullTime(): FileTime {
    return this.#fullTime;
  }
  get full(): PackedRows {
    return this.#full;
  }
  /** Changes after this sequence are in the journal; before it nobody knows. */
  get journalFrom(): number {
    return this.#journalFrom;
  }
  get journal(): readonly JournalEntry[] {
    return this.#journal;
  }

  /** @returns null where nobody knows */
  lookUp(number: number): HeldRows | null {
    const later = this.#later.get(number);
    if (later) return later;
    if (this.#unreadable.has(number)) return null;
    return { lines: this.#full.linesOf(number), asOf: this.#fullTime.asOf };
  }

  /** Whether a file after this sequence changed a permit. */
  changedAfter(number: number, sequence: number): boolean {
    return this.#journal.some((entry) => entry.sequence > sequence && contains(entry.numbers, number));
  }

  /** What stands over the full file. */
  get later(): ReadonlyMap<number, LaterRows> {
    return this.#later;
  }

  /** Counts a file as seen without taking its content. */
  passOver(sequence: number): void {
    this.#sequence = sequence;
  }

  /** @param changed the whole set of rows of each permit named; none: taken out */
  takeIncrement(
    time: FileTime,
    changed: ReadonlyMap<number, readonly string[]>,
    unreadable: ReadonlySet<number>,
  ): void {
    for (const [number, lines] of changed) {
      const held = this.#later.get(number);
      if (held && held.asOf > time.asOf) continue;
      this.#later.set(number, { lines, asOf: time.asOf, answeredAt: null });
      this.#unreadable.delete(number);
    }
    for (const number of unreadable) {
      this.#later.delete(number);
      this.#unreadable.add(number);
    }
    this.#sequence = time.sequence;
    this.#enter({ ...time, kind: 'INC', numbers: Float64Array.from(changed.keys()).sort() });
  }

  /** Rows from the answer to a request, where they are newer. @returns the permits that were taken */
  takeAnswer(asOf: number, answeredAt: number, rows: ReadonlyMap<number, readonly string[]>): number[] {
    const taken: number[] = [];
    for (const [number, lines] of rows) {
      const held = this.#later.get(number);
      // Times are whole seconds. What stood in the full file was there before we asked; of an increment nobody knows.
      if (held ? held.asOf >= asOf : this.#fullTime.asOf > asOf) continue;
      this.#later.set(number, { lines, asOf, answeredAt });
      this.#unreadable.delete(number);
      taken.push(number);
    }
    return taken;
  }

  /** A full file in place of what is held. What differs without any increment having said so goes into the journal. */
  async takeFull(time: FileTime, rows: PackedRows, unreadable: ReadonlySet<number>): Promise<void> {
    const numbers: number[] = [];
    for await (const number of this.#full.differingFrom(rows)) {
      if (this.#later.has(number) || unreadable.has(number)) continue;
      numbers.push(number);
      if (numbers.length > MOST_JOURNALLED) break;
    }
    for (const [number, { lines }] of this.#later) {
      if (!unreadable.has(number) && !sameLines(lines, rows.linesOf(number))) numbers.push(number);
    }
    // From here on in one turn: nobody sees half of it.
    for (const [number, { asOf }] of this.#later) if (asOf <= time.asOf) this.#later.delete(number);
    this.#full = rows;
    this.#fullTime = time;
    this.#sequence = time.sequence;
    this.#unreadable = new Set(unreadable);
    this.#enter({ ...time, kind: 'FULL', numbers: Float64Array.from(numbers).sort() });
  }

  #enter(entry: JournalEntry): void {
    this.#journal.push(entry);
    let total = this.#journal.reduce((sum, { numbers }) => sum + numbers.length, 0);
    // What came after the full file is held anyway, and would be missed.
    while (total > MOST_JOURNALLED && this.#journal[0]!.sequence <= this.#fullTime.sequence) {
      const dropped = this.#journal.shift()!;
      total -= dropped.numbers.length;
      this.#journalFrom = dropped.sequence;
      if (this.#journal.length === 0) break;
    }
  }
}

function contains(sorted: Float64Array, number: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === number;
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}
