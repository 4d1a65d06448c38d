import { CompositeLicence } from './entities/composite-licence.ts';
import { Finding } from './entities/finding.ts';
import { LastKnownRecord } from './entities/last-known-record.ts';
import { LicenceVersion } from './entities/licence-version.ts';
import { PermitEntry } from './entities/permit-entry.ts';
import { Secret } from './entities/secret.ts';
import { CreateIssuance } from './migrations/20261120-create-issuance.ts';
import { AddChanges } from './migrations/20261121-add-changes.ts';

/** Schema `issuance`, for every role that works on it. */
export const ENTITIES = [CompositeLicence, PermitEntry, LastKnownRecord, LicenceVersion, Finding, Secret];
export const MIGRATIONS = { owner: 'issuance', list: [CreateIssuance, AddChanges] };
