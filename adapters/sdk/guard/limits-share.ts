import type { DepartmentLimits } from '../contract.ts';

/** Which part of a department's limits is this process's, where several ask the same department. */
export interface Share {
  /** From 1 to `of`. */
  part: number;
  of: number;
}

/** What a department bears at most at once, or in a second: how many can share it, and the limit's own words. */
export function smallestLimit({ concurrency, ratePerSecond = Infinity }: DepartmentLimits): {
  most: number;
  words: string;
} {
  return concurrency <= ratePerSecond
    ? { most: concurrency, words: `${concurrency} calls at once` }
    : { most: ratePerSecond, words: `${ratePerSecond} calls a second` };
}

/**
 * One part of the limits: all parts together are the whole, and none is 0. What does not divide goes to the first parts
 * (concurrency) and to the last (rate), so that no part has all of it.
 * @throws RangeError where there are more parts than the smallest limit
 */
export function shareOf(limits: DepartmentLimits, { part, of }: Share): DepartmentLimits {
  const { most, words } = smallestLimit(limits);
  if (of > most) throw new RangeError(`${of} parts of ${words}`);
  return {
    ...limits,
    concurrency: divided(limits.concurrency, part, of),
    ...(limits.ratePerSecond === undefined
      ? {}
      : { ratePerSecond: divided(limits.ratePerSecond, of + 1 - part, of) }),
  };
}

function divided(whole: number, part: number, of: number): number {
  return Math.floor(whole / of) + (part <= whole % of ? 1 : 0);
}
