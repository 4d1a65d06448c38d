import type { PermitRemark } from '../../../subgraphs/domain/permit-record.ts';
import { readText } from './department-text.ts';

const MOST_ITEMS = 100;

/**
 * A scope of business that comes as a list of texts. Items that are no text are left out, with a remark.
 * @param label of the field, as people read it
 */
export function readScope(raw: unknown, label: string, remarks: PermitRemark[]): readonly string[] | null {
  if (raw === null || raw === undefined || raw === '') return null;
  const given = Array.isArray(raw) ? (raw as unknown[]) : [raw];
  const items = given
    .slice(0, MOST_ITEMS)
    .flatMap((item) => (typeof item === 'string' ? readText(item) : null) ?? []);
  if (items.length < given.length)
    remarks.push({ code: 'SCOPE_UNREADABLE', message: `${label}有无法识别的内容` });
  return items;
}
