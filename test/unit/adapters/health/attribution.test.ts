import { describe, expect, test } from '@jest/globals';
import { attributeRows } from '../../../../adapters/health/attribution.ts';
import type { XmlNode } from '../../../../adapters/health/xml-tree.ts';

const TODAY = '2026-11-20';
const NUMBER = '（蒙）卫公证字〔2023〕第150302-000217号';
const OTHER = '（蒙）卫公证字〔2023〕第150302-000218号';
const row = { XKZH: NUMBER, ZT: '01', FZRQ: '20230901', YXQZ: '20270831', FHRQ: '20250828' };

function attribute(numbers: string[], rows: XmlNode[], total: number | null = rows.length) {
  return attributeRows(numbers, { rows, total }, TODAY);
}

function kinds(...asked: Parameters<typeof attribute>) {
  return attribute(...asked).map((answer) => answer.kind);
}

describe('an answer of the health department, shared out among the numbers asked for', () => {
  test('finds what is there and misses what is not, number by number', () => {
    expect(kinds([OTHER, NUMBER], [row])).toEqual(['ABSENT', 'FOUND']);
    expect(kinds([NUMBER, OTHER], [], 0)).toEqual(['ABSENT', 'ABSENT']);
  });

  test('gives numbers back as they were asked for, whatever their brackets', () => {
    const asked = '(蒙)卫公证字[2023]第 150302－000217 号';
    expect(attribute([asked, NUMBER], [row])).toMatchObject([
      { kind: 'FOUND', number: asked },
      { kind: 'FOUND', number: NUMBER },
    ]);
  });

  test.each<[string, XmlNode]>([
    ['of a number not asked for', { ...row, XKZH: '另一号' }],
    ['without a number', { ZT: '01' }],
    ['with two numbers', { ...row, XKZH: [OTHER, NUMBER] }],
    ['that is empty', ''],
  ])('does not say "no such permit" beside a row %s', (_what, stranger) => {
    expect(kinds([NUMBER, OTHER], [row, stranger])).toEqual(['FOUND', 'BAD']);
  });

  test.each([
    ['issued later', { FZRQ: '20240901', YXQZ: '20260831' }],
    ['ending later', { YXQZ: '20280831' }],
    ['open-ended', { YXQZ: '长期' }],
    ['checked later', { FHRQ: '20260828' }],
    ['alike but not in force', { ZT: '06' }],
  ])('takes the row %s of two, and says so', (_what, change) => {
    const newer = { ...row, ZT: '06', ...change };
    for (const rows of [
      [row, newer],
      [newer, row],
    ]) {
      expect(attribute([NUMBER], rows)).toMatchObject([
        { kind: 'FOUND', record: { status: 'REVOKED', remarks: [{ code: 'DUPLICATE_ROWS' }] } },
      ]);
    }
  });

  test('a row whose dates nobody can read is the older one', () => {
    const unreadable = { ...row, FZRQ: '20239999', ZT: '06' };
    expect(attribute([NUMBER], [unreadable, row])).toMatchObject([{ record: { status: 'VALID' } }]);
  });
});
