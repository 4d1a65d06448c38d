import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskNamedAsPerson, readHolderName } from '../../../../adapters/sdk/mapping/holder-name.ts';

const read = (name: unknown, owner: unknown) => readHolderName(name, '经营者名称', owner, []);

describe('a business that is named like its owner', () => {
  test.each([
    ['王建明', '王建明', '王*明'],
    ['王建明', '王*明', '王*明'],
    ['王明', '王*', '王*'],
    ['欧阳建明', '欧**明', '欧**明'],
    ['欧阳建明', '欧*明', '欧**明'],
    ['王建明（个体工商户）', '王建明', '王*明（个体工商户）'],
    ['王建明(个体工商户)', '王*明', '王*明(个体工商户)'],
    ['王建明 （个体工商户）', '王建明', '王*明 （个体工商户）'],
    ['王建明【个体】', '王建明', '王*明【个体】'],
    ['王建明', '王建明（经营者）', '王*明'],
    ['　王建明\u200b', ' 王建明　', '王*明'],
    ['王建明（电话13812345678）', '王建明', '王*明（电话138****5678）'],
  ])('%s of %s is shown as %s', (name, owner, shown) => {
    expect(read(name, owner)).toBe(shown);
  });

  test('is masked but for its bracket where only the department knows the owner', () => {
    expect(maskNamedAsPerson('王建明')).toBe('王*明');
    expect(maskNamedAsPerson('王建明（个体工商户）')).toBe('王*明（个体工商户）');
    expect(maskNamedAsPerson('（王建明）')).toBe('（王建明）');
  });
});

describe('a trade name', () => {
  test.each([
    ['王建明烟酒店', '王建明'],
    ['老街坊饭庄', '王建明'],
    ['王建国', '王建明'],
    ['王建国', '王*明'],
    ['王建国', '***'],
    ['王家大饭庄', '王*'],
    ['王建明', '(*明'],
    ['（王建明）饭庄', '王建明'],
    ['王', '王'],
    ['王建明', ''],
    ['王建明', null],
    ['王建明', { name: '王建明' }],
  ])('%s of %j stays as it hangs over the door', (name, owner) => {
    expect(read(name, owner)).toBe(name);
  });
});

test('a name that is missing or no text is null', () => {
  expect([read(null, '王建明'), read('', '王建明'), read({}, '王建明')]).toEqual([null, null, null]);
});

test('no owner’s name passes, whatever stands in the bracket', () => {
  const character = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
  const person = fc.string({ unit: character, minLength: 2, maxLength: 4 });
  const rest = fc.oneof(
    fc.constant(''),
    fc.string({ unit: character }).map((text) => `（${text}）`),
  );
  fc.assert(
    fc.property(person, rest, fc.constantFrom('', ' ', '　'), (owner, bracket, space) => {
      fc.pre(!bracket.includes(owner));
      expect(read(`${owner}${space}${bracket}`, owner)).not.toContain(owner);
    }),
  );
});
