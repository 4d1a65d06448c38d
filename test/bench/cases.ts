import { readFileSync } from 'node:fs';

/** What is asked, by how many, of departments how slow. */
export interface BenchCase {
  /** `one` licence, a page of `fifty`, or a page of any size (`growth`). */
  name: 'one' | 'fifty' | 'growth';
  callers: number;
  /** Time that a department takes, milliseconds. */
  latencyMs: number;
  /** Licences in one answer. */
  licences: number;
}

/** One request, as a GraphQL system and as the floor are asked. */
export interface BenchQuestion {
  operation: 'compositeLicense' | 'licenses';
  variables: Record<string, unknown>;
}

export const FULL: readonly BenchCase[] = [
  { name: 'one', callers: 64, latencyMs: 0, licences: 1 },
  { name: 'one', callers: 1, latencyMs: 0, licences: 1 },
  { name: 'one', callers: 16, latencyMs: 50, licences: 1 },
  { name: 'fifty', callers: 8, latencyMs: 0, licences: 50 },
];
export const QUICK: readonly BenchCase[] = [
  { name: 'one', callers: 64, latencyMs: 0, licences: 1 },
  { name: 'fifty', callers: 8, latencyMs: 0, licences: 50 },
];

const text = (name: string) =>
  readFileSync(new URL(`../../schema/operations/${name}.graphql`, import.meta.url), 'utf8');
/** The published operations, as front ends send them. */
export const OPERATIONS = { compositeLicense: text('compositeLicense'), licenses: text('licenses') };

/**
 * The requests of a case, each for another licence; a page always begins at the newest.
 * @param numbers of all licences there are
 */
export function questionsOf({ name, licences }: BenchCase, numbers: readonly string[]): BenchQuestion[] {
  if (name === 'one') {
    return numbers.map((number) => ({ operation: 'compositeLicense', variables: { number } }));
  }
  return [{ operation: 'licenses', variables: { first: licences } }];
}
