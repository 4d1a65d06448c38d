import { describe, expect, test } from '@jest/globals';
import {
  PERMIT_TYPES,
  PROGRAMMES,
  industry,
  permitType,
  programmeOf,
} from '../../../subgraphs/domain/catalogue/catalogue.ts';

describe('the catalogue', () => {
  test('has the fifteen permit types, each with a department of the graph', () => {
    expect(PERMIT_TYPES).toHaveLength(15);
    expect(new Set(PERMIT_TYPES.map(({ code }) => code)).size).toBe(15);
    expect(permitType('WSXK')).toMatchObject({ canonicalName: '公共场所卫生许可证', department: 'health' });
    expect(permitType('TZHY')?.department).toBe('registry');
    expect(permitType('NONE')).toBeUndefined();
  });

  test('names only permit types that exist, under the name that the permit type has', () => {
    for (const { permits, alternatives, atLeastOneOf } of PROGRAMMES.flatMap(
      ({ industries }) => industries,
    )) {
      for (const { code, name } of permits) expect(permitType(code)?.name).toBe(name);
      const codes = permits.map(({ code }) => code);
      for (const group of [...alternatives, ...atLeastOneOf])
        expect(codes).toEqual(expect.arrayContaining(group));
    }
  });

  test('gives every industry a code of its own over all programmes', () => {
    const codes = PROGRAMMES.flatMap(({ industries }) => industries.map(({ code }) => code));
    expect(new Set(codes).size).toBe(codes.length);
    expect(industry('WH-04')).toMatchObject({
      name: '小餐饮',
      alternatives: [['SPJY', 'SPDJ']],
      source: 'DOCUMENT',
    });
    expect(industry('KF-01')).toMatchObject({ source: 'ILLUSTRATIVE' });
    expect(industry('WH-99')).toBeUndefined();
  });

  test('keeps the fourteen rows of Wuhai, and marks what no document gives', () => {
    const [wuhai] = PROGRAMMES;
    expect(wuhai?.industries).toHaveLength(14);
    expect(wuhai?.minPermits).toBe(1);
    for (const { code, industries } of PROGRAMMES) {
      expect(new Set(industries.map(({ source }) => source))).toEqual(
        new Set([code === 'wuhai' ? 'DOCUMENT' : 'ILLUSTRATIVE']),
      );
    }
  });

  test('finds the programme in force at a county, a city and a province', () => {
    expect(programmeOf('150303')?.code).toBe('wuhai');
    expect(programmeOf('410200')?.code).toBe('kaifeng');
    expect(programmeOf('640221')?.code).toBe('pingluo');
    expect(programmeOf('640200')).toBeUndefined();
    expect(programmeOf('140105')?.code).toBe('shanxi');
    expect(programmeOf('110105')).toBeUndefined();
  });

  test('has no industry below its own minimum', () => {
    for (const { minPermits, industries } of PROGRAMMES) {
      for (const { permits, alternatives } of industries) {
        const most = permits.length - alternatives.reduce((sum, group) => sum + group.length - 1, 0);
        expect(most).toBeGreaterThanOrEqual(minPermits);
      }
    }
  });
});
