import type { Logger } from '../../../subgraphs/platform/logger.ts';
import { DepartmentFault } from '../../sdk/contract.ts';
import type { OfferedFile } from './outbox.ts';
import { readFullFile, readIncrement, type TakeFileOptions } from './read-file.ts';
import { RefusedFile } from './refused-file.ts';
import { RegionHolding } from './region-holding.ts';
import { readSeal, type FileSeal } from './sealed-file.ts';

/** A full file with so much less than what is held is held back: a list that was emptied is not a town without shops. */
const MOST_FALL = 0.2;

interface Seen {
  sequence: number;
  stamp: string;
  sm3: string;
}

/**
 * Takes the files of one region in their order, each whole or not at all, and raises the alarm over those that cannot
 * be taken.
 */
export function createRegionIntake(region: string, log: Logger) {
  let holding: RegionHolding | null = null;
  /** Of the files that were taken, or passed over. */
  const taken = new Map<string, Seen>();
  /** Files that were refused, by what they and their seals were then. */
  const refused = new Map<string, string>();
  const alarmed = new Set<string>();
  /** Rows of the full file that was held back, until another one says the same. */
  let heldBack: number | null = null;

  function alarm(file: OfferedFile, problem: string): void {
    const key = `${file.name} ${file.stamp} ${problem}`;
    if (alarmed.has(key)) return;
    alarmed.add(key);
    log.error({ alarm: 'TOBACCO_FILE', file: file.name, problem }, 'a file of the bureau is not taken');
  }

  /** @returns whether the file was taken (or counts as seen) */
  async function tryFile(file: OfferedFile, options: Omit<TakeFileOptions, 'seal'>): Promise<boolean> {
    let tried = file.stamp;
    try {
      const seal = await readSeal(options.session, options.path);
      tried = JSON.stringify([file.stamp, seal]);
      if (refused.get(file.name) === tried) return false;
      await take(file, { ...options, seal });
      taken.set(file.name, { sequence: file.sequence, stamp: file.stamp, sm3: seal.sm3 });
      return true;
    } catch (error) {
      // A file that the server will not give is tried again; the others are none the worse.
      if (error instanceof DepartmentFault && error.reason === 'REJECTED') {
        alarm(file, error.message);
        return false;
      }
      if (!(error instanceof RefusedFile)) throw error;
      refused.set(file.name, tried);
      alarm(file, error.message);
      return false;
    }
  }

  async function take(file: OfferedFile, options: TakeFileOptions): Promise<void> {
    if (file.kind === 'INC') {
      const { asOf, changed, unreadable } = await readIncrement(file, options);
      refuseGoingBack(asOf);
      return holding!.takeIncrement({ sequence: file.sequence, asOf }, changed, unreadable);
    }
    const { asOf, rows, unreadable } = await readFullFile(file, options);
    refuseGoingBack(asOf);
    const time = { sequence: file.sequence, asOf };
    if (holding === null) {
      holding = new RegionHolding(region, rows, time, unreadable);
    } else if (
      isFall(rows.count, holding.full.count) &&
      !(heldBack !== null && agree(rows.count, heldBack))
    ) {
      heldBack = rows.count;
      holding.passOver(file.sequence);
      alarm(
        file,
        `held back: ${rows.count} rows after ${holding.full.count}, unless the next full file agrees`,
      );
    } else {
      heldBack = null;
      await holding.takeFull(time, rows, unreadable);
    }
  }

  /** A bureau restored from its backup says what was true once. */
  function refuseGoingBack(asOf: number): void {
    if (holding && asOf < holding.fullTime.asOf) {
      throw new RefusedFile('older than what is held, under a later sequence');
    }
  }

  /** Of those not taken yet: the next in sequence, or over a hole the next full file; at the start the newest full. */
  function candidates(files: readonly OfferedFile[]): OfferedFile[] {
    const held = holding;
    if (held === null) return files.filter(({ kind }) => kind === 'FULL').reverse();
    const ahead = files.filter(({ sequence }) => sequence > held.sequence);
    const next = ahead.filter(({ sequence }) => sequence === held.sequence + 1);
    return [...next, ...ahead.filter((file) => file.kind === 'FULL' && !next.includes(file))];
  }

  /** Files behind us must stay what they were. */
  async function watch(files: readonly OfferedFile[], options: IntakeOptions): Promise<void> {
    for (const file of files) {
      if (holding === null || file.sequence > holding.sequence) continue;
      const seen = taken.get(file.name);
      if (seen?.stamp === file.stamp) continue;
      if (!seen) {
        // Else it is late, or from before the full file that we began with.
        if ([...taken.values()].some(({ sequence }) => sequence === file.sequence)) {
          alarm(file, 'another file has its place in the sequence');
        }
        continue;
      }
      const seal = await readSeal(options.session, options.pathOf(file)).catch((error: unknown) => {
        if (error instanceof RefusedFile) return null;
        throw error;
      });
      if (isSame(file, seal, seen)) seen.stamp = file.stamp;
      else alarm(file, 'other content under a name that was taken before');
    }
  }

  function isSame(file: OfferedFile, seal: FileSeal | null, seen: Seen): boolean {
    const [size] = file.stamp.split('@');
    return seal !== null && seal.sm3 === seen.sm3 && Number(size) === seal.bytes;
  }

  return {
    get holding() {
      return holding;
    },
    /** @returns whether a full file is needed: none is held, or the sequence has a hole */
    async sync(files: readonly OfferedFile[], options: IntakeOptions): Promise<boolean> {
      forget(files);
      await watch(files, options);
      for (let isMoving = true; isMoving;) {
        isMoving = false;
        for (const file of candidates(files)) {
          isMoving = await tryFile(file, { ...options, path: options.pathOf(file) });
          if (isMoving) break;
        }
      }
      return holding === null || files.some(({ sequence }) => sequence > holding!.sequence);
    },
  };

  /** What the bureau has cleared away need not be remembered. */
  function forget(files: readonly OfferedFile[]): void {
    const listed = new Set(files.map(({ name }) => name));
    for (const name of taken.keys()) if (!listed.has(name)) taken.delete(name);
    for (const name of refused.keys()) if (!listed.has(name)) refused.delete(name);
    if (alarmed.size > 1_000) alarmed.clear();
  }
}

export interface IntakeOptions extends Omit<TakeFileOptions, 'seal' | 'path'> {
  pathOf(file: OfferedFile): string;
}

export type RegionIntake = ReturnType<typeof createRegionIntake>;

function isFall(rows: number, held: number): boolean {
  return rows < held * (1 - MOST_FALL);
}

function agree(rows: number, heldBack: number): boolean {
  return Math.abs(rows - heldBack) <= heldBack * MOST_FALL;
}
