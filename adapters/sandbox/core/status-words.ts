import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';
import { NotInVocabulary } from './system.ts';

/**
 * How a department writes a status.
 * @param unlisted what it writes for UNKNOWN: a code that stands in no manual
 * @returns its code, or throws NotInVocabulary where it has no word for a status
 */
export function createStatusWords(
  department: string,
  codeOfStatus: Readonly<Partial<Record<PermitStatus, string>>>,
  unlisted: string,
): (status: PermitStatus) => string {
  return (status) => {
    if (status === 'UNKNOWN') return unlisted;
    const code = codeOfStatus[status];
    if (code !== undefined) return code;
    const known = Object.keys(codeOfStatus).join(', ');
    throw new NotInVocabulary(`${department} has no word for status ${status}; it has ${known} and UNKNOWN`);
  };
}
