import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDepartmentDate } from '../../../subgraphs/domain/department-date.ts';

const unreadable = { date: null, problem: 'DATE_UNREADABLE' };
const openEnded = { date: null, problem: null };

describe('a date as a department writes it', () => {
  test.each([
    '20270301',
    20270301,
    '2027-03-01',
    '2027/03/01',
    '2027/3/1',
    '2027.03.01',
    '2027年3月1日',
    '2027 年 03 月 01 日',
    '２０２７－０３－０１',
    '  20270301　',
    '20270301235959',
    '20270301 23:59:59',
    '2027-03-01 00:00:00',
    '2027-03-01 00:00:00.0',
    '2027/3/1 9:05',
    '2027-03-01T24:00',
    '2027年3月1日 12:00',
    '2027-03-01T00:00:00+08:00',
    '2027-02-28T16:00:00.000Z',
    '2027-03-01T9:00:00+0800',
  ])('reads %p', (raw) => {
    expect(readDepartmentDate(raw)).toEqual({ date: '2027-03-01', problem: null });
  });

  test.each([
    null,
    undefined,
    '',
    ' 　',
    '99991231',
    99991231,
    '9999-12-31',
    '9999年12月31日',
    '长期',
    '长期有效',
  ])('takes %p for open-ended', (raw) => {
    expect(readDepartmentDate(raw)).toEqual(openEnded);
  });

  test('takes the last day of 9999 for open-ended with any time of day', () => {
    expect(readDepartmentDate('9999-12-31 23:59:59')).toEqual(openEnded);
    expect(readDepartmentDate('9999-12-31T15:59:59Z')).toEqual(openEnded);
  });

  test.each([
    '20250230',
    '2025-02-29',
    '2025-13-01',
    '00000000',
    '0000-00-00',
    '0001-01-01',
    '2025-03',
    '2025-03/01',
    '202503011',
    '2025-03-01 25:00',
    '2025-03-01 明天',
    '2025-03-0110:00',
    '有效',
    'null',
    '3月1日',
    0,
    Number.NaN,
    true,
    {},
    [],
    new Date(0),
    '2'.repeat(1_000_000),
  ])('says that it cannot read %p', (raw) => {
    expect(readDepartmentDate(raw)).toEqual(unreadable);
  });

  test('every day since 1900 comes back from every form', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (at) => {
        const date = at.toISOString().slice(0, 10);
        const [year, month, day] = date.split('-').map(Number);
        for (const text of [date, date.replaceAll('-', ''), `${year}年${month}月${day}日`]) {
          expect(readDepartmentDate(text)).toEqual({ date, problem: null });
        }
      }),
    );
  });

  test('whatever comes, the answer is an existing day, or none', () => {
    const eightDigits = fc.stringMatching(/^(19|20)[0-9]{6}$/);
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), eightDigits), (raw) => {
        const { date, problem } = readDepartmentDate(raw);
        if (date === null) return problem === null || problem === 'DATE_UNREADABLE';
        return problem === null && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
      }),
    );
  });
});
