/** The 31 characters of GB 32100-2015: no I, O, S, V, Z. A character's value is its index. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^(i-1) mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

const SUBJECT_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SUBJECT_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/** `ok` is false only where the code cannot be a USCC; a warning leaves it usable. */
export interface UsccCheck {
  ok: boolean;
  error: 'MALFORMED' | 'CHECK_FAILS' | null;
  warnings: readonly 'SUBJECT_CODE_CHECK_FAILS'[];
}

/**
 * Checks a unified social credit code (统一社会信用代码, GB 32100-2015) in its normal form (see `normaliseUscc`). A
 * failing character 18 is an error. A failing organisation code inside (GB 11714, characters 9-17) is a warning, since
 * codes given to old individual households carry such ones. The region is not looked up: a code keeps the region of
 * its day, also after that was retired.
 */
export function checkUscc(text: string): UsccCheck {
  if (!SHAPE.test(text)) return { ok: false, error: 'MALFORMED', warnings: [] };
  if (usccCheckCharacter(text.slice(0, 17)) !== text.charAt(17)) {
    return { ok: false, error: 'CHECK_FAILS', warnings: [] };
  }
  const subjectOk = subjectCheckCharacter(text.slice(8, 16)) === text.charAt(16);
  return { ok: true, error: null, warnings: subjectOk ? [] : ['SUBJECT_CODE_CHECK_FAILS'] };
}

/** The form in which codes are compared: NFKC (full-width letters folded), no spaces around, upper case. */
export function normaliseUscc(raw: string): string {
  return raw.normalize('NFKC').trim().toUpperCase();
}

/** Character 18. @throws RangeError unless given 17 characters of the alphabet */
export function usccCheckCharacter(first17: string): string {
  // 31 - remainder wraps to 0, which the printed formula of the standard leaves to the reader.
  return ALPHABET.charAt((31 - (weightedSum(first17, ALPHABET, WEIGHTS) % 31)) % 31);
}

/** Character 9 of an organisation code (组织机构代码, GB 11714). @throws RangeError unless given 8 of `0-9A-Z` */
export function subjectCheckCharacter(first8: string): string {
  return '0123456789X'.charAt((11 - (weightedSum(first8, SUBJECT_ALPHABET, SUBJECT_WEIGHTS) % 11)) % 11);
}

export interface UsccParts {
  /** Registering authority, e.g. `9` market regulation (市场监管). */
  authority: string;
  /** Kind of holder, e.g. for authority 9: `1` enterprise, `2` individual household, `3` farmers' cooperative. */
  category: string;
  /** GB/T 2260, 6 digits. */
  region: string;
  /** The first 8 characters of the organisation code. */
  subject: string;
}

/** A code with both check characters right. @throws RangeError where a part cannot stand in a code */
export function buildUscc({ authority, category, region, subject }: UsccParts): string {
  const first17 = `${authority}${category}${region}${subject}${subjectCheckCharacter(subject)}`;
  const code = `${first17}${usccCheckCharacter(first17)}`;
  if (!SHAPE.test(code))
    throw new RangeError(`"${code}" is no USCC; the region must be 6 digits: "${region}"`);
  return code;
}

function weightedSum(text: string, alphabet: string, weights: readonly number[]): number {
  if (text.length !== weights.length) {
    throw new RangeError(`"${text}" has ${text.length} characters where ${weights.length} are needed`);
  }
  return weights.reduce((sum, weight, index) => {
    const value = alphabet.indexOf(text.charAt(index));
    if (value < 0) throw new RangeError(`"${text.charAt(index)}" in "${text}" is not one of ${alphabet}`);
    return sum + value * weight;
  }, 0);
}
