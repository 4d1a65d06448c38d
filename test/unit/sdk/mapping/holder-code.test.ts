import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readHolderCode } from '../../../../adapters/sdk/mapping/holder-code.ts';
import { looksLikeCitizenId } from '../../../../subgraphs/domain/citizen-id.ts';
import { checkUscc } from '../../../../subgraphs/domain/uscc.ts';
import type { PermitRemark } from '../../../../subgraphs/domain/permit-record.ts';
import { anyCitizenId } from '../../domain/any-citizen-id.ts';

function read(raw: unknown): [string | null, ...string[]] {
  const remarks: PermitRemark[] = [];
  return [readHolderCode(raw, remarks), ...remarks.map(({ code }) => code)];
}

test.each([
  ['92150302MA0PT2X897', '92150302MA0PT2X897'],
  ['92150302ma0pt2x897', '92150302MA0PT2X897'],
  ['９２１５０３０２ＭＡ０ＰＴ２Ｘ８９７', '92150302MA0PT2X897'],
  [' 92150302MA0PT2X897　\u200b', '92150302MA0PT2X897'],
])('a credit code written %j is normalised', (raw, code) => {
  expect(read(raw)).toEqual([code]);
});

test.each([
  ['11010519491231002X', '1101051949****002X'],
  ['11010519491231002x', '1101051949****002X'],
  ['１１０１０５１９４９１２３１００２Ｘ', '1101051949****002X'],
  ['110105 19491231 002X', '110105 1949**** 002X'],
  ['1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X', '1 1 0 1 0 5 1 9 4 9 * * * * 0 0 2 X'],
  ['150302800101123', '15030280****123'],
])('an ID number %s in its place is masked', (raw, masked) => {
  expect(read(raw)).toEqual([masked, 'USCC_IS_CITIZEN_ID']);
});

test('an ID number is masked even where it passes the check of a credit code by chance', () => {
  const both = fc.sample(anyCitizenId, { numRuns: 2_000, seed: 11 }).filter((id) => checkUscc(id).ok);
  expect(both.length).toBeGreaterThan(20);
  for (const id of both) expect(read(id)).toEqual([expect.stringContaining('****'), 'USCC_IS_CITIZEN_ID']);
});

test('an old registration number stays, with a remark', () => {
  expect(read('150302699999999')).toEqual(['150302699999999', 'USCC_IS_OLD_NUMBER']);
});

test('no code at all is none, without a remark', () => {
  for (const raw of [null, undefined, '', ' 　', '\u200b']) expect(read(raw)).toEqual([null]);
});

test('what cannot be a code is none, with a remark', () => {
  for (const raw of ['92150302MA0PT2X898', '无', 'x'.repeat(1_000), 'x'.repeat(5_000), true, {}, ['1']]) {
    expect(read(raw)).toEqual([null, 'USCC_UNREADABLE']);
  }
});

test('whatever stands there, no ID number passes', () => {
  const noise = fc.constantFrom('', ' ', '-', '　', '\u200b');
  fc.assert(
    fc.property(anyCitizenId, noise, noise, (id, before, between) => {
      const [code] = read(`${before}${id.slice(0, 6)}${between}${id.slice(6)}`);
      expect(code === null || !looksLikeCitizenId(code)).toBe(true);
    }),
  );
});
