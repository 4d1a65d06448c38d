import type { SubgraphContext } from '../platform/subgraph-service.ts';
import type { CursorSealer } from './cursor.ts';
import type { LicenceListRequest, LicencePage } from './reading/licence-lister.ts';
import type { StoredLicence } from './reading/licence-row.ts';

/** What issuance's resolvers work with in one operation. */
export interface IssuanceContext extends SubgraphContext {
  /** By number, within the caller's remit; null where there is none to be seen. */
  licence(number: string, findings: boolean): Promise<StoredLicence | null>;
  list(request: Omit<LicenceListRequest, 'remit' | 'today'>): Promise<LicencePage>;
  cursors: CursorSealer;
}
