import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRowPacker, type PackedRows } from '../../../../adapters/tobacco/files/packed-rows.ts';

type Row = readonly [number: number, line: string];

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 400 }).map((at) => 150302100000 + at),
    fc.string({ unit: 'grapheme' }).map(clean),
  ),
  { maxLength: 600 },
);

function clean(text: string): string {
  return text.toWellFormed().replace(/[\r\n]/g, ' ');
}

function pack(all: readonly Row[]): PackedRows {
  const packer = createRowPacker();
  for (const [number, line] of all) packer.add(number, line);
  return packer.finish();
}

const byNumber = (all: readonly Row[]) => Map.groupBy(all, ([number]) => number);

test('every row is found again by its number, in the order in which it came', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const packed = pack(all);
      expect(packed.count).toBe(all.length);
      const expected = byNumber(all);
      for (const [number, ofNumber] of expected) {
        expect(packed.linesOf(number)).toEqual(ofNumber.map(([, line]) => line));
      }
      expect(packed.linesOf(150302999999)).toEqual([]);
      const numbers = [...expected.keys()].sort((a, b) => a - b);
      expect([...packed.numbersAfter(0)]).toEqual(numbers);
      const middle = numbers[Math.floor(numbers.length / 2)] ?? 0;
      expect([...packed.numbersAfter(middle)]).toEqual(numbers.filter((number) => number > middle));
    }),
    { numRuns: 50 },
  );
});

describe('what differs between two', () => {
  test('is every number whose rows are not the same, whatever the order of the files', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (before, after) => {
        // Half of the second is the first.
        const second = [...before.slice(0, before.length / 2), ...after];
        const [a, b] = [byNumber(before), byNumber(second)];
        const lines = (of: typeof a, number: number) =>
          JSON.stringify((of.get(number) ?? []).map(([, line]) => line));
        const expected = [...new Set([...a.keys(), ...b.keys()])]
          .filter((number) => lines(a, number) !== lines(b, number))
          .sort((left, right) => left - right);
        const found: number[] = [];
        for await (const number of pack(before).differingFrom(pack(second))) found.push(number);
        expect(found).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('is nothing between a file and the same rows in another order', async () => {
    const all: Row[] = Array.from({ length: 300 }, (_, at) => [150302100000 + at, `row ${at}`]);
    const found: number[] = [];
    for await (const number of pack(all).differingFrom(pack(all.toReversed()))) found.push(number);
    expect(found).toEqual([]);
  });
});
