import { PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';
import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import type { AdapterDefinition, ReadAnswer, SpecificField } from '../contract.ts';

const STATUSES: ReadonlySet<string> = new Set(PERMIT_STATUSES);
const CALENDAR_DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The last gate before a record is believed, the same for every adapter: each field of the type that the schema
 * gives it. What fails becomes `BAD` for that permit alone.
 */
export function believe(
  definition: AdapterDefinition,
  answers: readonly ReadAnswer[],
): readonly ReadAnswer[] {
  return answers.map((answer) => {
    if (answer.kind !== 'FOUND') return answer;
    const problem = problemOf(definition, answer.record);
    return problem ? { kind: 'BAD', number: answer.number, problem } : answer;
  });
}

function problemOf(definition: AdapterDefinition, record: PermitRecord): string | null {
  if (!STATUSES.has(record.status)) return 'status is none of the canonical words';
  if (!isDayOrNull(record.validFrom)) return 'validFrom is no calendar day';
  if (!isDayOrNull(record.validTo)) return 'validTo is no calendar day';
  if (!isTextsOrNull(record.scope)) return 'scope is no list of texts';
  for (const field of ['holderName', 'holderUscc', 'address', 'issuedBy'] as const) {
    if (!isTextOrNull(record[field])) return `${field} is no text`;
  }
  for (const [name, field] of Object.entries(definition.specificFields)) {
    if (!fits(record[name], field.type)) return `${name} does not fit its type`;
  }
  return null;
}

function fits(value: unknown, type: SpecificField['type']): boolean {
  if (value === null || value === undefined) return true;
  if (typeof type === 'object') return typeof value === 'string' && value in type.values;
  switch (type) {
    case 'String':
      return typeof value === 'string';
    case 'Int':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Date':
      return isDayOrNull(value);
  }
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isTextsOrNull(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.every((text) => typeof text === 'string'));
}

function isDayOrNull(value: unknown): boolean {
  return value === null || (typeof value === 'string' && CALENDAR_DAY.test(value));
}
