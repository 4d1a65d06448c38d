import type { PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { readText } from './department-text.ts';

const MOST_ITEMS = 100;
const OPENING = '（([【〔';
const CLOSING = '）)]】〕';
const SEPARATORS = '、,，;；|';

/** 经营项目 `jyxm`: a list, or in older rows one text with separators. Items that are no text are left out. */
export function readScope(raw: unknown, remarks: PermitRemark[]): readonly string[] | null {
  if (raw === null || raw === undefined || raw === '') return null;
  const items: string[] = [];
  let odd = false;
  if (Array.isArray(raw)) {
    odd = raw.length > MOST_ITEMS;
    for (const value of raw.slice(0, MOST_ITEMS)) {
      const text = typeof value === 'string' ? readText(value) : undefined;
      if (text == null) odd = true;
      else items.push(text);
    }
  } else {
    const text = typeof raw === 'string' ? readText(raw) : undefined;
    if (text == null) odd = true;
    else items.push(...splitItems(text));
  }
  if (odd) remarks.push({ code: 'SCOPE_UNREADABLE', message: '经营项目（jyxm）有无法识别的内容' });
  return items.length === 0 && odd ? null : items;
}

/** Splits at separators outside brackets: 预包装食品销售（含冷藏、冷冻食品） is one item. */
function splitItems(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (character !== undefined) {
      if (OPENING.includes(character)) depth += 1;
      else if (CLOSING.includes(character)) depth = Math.max(0, depth - 1);
      if (depth > 0 || !SEPARATORS.includes(character)) continue;
    }
    const item = text.slice(from, at).trim();
    if (item !== '' && items.length < MOST_ITEMS) items.push(item);
    from = at + 1;
  }
  return items;
}
