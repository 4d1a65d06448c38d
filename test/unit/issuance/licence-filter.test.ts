import { describe, expect, test } from '@jest/globals';
import { licenceFilterSchema } from '../../../subgraphs/issuance/reading/licence-filter.ts';

describe('the filter of a list', () => {
  test('takes any of its conditions, all, or none', () => {
    const all = {
      regionCode: '150300',
      industryCode: 'WH-09',
      status: 'PARTIAL',
      department: 'food',
      permitStatus: 'SUSPENDED',
      expiresFrom: '2026-01-01',
      expiresTo: '2028-02-29',
    };
    expect(licenceFilterSchema.parse(all)).toEqual(all);
    expect(licenceFilterSchema.parse({})).toEqual({});
    for (const name of Object.keys(all))
      expect(licenceFilterSchema.parse({ [name]: null })).toEqual({ [name]: null });
  });

  test.each([
    ['regionCode', '41'],
    ['regionCode', '41020०'],
    ['regionCode', '410200\0'],
    ['industryCode', ''],
    ['industryCode', 'WH-09\0'],
    ['industryCode', '\ud800'],
    ['industryCode', "' OR 1=1 --"],
    ['industryCode', 'x'.repeat(33)],
    ['expiresFrom', '2026-02-30'],
    ['expiresFrom', '2026-1-1'],
    ['expiresTo', '2026-01-01T00:00:00Z'],
    ['expiresTo', 20260101],
    ['expiresTo', { gte: '2026-01-01' }],
  ])('refuses %s %j with a word on what to send', (name, value) => {
    const { error } = licenceFilterSchema.safeParse({ [name]: value });
    expect(error?.issues[0]?.path).toEqual([name]);
    expect(error?.issues[0]?.message).toMatch(/^Send .*\.$/);
  });
});
