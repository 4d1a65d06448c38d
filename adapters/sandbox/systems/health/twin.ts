import { defineTwin } from '../../../sdk/conformance/twin.ts';
import { createHealthSystem } from './health-system.ts';
import { UNLISTED_STATUS_CODE } from './vocabulary.ts';

export default defineTwin({
  start: createHealthSystem,
  permitNumber: (serial) => `（蒙）卫公证字〔2024〕第150302-${String(serial).padStart(6, '0')}号`,
  scope: ['歌舞厅'],
  wire: { variable: 'HEALTH_URL', protocol: 'http', nesting: 'xml' },
  fields: {
    status: 'ZT',
    validTo: 'YXQZ',
    holderName: 'DWMC',
    holderUscc: 'XYDM',
    address: 'DZ',
  },
  statusWords: new Map([
    ['01', 'VALID'],
    ['02', 'VALID'],
    ['03', 'VALID'],
    ['04', 'CANCELLED'],
    ['05', 'RESCINDED'],
    ['06', 'REVOKED'],
    ['07', 'EXPIRED'],
    ['09', 'RENEWAL_PENDING'],
    ['10', 'SUSPENDED'],
    ['11', 'WITHDRAWN'],
    ['99', 'UNKNOWN'],
  ]),
  unlistedStatus: UNLISTED_STATUS_CODE,
});
