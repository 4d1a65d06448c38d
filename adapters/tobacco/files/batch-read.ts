import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';
import type { ReadAnswer } from '../../sdk/contract.ts';
import { readRecord } from '../record-of-rows.ts';
import type { FileExchange } from './file-exchange.ts';
import type { HeldRows } from './region-holding.ts';

/** A row younger than this is not asked for again. */
const REFRESH_AFTER_MS = 60_000;

/**
 * Permits as the bureau's files have them, from memory, and never live. Where rows are older than a minute a request
 * file will ask for newer ones, which come with a later read, or with the next step of a sweep.
 */
export function readBatch(exchange: FileExchange, numbers: readonly string[], now: number): ReadAnswer[] {
  return numbers.map((number): ReadAnswer => {
    const key = permitNumberKey(number);
    const holding = exchange.holdingFor(key);
    if (!holding) return unknown(number);
    const held = holding.lookUp(Number(key));
    if (held === null || now - held.asOf > REFRESH_AFTER_MS) exchange.desk.want(holding.region, [key]);
    return held === null ? unknown(number) : answerFrom(held, number, key);
  });
}

function answerFrom({ lines, ...held }: HeldRows, number: string, key: string): ReadAnswer {
  const asOf = new Date(held.asOf).toISOString();
  if (lines.length === 0) return { kind: 'BATCH', number, record: null, asOf };
  const read = readRecord(lines, key);
  if (read.kind === 'BAD') return { kind: 'BAD', number, problem: read.problem };
  return { kind: 'BATCH', number, record: read.record, asOf };
}

/** Nothing is said of a permit whose region is not held, or whose row could not be read. */
function unknown(number: string): ReadAnswer {
  return { kind: 'BATCH', number, record: null, asOf: null };
}
