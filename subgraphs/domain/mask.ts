import { looksLikeCitizenId } from './citizen-id.ts';

const DIGIT = '[0-9０-９]';
/**
 * 18 or 15 digits, or the 18 in their groups of 6, 8 and 4; full-width digits are digits to a reader. A final X ends
 * a number, whatever follows.
 */
const CITIZEN_ID_CANDIDATE = new RegExp(
  `(?<!${DIGIT})(?:${DIGIT}{6}[ -]?${DIGIT}{8}[ -]?${DIGIT}{3}(?:[XxＸｘ]|${DIGIT}(?!${DIGIT}))|${DIGIT}{15}(?!${DIGIT}))`,
  'g',
);
/** Mainland mobile numbers, with or without the country code and the usual groups. */
const MOBILE_PHONE = new RegExp(
  `(?<!${DIGIT})(?:(?:[+＋]|00)?[8８][6６][ -]?)?[1１][3-9３-９]${DIGIT}(?:[ -]?${DIGIT}{4}){2}(?!${DIGIT})`,
  'g',
);
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Hides month and day of birth, as printed certificates do (characters 11-14; 9-12 of the old 15-digit form):
 * `1101051949****002X`. What is neither is hidden whole, since nobody can say which part of it is safe.
 */
export function maskCitizenId(id: string): string {
  const { length } = id.replace(/[\s-]/g, '');
  if (length === 18) return maskPositions(id, 11, 14);
  if (length === 15) return maskPositions(id, 9, 12);
  return '*'.repeat(length);
}

/** 王建明 → 王*明, 王明 → 王*, 欧阳建明 → 欧**明. Spaces that pad a short name (王　明) do not count as a character. */
export function maskPersonName(name: string): string {
  const characters = Array.from(graphemes.segment(name.replace(/\s/g, '')), ({ segment }) => segment);
  const [first, ...rest] = characters;
  if (first === undefined) return '';
  if (rest.length === 0) return '*';
  if (rest.length === 1) return `${first}*`;
  return `${first}${'*'.repeat(rest.length - 1)}${rest.at(-1)}`;
}

/** Keeps the last four digits and the first three (after a country code): `138****5678`. Short numbers vanish whole. */
export function maskPhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '');
  if (digits.length < 8) return '*'.repeat(digits.length);
  return maskPositions(phone, digits.length - 7, digits.length - 4);
}

/**
 * Masks every citizen id and mobile phone number found in a text, and leaves the rest as it is. For log lines, and
 * for fields that should hold no personal data but do: an individual household's record can carry its owner's id
 * where the USCC belongs. Masking twice changes nothing more.
 */
export function maskPersonalData(text: string): string {
  return text
    .replace(CITIZEN_ID_CANDIDATE, (found) => (looksLikeCitizenId(found) ? maskCitizenId(found) : found))
    .replace(MOBILE_PHONE, maskPhone);
}

/** Stars over the letters and digits `from` to `to`, counted from 1; separators neither count nor vanish. */
function maskPositions(text: string, from: number, to: number): string {
  let position = 0;
  return text.replace(/[\p{L}\p{N}*]/gu, (character) => {
    position += 1;
    return position >= from && position <= to ? '*' : character;
  });
}
