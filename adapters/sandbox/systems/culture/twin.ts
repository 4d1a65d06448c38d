import { defineTwin } from '../../../sdk/conformance/twin.ts';
import { createCultureSystem } from './culture-system.ts';

export default defineTwin({
  start: createCultureSystem,
  permitNumber: (serial) => `15030216${String(serial).padStart(4, '0')}`,
  scope: ['歌舞娱乐场所'],
  wire: { variable: 'CULTURE_DATABASE_URL', protocol: 'postgres' },
  fields: {
    status: 'zt',
    validTo: 'yxqz',
    holderName: 'dwmc',
    holderUscc: 'tyshxydm',
    address: 'jycs',
    person: 'fddbr',
  },
  statusWords: new Map([
    ['A', 'VALID'],
    ['B', 'SUSPENDED'],
    ['C', 'CANCELLED'],
    ['D', 'REVOKED'],
    ['E', 'EXPIRED'],
    ['X', 'RESCINDED'],
  ]),
  unlistedStatus: 'Z',
});
