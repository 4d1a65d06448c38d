import { defineTwin } from '../../../conformance/twin.ts';
import { STATUS_WORDS, UNLISTED_STATUS } from './row.ts';
import { createSpecimenSystem } from './system.ts';

/** What `npm run adapter:check specimen` and `npm run sandbox` need to know of the department's system. */
export default defineTwin({
  start: createSpecimenSystem,
  permitNumber: (serial) => `SPECIMEN-${String(serial + 1).padStart(8, '0')}`,
  scope: ['一般经营'],
  wire: { variable: 'SPECIMEN_URL', protocol: 'http', nesting: 'json' },
  fields: {
    status: 'status',
    validTo: 'validTo',
    holderName: 'holderName',
    holderUscc: 'holderCode',
    address: 'address',
    person: 'person',
    version: 'version',
  },
  statusWords: STATUS_WORDS,
  unlistedStatus: UNLISTED_STATUS,
});
