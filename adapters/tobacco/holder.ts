import { looksLikeCitizenId } from '../../subgraphs/domain/citizen-id.ts';
import { maskCitizenId, maskPersonalData, maskPersonName } from '../../subgraphs/domain/mask.ts';
import type { PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { checkUscc, normaliseUscc } from '../../subgraphs/domain/uscc.ts';
import { readText } from './row-text.ts';

/** As many digits in a row as a mobile phone has, groups included; shorter runs hold no personal number. */
const LONG_DIGITS = /(?:[0-9０-９][ -]?){11}/;
const REGISTRATION_NUMBER = /^\d{15}$/;

/**
 * 统一社会信用代码, normalised. An individual household's row may carry its owner's ID number there: it is masked,
 * never passed on. An old 15-digit registration number stays, with a remark; anything else is null.
 */
export function readHolderCode(raw: string, remarks: PermitRemark[]): string | null {
  const code = normaliseUscc(raw);
  if (code === '') return null;
  if (code.length === 18 && checkUscc(code).ok) return code;
  if (code.length < 30 && looksLikeCitizenId(code)) {
    remarks.push({ code: 'USCC_IS_CITIZEN_ID', message: '统一社会信用代码栏填的是公民身份号码，已作遮盖' });
    return maskCitizenId(code);
  }
  if (REGISTRATION_NUMBER.test(code)) {
    remarks.push({ code: 'USCC_IS_OLD_NUMBER', message: '统一社会信用代码栏填的是旧营业执照注册号' });
    return code;
  }
  remarks.push({ code: 'USCC_UNREADABLE', message: '统一社会信用代码无法识别或校验不符' });
  return null;
}

/**
 * 企业名称. A household that trades under its owner's name is masked like the owner.
 * @param person 负责人 as the row has it
 */
export function readHolderName(raw: string, person: string | null, remarks: PermitRemark[]): string | null {
  const name = readHolderText(raw, '企业名称', remarks);
  const owner = readText(person ?? '') ?? '';
  if (name === null || owner.length < 2 || !name.startsWith(owner)) return name;
  const rest = name.slice(owner.length);
  // 王建明 and 王建明（个体工商户）; 王建明烟酒店 is a trade name that hangs over the door.
  return rest === '' || /^\s*[（(]/.test(rest) ? `${maskPersonName(owner)}${rest}` : name;
}

/** A text about the holder, with ID and phone numbers masked that were typed into it. */
export function readHolderText(raw: string, label: string, remarks: PermitRemark[]): string | null {
  const text = readText(raw);
  if (text === undefined) {
    remarks.push({ code: 'TEXT_UNREADABLE', message: `${label}过长，无法采用` });
    return null;
  }
  return text !== null && LONG_DIGITS.test(text) ? maskPersonalData(text) : text;
}
