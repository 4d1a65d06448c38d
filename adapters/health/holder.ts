import { looksLikeCitizenId } from '../../subgraphs/domain/citizen-id.ts';
import { maskCitizenId, maskPersonalData } from '../../subgraphs/domain/mask.ts';
import type { PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { checkUscc, normaliseUscc } from '../../subgraphs/domain/uscc.ts';
import { readText } from './row-text.ts';

/** As many digits in a row as a mobile phone has, groups included; shorter runs hold no personal number. */
const LONG_DIGITS = /(?:[0-9０-９][ -]?){11}/;
const REGISTRATION_NUMBER = /^\d{15}$/;
/** An ID number with its groups apart is not longer. */
const LONGEST_CODE = 30;

/**
 * 统一社会信用代码 `XYDM`, normalised. An individual household's row may carry its owner's ID number there: it is
 * masked, never passed on. An old 15-digit registration number stays, with a remark; anything else is null.
 */
export function readHolderCode(raw: unknown, remarks: PermitRemark[]): string | null {
  const text = readText(raw);
  if (text === null) return null;
  const code = text === undefined || text.length > LONGEST_CODE ? '' : normaliseUscc(text);
  // First: one ID number in 31 would pass the check of a credit code by chance.
  if (looksLikeCitizenId(code)) {
    remarks.push({ code: 'USCC_IS_CITIZEN_ID', message: '统一社会信用代码栏填的是公民身份号码，已作遮盖' });
    return maskCitizenId(code);
  }
  if (code.length === 18 && checkUscc(code).ok) return code;
  if (REGISTRATION_NUMBER.test(code)) {
    remarks.push({ code: 'USCC_IS_OLD_NUMBER', message: '统一社会信用代码栏填的是旧营业执照注册号' });
    return code;
  }
  remarks.push({ code: 'USCC_UNREADABLE', message: '统一社会信用代码无法识别或校验不符' });
  return null;
}

/** A text of the row, with ID and phone numbers masked that were typed into it. */
export function readRowText(raw: unknown, label: string, remarks: PermitRemark[]): string | null {
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
