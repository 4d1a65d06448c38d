import { DIGITS, hybridCheckCharacter } from './iso7064.ts';

const SHAPE = /^JY[123]\d{13}$/;

/**
 * `CHECK_FAILS` is told apart from `MALFORMED` because real early numbers fail it: from a department it is a remark
 * beside the permit, and only a number typed by a user is worth asking about again.
 */
export type FoodPermitNumberCheck = 'OK' | 'MALFORMED' | 'CHECK_FAILS';

/**
 * Checks a food business permit number (食品经营许可证编号): `JY`, form of business, region (6), serial (6), check digit
 * by GB/T 17710 MOD 11,10. Expects the form of `permitNumberKey`. The region digits are not read: municipalities use
 * them otherwise.
 */
export function checkFoodPermitNumber(text: string): FoodPermitNumberCheck {
  if (!SHAPE.test(text)) return 'MALFORMED';
  return foodPermitCheckDigit(text.slice(2, 15)) === text.charAt(15) ? 'OK' : 'CHECK_FAILS';
}

/** Digit 14. @throws RangeError unless given the 13 digits before it */
export function foodPermitCheckDigit(first13: string): string {
  if (first13.length !== 13)
    throw new RangeError(`"${first13}" has ${first13.length} digits where 13 are needed`);
  return hybridCheckCharacter(first13, DIGITS);
}

export interface FoodPermitNumberParts {
  /** Form of business (经营业态): 1 food sales, 2 catering, 3 canteen. */
  form: 1 | 2 | 3;
  /** GB/T 2260, 6 digits. */
  region: string;
  /** 0 to 999999. */
  serial: number;
}

/** A number with its check digit. @throws RangeError where a part does not fit */
export function buildFoodPermitNumber({ form, region, serial }: FoodPermitNumberParts): string {
  const first13 = `${form}${region}${String(serial).padStart(6, '0')}`;
  return `JY${first13}${foodPermitCheckDigit(first13)}`;
}
