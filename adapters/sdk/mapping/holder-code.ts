import { looksLikeCitizenId } from '../../../subgraphs/domain/citizen-id.ts';
import { maskCitizenId } from '../../../subgraphs/domain/mask.ts';
import type { PermitRemark } from '../../../subgraphs/domain/permit-record.ts';
import { checkUscc, normaliseUscc } from '../../../subgraphs/domain/uscc.ts';
import { readText } from './department-text.ts';

const REGISTRATION_NUMBER = /^\d{15}$/;
/** All that an ID number can hold, groups included; most credit codes hold other letters, and need no closer look. */
const MAY_BE_CITIZEN_ID = /^[\dX\s-]+$/;
/** An ID number with a space between any two of its digits is not longer. */
const LONGEST_CODE = 40;

/**
 * 统一社会信用代码 of a row, normalised. An individual household's row may carry its owner's ID number there: it is
 * masked, never passed on. An old 15-digit registration number stays, with a remark; anything else is null.
 */
export function readHolderCode(raw: unknown, remarks: PermitRemark[]): string | null {
  const text = readText(raw);
  if (text === null) return null;
  const code = text === undefined || text.length > LONGEST_CODE ? '' : normaliseUscc(text);
  // First: one ID number in 31 would pass the check of a credit code by chance.
  if (MAY_BE_CITIZEN_ID.test(code) && looksLikeCitizenId(code)) {
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
