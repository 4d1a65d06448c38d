import type { Kit } from './kit.ts';

/** One thing that an adapter must hold to, seen over the wire alone. */
export interface Check {
  /** Stable: reports, and whoever excuses one, name it. */
  id: string;
  /** What holds, as a sentence. */
  title: string;
  /** What becomes of a citizen, a department or the hub where it does not. */
  why: string;
  /** What an author does about it. */
  remedy: string;
  /** `URL`: needs nothing but the adapter's address; `NAME`: needs its system under the kit's hand. */
  needs: 'URL' | 'NAME';
  /** @returns what was seen @throws CheckFailed, or NotApplicable */
  run(kit: Kit): Promise<string>;
}

/** What a check saw that must not be. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
}

/** The check has nothing to look at here, and says why: neither passed nor failed. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

export type CheckResult =
  | { check: Check; outcome: 'PASSED'; seen: string; elapsedMs: number }
  | { check: Check; outcome: 'FAILED'; seen: string; elapsedMs: number }
  /** Nothing that could be looked at: not offered by the adapter, or no control of its system. */
  | { check: Check; outcome: 'SKIPPED'; seen: string; elapsedMs: number };

/** @throws CheckFailed with what was seen */
export function must(holds: boolean, seen: string | (() => string)): asserts holds {
  if (!holds) throw new CheckFailed(typeof seen === 'string' ? seen : seen());
}

/** As a report shows a value: JSON, and not much of it. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 300 ? text : `${text.slice(0, 300)}…`;
}
