import { regionPrefix } from '../../../subgraphs/domain/region.ts';
import { splitRow } from '../row.ts';
import type { RowTaker } from './signed-frame.ts';

/** A row that is not taken; the rest of its file is. */
export interface BadRow {
  /** Of its line in the file; the header is line 1. */
  line: number;
  problem: string;
  /** Where the row at least says which permit it speaks of. */
  number: number | null;
}

export interface FileRowsOptions {
  region: string;
  /** An increment's rows begin with A (added), U (changed) or D (taken out). */
  hasMark: boolean;
  /** @param row without the mark */
  take(number: number, row: string, mark: Mark): void;
  bad(row: BadRow): void;
}

export type Mark = 'A' | 'U' | 'D';

const NUMBER = /^\d{12}$/;
const MARK = /^[AUD]\|/;
const LONGEST_ROW = 3_000;
const PIPES = 10;

/** Numbers of twelve digits only: a permit of another form cannot be in a region's file. */
export function isFileNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** Sorts the rows of a file of one region into those to take and those that cannot be believed. */
export function createRowSorter({ region, hasMark, take, bad }: FileRowsOptions): RowTaker {
  const prefix = regionPrefix(region);
  return (content, line) => {
    const mark = hasMark ? (MARK.exec(content)?.[0].charAt(0) as Mark | undefined) : 'U';
    const text = hasMark ? content.slice(2) : content;
    const start = text.slice(0, Math.max(0, text.indexOf('|'))).trim();
    const number = NUMBER.test(start) ? Number(start) : null;
    const refuse = (problem: string) => bad({ line, problem, number });
    if (mark === undefined) return refuse('no A, U or D before it');
    if (text.length > LONGEST_ROW) return refuse('too long');
    if (!isRow(text)) return refuse('its columns cannot be told apart');
    if (number === null) return refuse('its number is not twelve digits');
    // A file speaks for its region only: else one office's file could change another's permits.
    if (!start.startsWith(prefix)) return refuse('a permit of another region');
    take(number, text, mark);
  };
}

/** Most rows have as many pipes as they should: cutting each of a million in its columns is saved for those that are read. */
function isRow(text: string): boolean {
  let pipes = 0;
  for (let at = text.indexOf('|'); at !== -1; at = text.indexOf('|', at + 1)) pipes += 1;
  return pipes === PIPES || splitRow(text) !== null;
}
