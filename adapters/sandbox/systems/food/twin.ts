import { buildFoodPermitNumber } from '../../../../subgraphs/domain/food-permit-number.ts';
import { defineTwin } from '../../../sdk/conformance/twin.ts';
import { createFoodSystem } from './food-system.ts';
import { UNLISTED_STATUS_CODE } from './vocabulary.ts';

export default defineTwin({
  start: createFoodSystem,
  permitNumber: (serial) => buildFoodPermitNumber({ form: 2, region: '150302', serial }),
  scope: ['热食类食品制售'],
  wire: { variable: 'FOOD_URL', protocol: 'http', nesting: 'json' },
  fields: {
    status: 'zt',
    validTo: 'yxqz',
    holderName: 'jyzmc',
    holderUscc: 'tyshxydm',
    address: 'jycs',
    person: 'fddbr',
    version: 'bbh',
  },
  statusWords: new Map([
    ['1', 'VALID'],
    ['2', 'CANCELLED'],
    ['3', 'RESCINDED'],
    ['4', 'REVOKED'],
    ['5', 'EXPIRED'],
    ['6', 'WITHDRAWN'],
    ['7', 'SUSPENDED'],
    ['8', 'RENEWAL_PENDING'],
  ]),
  unlistedStatus: UNLISTED_STATUS_CODE,
});
