import { UnknownCursor } from '../../sdk/contract.ts';

/** How far a sweep has come in one region. */
export interface RegionPosition {
  /** All files up to this sequence have been given. */
  after: number;
  /** In the middle of one file: numbers beyond `number` are still to come. */
  within?: { sequence: number; isWhole: boolean; number: number };
}

/** How far a sweep has come in the files of the bureau. */
export interface ChangesCursor {
  /** More was waiting when it was given out. */
  isMidway: boolean;
  /** Answers to requests up to this moment have been given, milliseconds since 1970. */
  answersAfter: number;
  regions: Map<string, RegionPosition>;
}

const HEAD = /^1([+.])(\d{1,15})$/;
const REGION = /^(\d{6})=(\d{1,9})(?:>(\d{1,9})([*.])(\d{12}))?$/;
const LONGEST = 200_000;

/** `1.ANSWERS;REGION=SEQUENCE;…`, and `REGION=SEQUENCE>FILE.NUMBER` in the middle of a file (`*`: all of its rows). */
export function writeCursor({ isMidway, answersAfter, regions }: ChangesCursor): string {
  const parts = [...regions].sort().map(([region, { after, within }]) => {
    if (!within) return `${region}=${after}`;
    const number = String(within.number).padStart(12, '0');
    return `${region}=${after}>${within.sequence}${within.isWhole ? '*' : '.'}${number}`;
  });
  return [`1${isMidway ? '+' : '.'}${answersAfter}`, ...parts].join(';');
}

/** @param text null: from the beginning @throws UnknownCursor */
export function readCursor(text: string | null): ChangesCursor {
  if (text === null) return { isMidway: false, answersAfter: 0, regions: new Map() };
  const [head = '', ...parts] = text.length <= LONGEST ? text.split(';') : [];
  const [, mark, answersAfter] = HEAD.exec(head) ?? [];
  if (mark === undefined) throw new UnknownCursor();
  const regions = new Map<string, RegionPosition>();
  for (const part of parts) {
    const [, region, after, sequence, kind, number] = REGION.exec(part) ?? [];
    if (region === undefined) throw new UnknownCursor();
    const within = { sequence: Number(sequence), isWhole: kind === '*', number: Number(number) };
    regions.set(region, sequence === undefined ? { after: Number(after) } : { after: Number(after), within });
  }
  return { isMidway: mark === '+', answersAfter: Number(answersAfter), regions };
}
