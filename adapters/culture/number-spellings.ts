/** `xkzbh` is CHAR(30): nothing longer can be stored. */
const COLUMN_CHARACTERS = 30;
const FULL_WIDTH_SPACE = '\u3000';

/** Pairs of brackets in which clerks write the year of a 网文 number. */
const BRACKETS = ['〔〕', '[]', '［］', '（）', '()', '【】'] as const;
const OPENING = /[〔[［（(【]/g;
const CLOSING = /[〕\]］）)】]/g;

/**
 * Other ways in which a number may be stored, so that an index on the column finds them: the department's clerks pad
 * with full-width spaces or a leading space, which the type's own padding rule does not ignore, and type full-width
 * digits and every kind of bracket. All of them have the number's `permitNumberKey`.
 */
export function otherSpellings(number: string): string[] {
  const base = number.trim();
  const half = base.normalize('NFKC').toUpperCase();
  const spellings = new Set([base, half]);
  if (/[(（[［〔【]/.test(base)) {
    for (const pair of BRACKETS) {
      spellings.add(half.replace(OPENING, pair.charAt(0)).replace(CLOSING, pair.charAt(1)));
    }
  }
  spellings.add(toFullWidth(half));
  for (const stem of base === half ? [base] : [base, half]) {
    spellings.add(` ${stem}`);
    spellings.add(`${FULL_WIDTH_SPACE}${stem}`);
    spellings.add(`${stem}${FULL_WIDTH_SPACE}`);
    spellings.add(`${stem}${FULL_WIDTH_SPACE}${FULL_WIDTH_SPACE}`);
    spellings.add(stem.padEnd(COLUMN_CHARACTERS, FULL_WIDTH_SPACE));
  }
  // Asked for as it is anyway; blank would find rows that have no number at all.
  spellings.delete(number);
  return [...spellings].filter((text) => text.length <= COLUMN_CHARACTERS && text.trim() !== '');
}

/** ＡＢＣ１２３ for ABC123. */
export function toFullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}
