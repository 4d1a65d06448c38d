import { looksLikeCitizenId } from '../../subgraphs/domain/citizen-id.ts';
import { maskCitizenId, maskPersonalData, maskPersonName } from '../../subgraphs/domain/mask.ts';
import type { PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { checkUscc, normaliseUscc } from '../../subgraphs/domain/uscc.ts';
import { readText } from './department-text.ts';

/** As many digits in a row as a mobile phone has, groups included; shorter runs hold no personal number. */
const LONG_DIGITS = /(?:[0-9０-９][ -]?){11}/;
const REGISTRATION_NUMBER = /^\d{15}$/;

/**
 * 统一社会信用代码 `tyshxydm`, normalised. An individual household's row may carry its owner's ID number there: it is
 * masked, never passed on. An old 15-digit registration number stays, with a remark; anything else is null.
 */
export function readHolderCode(raw: unknown, remarks: PermitRemark[]): string | null {
  const text = readText(raw);
  if (text === null) return null;
  const code = text === undefined ? '' : normaliseUscc(text);
  if (code.length === 18 && checkUscc(code).ok) return code;
  if (looksLikeCitizenId(code)) {
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
 * 单位名称 `dwmc`. A household that trades under its owner's name is masked like the owner, with what stands in
 * brackets behind it (王建明（个体工商户）) left as it is.
 */
export function readHolderName(raw: unknown, namedAsPerson: unknown, remarks: PermitRemark[]): string | null {
  const name = readHolderText(raw, '单位名称', remarks);
  if (name === null || namedAsPerson !== 't') return name;
  const bracket = name.search(/[（(]/);
  const [owner, rest] = bracket < 0 ? [name, ''] : [name.slice(0, bracket), name.slice(bracket)];
  return `${maskPersonName(owner)}${rest}`;
}

/** A text about the holder, with ID and phone numbers masked that were typed into it. */
export function readHolderText(raw: unknown, label: string, remarks: PermitRemark[]): string | null {
  const text = readText(raw);
  if (text === undefined) {
    remarks.push({ code: 'TEXT_UNREADABLE', message: `${label}无法识别` });
    return null;
  }
  return text !== null && LONG_DIGITS.test(text) ? maskPersonalData(text) : text;
}
