import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Remit } from '../../../subgraphs/domain/remit.ts';
import type { LicenceKey } from '../../../subgraphs/issuance/reading/licence-reader.ts';
import { LicenceReads } from '../../../subgraphs/issuance/reading/licence-reads.ts';
import type { StoredLicence } from '../../../subgraphs/issuance/reading/licence-row.ts';

const remit = (regionPrefix: string | null): Remit => ({ regionPrefix, holderUscc: null, department: null });
const key = (number: string, of: Remit = remit(null)): LicenceKey => ({ number, remit: of, findings: false });

/** What a caller of this remit sees under this number, so that an answer to another is told apart. */
const seenBy = ({ number, remit: { regionPrefix } }: LicenceKey) =>
  ({ number: `${number} as seen from ${regionPrefix}` }) as StoredLicence;

/** A database whose statements return when the test says so. */
function slowDatabase() {
  const statements: { keys: readonly LicenceKey[]; finish(error?: Error): void }[] = [];
  const read = (keys: readonly LicenceKey[]) =>
    new Promise<StoredLicence[]>((resolve, reject) => {
      statements.push({ keys, finish: (error) => (error ? reject(error) : resolve(keys.map(seenBy))) });
    });
  return { statements, read, numbers: () => statements.map(({ keys }) => keys.map(({ number }) => number)) };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('reads of licences', () => {
  test('leave in the same turn when nothing is at work, together with the others of that turn', async () => {
    const { read, numbers, statements } = slowDatabase();
    const reads = new LicenceReads({ read });
    const answers = Promise.all([reads.load(key('a')), reads.load(key('b'))]);
    await Promise.resolve();
    expect(numbers()).toEqual([['a', 'b']]);
    statements[0]?.finish();
    expect(await answers).toEqual([seenBy(key('a')), seenBy(key('b'))]);
  });

  test('gather while two statements are out, and leave together as soon as one returns, oldest first', async () => {
    const { read, numbers, statements } = slowDatabase();
    const reads = new LicenceReads({ read, batchSize: 3 });
    for (const number of ['a', 'b', 'c', 'd', 'e', 'f']) {
      void reads.load(key(number));
      await turn();
    }
    expect(numbers()).toEqual([['a'], ['b']]);
    statements[1]?.finish();
    await turn();
    expect(numbers()).toEqual([['a'], ['b'], ['c', 'd', 'e']]);
    statements[0]?.finish();
    await turn();
    expect(numbers().at(-1)).toEqual(['f']);
  });

  test('join what has not left yet, never what is under way', async () => {
    const { read, numbers, statements } = slowDatabase();
    const reads = new LicenceReads({ read, atOnce: 1 });
    void reads.load(key('a'));
    await turn();
    const [second, third] = [reads.load(key('a')), reads.load(key('a'))];
    statements[0]?.finish();
    await turn();
    expect(numbers()).toEqual([['a'], ['a']]);
    statements[1]?.finish();
    expect(await second).toBe(await third);
  });

  test('never cross from one remit to another', async () => {
    const reads = new LicenceReads({
      read: async (keys) => {
        await turn();
        return keys.map(seenBy);
      },
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(null, '41', '4102', '1503')), {
          minLength: 1,
          maxLength: 40,
        }),
        async (asked) => {
          const answers = await Promise.all(
            asked.map(([number, region]) => reads.load(key(number, remit(region)))),
          );
          expect(answers).toEqual(asked.map(([number, region]) => seenBy(key(number, remit(region)))));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a caller who leaves is not read for, unless somebody else waits for the same', async () => {
    const { read, numbers, statements } = slowDatabase();
    const reads = new LicenceReads({ read, atOnce: 1 });
    void reads.load(key('a'));
    await turn();
    const [alone, shared] = [new AbortController(), new AbortController()];
    const left = [reads.load(key('b'), alone.signal), reads.load(key('c'), shared.signal)];
    const stays = reads.load(key('c'));
    const gone = Promise.allSettled(left);
    alone.abort(new Error('left'));
    shared.abort(new Error('left'));
    expect(await gone).toEqual([
      expect.objectContaining({ status: 'rejected' }),
      expect.objectContaining({ status: 'rejected' }),
    ]);
    statements[0]?.finish();
    await turn();
    expect(numbers()).toEqual([['a'], ['c']]);
    statements[1]?.finish();
    expect(await stays).toEqual(seenBy(key('c')));
  });

  test('a statement that fails fails its own reads only', async () => {
    const { read, statements } = slowDatabase();
    const reads = new LicenceReads({ read, atOnce: 1 });
    const first = reads.load(key('a'));
    await turn();
    const second = reads.load(key('b'));
    statements[0]?.finish(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await turn();
    statements[1]?.finish();
    expect(await second).toEqual(seenBy(key('b')));
  });

  test('beyond what may wait, a read is refused at once', async () => {
    const { read } = slowDatabase();
    const reads = new LicenceReads({ read, atOnce: 1, mostWaiting: 2 });
    for (const number of ['a', 'b', 'c']) {
      void reads.load(key(number));
      await turn();
    }
    await expect(reads.load(key('d'))).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } });
  });
});
