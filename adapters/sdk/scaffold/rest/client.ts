import type { CallContext, DepartmentClient, DepartmentLimits } from '../../contract.ts';
import { attributeRows, type RowPage } from '../../mapping/attribute-rows.ts';
import { searchByHolder } from '../../mapping/holder-search.ts';
import { createHttpClient } from '../../wire/http-client.ts';
import { inTurn } from '../../wire/in-turn.ts';
import { readAnswer, readChanges } from './answer.ts';
import { SPECIMEN_ROWS, holderOf, toChange } from './mapping.ts';

export interface SpecimenClientOptions {
  /** Scheme, host and port of the department's system. */
  origin: string;
  /** The hub's key there. */
  key: string;
}

/** What the department's rules allow one key. A rate (`ratePerSecond`) belongs here where there is one. */
export const SPECIMEN_LIMITS: DepartmentLimits = { batchSize: 50, concurrency: 8 };

const PAGE_SIZE = 50;
const MOST_PAGES = 200;

/** The wire client: JSON over pooled HTTP, one `POST` a read. */
export function createSpecimenClient({ origin, key }: SpecimenClientOptions): DepartmentClient {
  const http = createHttpClient({ origin, connections: SPECIMEN_LIMITS.concurrency });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };

  const ask = (path: string, question: unknown, call: CallContext) =>
    inTurn(call, (signal) => http.post(path, { headers, body: JSON.stringify(question), signal }));

  async function rows(path: string, question: unknown, call: CallContext): Promise<RowPage> {
    return readAnswer(await ask(path, question, call));
  }

  return {
    async read(numbers, call) {
      return attributeRows(numbers, await rows('/permits/read', { numbers }, call), SPECIMEN_ROWS);
    },
    findByHolder(usccs, call) {
      return searchByHolder(usccs, {
        rules: SPECIMEN_ROWS,
        holderOf,
        pageSize: PAGE_SIZE,
        mostPages: MOST_PAGES,
        query: (holder, page) => rows('/permits/search', { holder, page, pageSize: PAGE_SIZE }, call),
      });
    },
    async changes(after, call) {
      const page = readChanges(await ask('/permits/changes', { after }, call));
      return { ...page, changes: page.rows.map(toChange) };
    },
    close: () => http.close(),
  };
}
