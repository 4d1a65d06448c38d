import { buildUscc } from '../../../subgraphs/domain/uscc.ts';
import type { AdapterTwin, TwinPermit } from './twin.ts';

/** One business holds so many of the permits: more than any page of a search. */
export const MANY_PERMITS = 120;
/** Another holds these few. */
export const FEW_PERMITS = 3;

const REGION = '150302';
export const BIG_HOLDER = buildUscc({ authority: '9', category: '1', region: REGION, subject: 'MA0CHECK' });
export const SMALL_HOLDER = buildUscc({ authority: '9', category: '1', region: REGION, subject: 'MA0FEWER' });
const OTHER_HOLDER = buildUscc({ authority: '9', category: '2', region: REGION, subject: 'MA0THER1' });
export const NO_HOLDER = buildUscc({ authority: '9', category: '1', region: REGION, subject: 'MA0NBDY1' });

/** Of the person in charge, in every permit; must leave no adapter. */
export const PERSON = '欧阳锺毓';

/**
 * The permits of a twin that is to be checked: all valid, each with a name and an address of its own, so that whose
 * answer is whose can be told.
 */
export function seededPermits(code: string, twin: AdapterTwin, count: number): TwinPermit[] {
  return Array.from({ length: count }, (_, serial) => ({
    department: code,
    permitType: code.toUpperCase(),
    number: twin.permitNumber(serial),
    status: 'VALID',
    validFrom: '2024-03-18',
    validTo: '2099-03-17',
    scope: twin.scope,
    holderName: `乌海市海勃湾区检验饭庄${serial}号店`,
    uscc:
      serial < MANY_PERMITS ? BIG_HOLDER : serial < MANY_PERMITS + FEW_PERMITS ? SMALL_HOLDER : OTHER_HOLDER,
    legalPerson: PERSON,
    address: `乌海市海勃湾区新华东街${serial}号`,
    regionCode: REGION,
    issuedBy: '乌海市海勃湾区行政审批和政务服务局',
    industryCode: 'WH-09',
  }));
}
