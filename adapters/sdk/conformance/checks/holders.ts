import type { PermitRecord } from '../../../../subgraphs/domain/permit-record.ts';
import { must, shown, type Check } from '../check.ts';
import type { Kit } from '../kit.ts';
import { BIG_HOLDER, FEW_PERMITS, MANY_PERMITS, NO_HOLDER, SMALL_HOLDER } from '../seeded-permits.ts';

const WHY =
  'by this search a business’s permits come onto its licence: one too many is another’s, one too few is lost';
const REMEDY =
  'search with `searchByHolder`, which reads all pages and leaves out what is another business’s';

interface Held {
  uscc: string;
  number: string;
  record: PermitRecord;
}

/** `findByHolder`, page by page. */
export const holderChecks: readonly Check[] = [
  {
    id: 'holder-all-pages',
    title: 'every permit of a business is found, over all pages, each once, each its own',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const held = await search(kit, [BIG_HOLDER]);
      const own = kit.house.permits.slice(0, MANY_PERMITS);
      const numbers = new Set(held.map(({ number }) => number.trim()));
      const missing = own.filter(({ number }) => !numbers.has(number));
      must(
        missing.length === 0,
        `${missing.length} of ${MANY_PERMITS} are missing, ${missing[0]?.number} first`,
      );
      must(held.length === numbers.size, `${held.length} permits, of which ${numbers.size} different`);
      const strange = held.filter(({ number }) => !own.some((permit) => permit.number === number.trim()));
      must(strange.length === 0, `${strange.length} are not this business’s, ${strange[0]?.number} first`);
      return `${held.length} permits`;
    },
  },
  {
    id: 'holder-several',
    title: 'of several businesses each gets its own permits; one without any gets none, and no error',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const held = await search(kit, [SMALL_HOLDER, NO_HOLDER, SMALL_HOLDER]);
      must(held.length === FEW_PERMITS, `${held.length} permits, not ${FEW_PERMITS}`);
      must(
        held.every(({ uscc }) => uscc === SMALL_HOLDER),
        `found for ${shown(held.map(({ uscc }) => uscc))}`,
      );
      return `${held.length} permits of the one, none of the other`;
    },
  },
  {
    id: 'holder-fault',
    title:
      'a search at a system that is down, failing or in maintenance is an error with its reason, not an empty list',
    why: 'an empty list means that the business has no permits',
    remedy: 'throw `DepartmentFault`; never answer `[]` for what could not be read',
    needs: 'NAME',
    async run(kit) {
      const seen: string[] = [];
      for (const mode of ['down', 'error', 'garbage'] as const) {
        await kit.house.system.setFault({ mode });
        const { errors, text } = await ask(kit, [SMALL_HOLDER]);
        const { code, reason } = errors[0]?.extensions ?? {};
        must(code === 'DEPARTMENT_FAULT' && Boolean(reason), `${mode}: answered ${text.slice(0, 200)}`);
        seen.push(`${mode}: ${String(reason)}`);
      }
      return seen.join(', ');
    },
  },
];

function ask({ connection }: Kit, usccs: readonly string[]) {
  return connection.ask({
    query: 'query ($usccs: [String!]!) { findByHolder(usccs: $usccs) { uscc number record } }',
    variables: { usccs },
    of: 'contract',
  });
}

async function search(kit: Kit, usccs: readonly string[]): Promise<Held[]> {
  const { data, errors, text } = await ask(kit, usccs);
  must(errors.length === 0 && Array.isArray(data?.findByHolder), `answered ${text.slice(0, 300)}`);
  return data.findByHolder as Held[];
}
