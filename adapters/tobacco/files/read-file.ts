import type { Sm2Verifier } from '../../../subgraphs/domain/sm2.ts';
import type { Logger } from '../../../subgraphs/platform/logger.ts';
import { endOfDay, headerOfFile } from './file-name.ts';
import { createRowSorter, type BadRow, type Mark } from './file-rows.ts';
import type { OfferedFile } from './outbox.ts';
import { createRowPacker, type PackedRows } from './packed-rows.ts';
import { RefusedFile } from './refused-file.ts';
import { readSealedFile, type FileSeal } from './sealed-file.ts';
import type { SftpSession } from './sftp-session.ts';

export interface FileContent {
  /** Time of its data, milliseconds since 1970. */
  asOf: number;
  /** Permits whose rows could not be read. */
  unreadable: ReadonlySet<number>;
}

export interface TakeFileOptions {
  session: SftpSession;
  path: string;
  seal: FileSeal;
  verifier: Sm2Verifier;
  now: () => number;
  log: Logger;
}

const MOST_FULL_BYTES = 512 * 1024 * 1024;
const MOST_INCREMENT_BYTES = 32 * 1024 * 1024;
const MOST_LOGGED_ROWS = 20;
/** With more bad rows than this the file is not a region's list with a few mistakes: it is something else. */
const MOST_BAD_SHARE = 0.2;

/** A full file, whole and checked. @throws RefusedFile */
export async function readFullFile(
  file: OfferedFile,
  options: TakeFileOptions,
): Promise<FileContent & { rows: PackedRows }> {
  const packer = createRowPacker();
  const content = await readRows(file, options, MOST_FULL_BYTES, (number, row) => packer.add(number, row));
  return { ...content, rows: packer.finish() };
}

/** An increment, whole and checked: the rows of each permit that it names. @throws RefusedFile */
export async function readIncrement(
  file: OfferedFile,
  options: TakeFileOptions,
): Promise<FileContent & { changed: ReadonlyMap<number, readonly string[]> }> {
  const changed = new Map<number, string[]>();
  const content = await readRows(file, options, MOST_INCREMENT_BYTES, (number, row, mark) => {
    if (mark === 'D') changed.set(number, []);
    else changed.set(number, [...(changed.get(number) ?? []), row]);
  });
  // One of several rows of a permit may be the one that could not be read.
  for (const number of content.unreadable) changed.delete(number);
  return { ...content, changed };
}

async function readRows(
  file: OfferedFile,
  { session, path, seal, verifier, now, log }: TakeFileOptions,
  mostBytes: number,
  take: (number: number, row: string, mark: Mark) => void,
): Promise<FileContent> {
  const unreadable = new Set<number>();
  const logged: BadRow[] = [];
  let good = 0;
  let bad = 0;
  const sorter = createRowSorter({
    region: file.region,
    hasMark: file.kind === 'INC',
    take(number, row, mark) {
      good += 1;
      take(number, row, mark);
    },
    bad(row) {
      bad += 1;
      if (row.number !== null) unreadable.add(row.number);
      if (logged.length < MOST_LOGGED_ROWS) logged.push(row);
    },
  });
  const header = headerOfFile(file);
  const writtenAt = await readSealedFile(session, { path, seal, header, mostBytes, verifier, take: sorter });
  if (bad > Math.max(1, (good + bad) * MOST_BAD_SHARE))
    throw new RefusedFile(`${bad} bad rows, ${good} good`);
  for (const { line, problem } of logged) {
    // Nothing of the row itself: it has a person's name in a column that nobody can be sure of.
    log.warn({ file: file.name, line, problem }, 'row of a bureau’s file quarantined');
  }
  if (bad > logged.length) log.warn({ file: file.name, rows: bad }, 'more rows quarantined');
  return { asOf: Math.min(writtenAt, endOfDay(file.date), now()), unreadable };
}
