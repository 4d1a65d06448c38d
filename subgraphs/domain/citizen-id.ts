import { calendarDateExists } from './calendar-date.ts';
import { checkUscc } from './uscc.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';
const SHAPE = /^[1-9]\d{5}((?:18|19|20)\d{2})(\d{2})(\d{2})\d{3}[\dX]$/;
/** Before 1999: two digits of the year, no check character. */
const OLD_SHAPE = /^[1-9]\d{5}(\d{2})(\d{2})(\d{2})\d{3}$/;

export type CitizenIdCheck =
  { ok: true } | { ok: false; error: 'MALFORMED' | 'NO_SUCH_DATE' | 'CHECK_FAILS' };

/**
 * Checks a citizen identity number (公民身份号码, GB 11643) of 18 characters; a lower-case x is accepted. The date of
 * birth must exist; the region is not looked up, since a number keeps the region of its day.
 */
export function checkCitizenId(text: string): CitizenIdCheck {
  const number = text.toUpperCase();
  const [, year, month, day] = SHAPE.exec(number) ?? [];
  if (year === undefined) return { ok: false, error: 'MALFORMED' };
  if (!calendarDateExists(Number(year), Number(month), Number(day)))
    return { ok: false, error: 'NO_SUCH_DATE' };
  const right = citizenIdCheckCharacter(number.slice(0, 17)) === number.charAt(17);
  return right ? { ok: true } : { ok: false, error: 'CHECK_FAILS' };
}

/** Character 18 (ISO 7064 MOD 11-2). @throws RangeError unless given 17 digits */
export function citizenIdCheckCharacter(first17: string): string {
  // The value is not repeated in the message: it may be somebody's number.
  if (!/^\d{17}$/.test(first17)) throw new RangeError('A citizen id check needs exactly 17 digits.');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17.charAt(index)), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/**
 * Whether a text must be treated as a citizen's number: 18 characters, or 15 of the old form, with a date of birth
 * that exists, whether or not the check holds (a mistyped number still points at its owner). Full-width digits and
 * the groups of a number written `110105 19491231 002X` count. A sound USCC that merely has the same shape does not.
 */
export function looksLikeCitizenId(text: string): boolean {
  const number = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (number.length === 15) {
    const [, year, month, day] = OLD_SHAPE.exec(number) ?? [];
    return year !== undefined && calendarDateExists(1900 + Number(year), Number(month), Number(day));
  }
  const check = checkCitizenId(number);
  if (check.ok) return true;
  // One mistyped id in 31 passes as a USCC, so the organisation code inside must hold too: one in 341.
  const uscc = checkUscc(number);
  return check.error === 'CHECK_FAILS' && !(uscc.ok && uscc.warnings.length === 0);
}
