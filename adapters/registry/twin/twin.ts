import { PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';
import { defineTwin } from '../../sdk/conformance/twin.ts';
import { createRegistrySystem } from './registry-system.ts';

/** The registry has no department's system behind it: its twin is its own schema, in a database of its own. */
export default defineTwin({
  start: createRegistrySystem,
  permitNumber: (serial) => `蒙公特旅字第150302${String(serial).padStart(4, '0')}号`,
  scope: ['旅馆业'],
  wire: { variable: 'REGISTRY_DATABASE_URL', protocol: 'postgres' },
  fields: {
    status: 'status',
    validTo: 'valid_to',
    holderName: 'holder_name',
    holderUscc: 'holder_uscc',
    address: 'address',
    version: 'version',
  },
  date: (day) => day,
  statusWords: new Map(
    PERMIT_STATUSES.filter((status) => status !== 'UNKNOWN').map((status) => [status, status]),
  ),
  unlistedStatus: null,
  maintenance: false,
  joinsSandbox: false,
});
