import { maskPersonalData } from '../../../subgraphs/domain/mask.ts';
import type { PermitRemark } from '../../../subgraphs/domain/permit-record.ts';
import { readText } from './department-text.ts';

/** As many digits in a row as a mobile phone has, groups included; shorter runs hold no personal number. */
const LONG_DIGITS = /(?:[0-9０-９][ -]?){11}/;

/**
 * A text about the holder, with ID and phone numbers masked that were typed into it.
 * @param label of the field, as people read it
 */
export function readHolderText(raw: unknown, label: string, remarks: PermitRemark[]): string | null {
  const text = readText(raw);
  if (text === undefined) {
    remarks.push({ code: 'TEXT_UNREADABLE', message: `${label}无法识别` });
    return null;
  }
  return text === null ? null : maskTyped(text);
}

/** Masks ID and phone numbers that somebody typed into a text. */
export function maskTyped(text: string): string {
  return LONG_DIGITS.test(text) ? maskPersonalData(text) : text;
}
