import type { PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { readText } from '../sdk/mapping/department-text.ts';
import { maskTyped } from '../sdk/mapping/holder-text.ts';

const MOST_ITEMS = 100;

/**
 * 许可项目: `<XKXM><XM>…</XM>…</XKXM>`. Rows without the element (most: one place, one category) are permitted what
 * their category says.
 */
export function readScope(
  raw: unknown,
  category: string | null,
  remarks: PermitRemark[],
): readonly string[] | null {
  if (raw === undefined) return category === null ? null : [category];
  if (typeof raw === 'string' && raw.trim() === '') return null;
  const elements = typeof raw === 'object' && raw !== null ? (raw as { XM?: unknown }).XM : undefined;
  const items: string[] = [];
  if (Array.isArray(elements)) {
    for (const element of elements.slice(0, MOST_ITEMS)) {
      const text = readText(element);
      if (text != null) items.push(maskTyped(text));
    }
  }
  if (!Array.isArray(elements) || items.length < elements.length) {
    remarks.push({ code: 'SCOPE_UNREADABLE', message: '许可项目（XKXM）有无法识别的内容' });
  }
  return items.length === 0 ? null : items;
}
