import { permitNumberKey } from '../../subgraphs/domain/permit-number-key.ts';
import { regionPrefix } from '../../subgraphs/domain/region.ts';
import type { ReadAnswer } from '../sdk/contract.ts';
import { readRecord } from './record-of-rows.ts';
import type { AskedResult } from './relay-answer.ts';
import { isWritable } from './relay-query.ts';

/** The numbers of one read, and which of them the relay can be asked. */
export interface ReadPlan {
  /** Normalised numbers for the wire, each once. */
  wireNumbers: readonly string[];
  /** Gives every number its part of the relay's results. */
  attribute(results: readonly AskedResult[]): ReadAnswer[];
}

/** @param regions that the relay serves, GB/T 2260; undefined: all */
export function planRead(numbers: readonly string[], regions: readonly string[] | undefined): ReadPlan {
  const prefixes = regions?.map(regionPrefix);
  const keys = numbers.map(permitNumberKey);
  const isAsked = (key: string) => isWritable(key) && isServed(key);
  const isServed = (key: string) => !prefixes || prefixes.some((prefix) => key.startsWith(prefix));
  return {
    wireNumbers: [...new Set(keys.filter(isAsked))],
    attribute(results) {
      const byKey = Map.groupBy(results, (result) => permitNumberKey(result.number));
      return numbers.map((number, index): ReadAnswer => {
        const key = keys[index]!;
        // What the protocol cannot write is no number of this system; said only once the relay has answered well.
        if (!isWritable(key)) return { kind: 'ABSENT', number };
        if (!isServed(key)) return { kind: 'BAD', number, problem: 'outside the regions of TOBACCO_REGIONS' };
        return answerFor(number, key, byKey.get(key));
      });
    },
  };
}

/** "No such permit" is only said where the relay said so itself, and nothing beside it says otherwise. */
function answerFor(number: string, key: string, results: readonly AskedResult[] | undefined): ReadAnswer {
  const [result, ...more] = results ?? [];
  if (result === undefined) return { kind: 'BAD', number, problem: 'not answered' };
  if (more.length > 0) return { kind: 'BAD', number, problem: 'answered more than once' };
  switch (result.code) {
    case '0':
      return foundIn(result, number, key);
    case '1':
      if (result.rows.length > 0) return { kind: 'BAD', number, problem: 'code 1 (无此证) beside a row' };
      return { kind: 'ABSENT', number };
    case '3':
      return { kind: 'BAD', number, problem: 'code 3 (地区不符): the relay does not serve its region' };
    case '9':
      return { kind: 'BAD', number, problem: 'code 9 (系统忙)' };
    default:
      return { kind: 'BAD', number, problem: 'a result code that nobody knows' };
  }
}

function foundIn(result: AskedResult, number: string, key: string): ReadAnswer {
  const read = readRecord(result.rows, key);
  if (read.kind === 'BAD') return { kind: 'BAD', number, problem: read.problem };
  return { kind: 'FOUND', number, record: read.record };
}
