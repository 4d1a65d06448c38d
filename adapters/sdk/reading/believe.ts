import { calendarDateExists } from '../../../subgraphs/domain/calendar-date.ts';
import { PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';
import type { PermitRecord, PermitRemark } from '../../../subgraphs/domain/permit-record.ts';
import type { AdapterDefinition, ReadAnswer, SpecificField } from '../contract.ts';

const STATUSES: ReadonlySet<string> = new Set(PERMIT_STATUSES);
const CALENDAR_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Of a GraphQL Int. */
const GREATEST_INT = 2 ** 31 - 1;

/**
 * The last gate before a record is believed, the same for every adapter: each field of the type that the schema
 * gives it. What fails becomes `BAD` for that permit alone.
 */
export function believe(
  definition: AdapterDefinition,
  answers: readonly ReadAnswer[],
): readonly ReadAnswer[] {
  return answers.map((answer) => {
    if (answer.kind === 'BATCH') return believeBatch(definition, answer);
    if (answer.kind !== 'FOUND') return answer;
    const problem = problemOf(definition, answer.record) ?? versionProblem(answer.version);
    return problem ? { kind: 'BAD', number: answer.number, problem } : answer;
  });
}

function believeBatch(
  definition: AdapterDefinition,
  answer: Extract<ReadAnswer, { kind: 'BATCH' }>,
): ReadAnswer {
  const { number, record, asOf } = answer;
  if (asOf !== null ? Number.isNaN(Date.parse(asOf)) : record !== null) {
    return { kind: 'BAD', number, problem: 'a record of a file without the time of the file' };
  }
  const problem = record && problemOf(definition, record);
  return problem ? { kind: 'BAD', number, problem } : answer;
}

function problemOf(definition: AdapterDefinition, record: PermitRecord): string | null {
  if (!STATUSES.has(record.status)) return 'status is none of the canonical words';
  if (!isDayOrNull(record.validFrom)) return 'validFrom is no calendar day';
  if (!isDayOrNull(record.validTo)) return 'validTo is no calendar day';
  if (!isTextsOrNull(record.scope)) return 'scope is no list of texts';
  if (!isTextOrNull(record.holderName)) return 'holderName is no text';
  if (!isTextOrNull(record.holderUscc)) return 'holderUscc is no text';
  if (!isTextOrNull(record.address)) return 'address is no text';
  if (!isTextOrNull(record.issuedBy)) return 'issuedBy is no text';
  if (!areRemarks(record.remarks)) return 'remarks are no list of codes and messages';
  for (const [name, field] of Object.entries(definition.specificFields)) {
    if (!fits(record[name], field.type)) return `${name} does not fit its type`;
  }
  return null;
}

function fits(value: unknown, type: SpecificField['type']): boolean {
  if (value === null || value === undefined) return true;
  // Own values only: `in` would find "constructor".
  if (typeof type === 'object') return typeof value === 'string' && Object.hasOwn(type.values, value);
  switch (type) {
    case 'String':
      return isText(value);
    case 'Int':
      return Number.isInteger(value) && Math.abs(value as number) <= GREATEST_INT;
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Date':
      return isDayOrNull(value);
  }
}

function versionProblem(version: number | undefined): string | null {
  return version === undefined || Number.isSafeInteger(version) ? null : 'version is no whole number';
}

/** NUL and half a surrogate pair fit no PostgreSQL text: such a record could be shown, and never be kept. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}

function isTextOrNull(value: unknown): boolean {
  return value === null || isText(value);
}

function isTextsOrNull(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.every(isText));
}

function areRemarks(value: unknown): value is readonly PermitRemark[] {
  return (
    Array.isArray(value) &&
    value.every((remark: Partial<PermitRemark> | null) => isText(remark?.code) && isText(remark?.message))
  );
}

function isDayOrNull(value: unknown): boolean {
  if (value === null) return true;
  const match = typeof value === 'string' ? CALENDAR_DAY.exec(value) : null;
  return match !== null && calendarDateExists(Number(match[1]), Number(match[2]), Number(match[3]));
}
