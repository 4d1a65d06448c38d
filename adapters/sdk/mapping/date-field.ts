import { readDepartmentDate } from '../../../subgraphs/domain/department-date.ts';
import type { PermitRemark } from '../../../subgraphs/domain/permit-record.ts';
import { readText } from './department-text.ts';

/**
 * A date of a row, `YYYY-MM-DD`; null where it is open-ended, and where nobody can read it, which is remarked upon.
 * @param label of the field, as people read it
 */
export function readDate(raw: unknown, label: string, remarks: PermitRemark[]): string | null {
  const asItStands = readDepartmentDate(raw);
  if (asItStands.problem === null) return asItStands.date;
  // Only now, since it is rare: characters that nobody sees may stand in the way.
  const text = readText(raw);
  const { date, problem } = text === undefined ? asItStands : readDepartmentDate(text);
  if (problem !== null) remarks.push({ code: problem, message: `${label}无法识别` });
  return date;
}
