import { describe, expect, test } from '@jest/globals';
import type { Caller, Role } from '../../../subgraphs/domain/caller.ts';
import { regionPrefix } from '../../../subgraphs/domain/region.ts';
import { remitOf, type Remit } from '../../../subgraphs/domain/remit.ts';
import { regionRange } from '../../../subgraphs/issuance/reading/region-range.ts';

const USCC = '92150302MA0PT2X897';
const BY_REGION: Role[] = ['clerk', 'inspector', 'lead', 'issuer', 'regulator'];

interface Licence {
  regionCode: string;
  holderUscc: string;
  departments: string[];
}

const kaifeng: Licence = { regionCode: '410204', holderUscc: USCC, departments: ['food', 'culture'] };

/** As the SQL applies it. */
function covers(remit: Remit, licence: Licence): boolean {
  const range = regionRange(remit.regionPrefix);
  return (
    (range === null || (licence.regionCode >= range.from && licence.regionCode < range.to)) &&
    (remit.holderUscc === null || remit.holderUscc === licence.holderUscc) &&
    (remit.department === null || licence.departments.includes(remit.department))
  );
}

const sees = (caller: Omit<Caller, 'id'>) => covers(remitOf({ id: 'x', ...caller }), kaifeng);

describe('the remit of a caller', () => {
  test.each(BY_REGION)('of role %s is the region and what is below it', (role) => {
    for (const region of ['410204', '410200', '410000']) expect(sees({ role, region })).toBe(true);
    for (const region of ['410205', '410300', '420000', '150300', '440300'])
      expect(sees({ role, region })).toBe(false);
  });

  test.each([...BY_REGION, 'officer'] as Role[])('of role %s is nothing without a region', (role) => {
    const unusable = [
      undefined,
      '',
      '000000',
      '010000',
      '4102',
      '41020',
      '4102000',
      '41020x',
      '００４１０２',
      '%',
    ];
    for (const region of unusable) {
      expect(sees({ role, department: 'food', ...(region === undefined ? {} : { region }) })).toBe(false);
    }
  });

  test('of an officer is the region and only licences that hold a permit of the department', () => {
    expect(sees({ role: 'officer', region: '410200', department: 'food' })).toBe(true);
    expect(sees({ role: 'officer', region: '410200', department: 'tobacco' })).toBe(false);
    expect(sees({ role: 'officer', region: '150300', department: 'food' })).toBe(false);
    expect(sees({ role: 'officer', region: '410200' })).toBe(false);
  });

  test('of an applicant is the own business, wherever it is, and nothing without its code', () => {
    expect(sees({ role: 'applicant', uscc: USCC })).toBe(true);
    expect(sees({ role: 'applicant', uscc: USCC, region: '150300' })).toBe(true);
    expect(sees({ role: 'applicant', uscc: '91410204MA0000000X' })).toBe(false);
    expect(sees({ role: 'applicant', region: '410200' })).toBe(false);
  });

  test('of another system is everything, of an anonymous caller nothing', () => {
    expect(sees({ role: 'service' })).toBe(true);
    expect(sees({ role: 'anonymous', region: '410200', uscc: USCC, department: 'food' })).toBe(false);
  });
});

describe('a region', () => {
  test.each([
    ['410000', '41'],
    ['410200', '4102'],
    ['410204', '410204'],
    ['410020', '410020'],
    ['110100', '1101'],
    ['100000', '10'],
  ])('%s covers the codes that begin with %s', (code, prefix) => {
    expect(regionPrefix(code)).toBe(prefix);
  });

  test('covers as a range of codes exactly what it covers as a prefix', () => {
    for (const prefix of ['41', '4102', '410204', '4']) {
      const range = regionRange(prefix);
      for (const code of [
        '409999',
        '410000',
        '410199',
        '410200',
        '410299',
        '410300',
        '419999',
        '420000',
        '500000',
      ]) {
        expect(range !== null && code >= range.from && code < range.to).toBe(code.startsWith(prefix));
      }
    }
  });
});
