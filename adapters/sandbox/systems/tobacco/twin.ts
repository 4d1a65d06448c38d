import { buildTobaccoPermitNumber } from '../../../../subgraphs/domain/tobacco-permit-number.ts';
import { defineTwin } from '../../../sdk/conformance/twin.ts';
import { createTobaccoSystem } from './tobacco-system.ts';
import { UNLISTED_STATUS_CODE } from './vocabulary.ts';

export default defineTwin({
  start: createTobaccoSystem,
  permitNumber: (serial) =>
    buildTobaccoPermitNumber({ region: '150302', nature: 'ORGANISATION', serial: serial + 1 }),
  scope: ['卷烟零售'],
  wire: { variable: 'TOBACCO_RELAY_URL', protocol: 'http' },
  fields: {
    status: 'zt',
    validTo: 'yxqz',
    holderName: 'qymc',
    holderUscc: 'tyshxydm',
    address: 'jydz',
    person: 'fzr',
  },
  statusWords: new Map([
    ['00', 'VALID'],
    ['01', 'SUSPENDED'],
    ['02', 'LAPSED'],
    ['03', 'CANCELLED'],
    ['04', 'WITHDRAWN'],
    ['05', 'RESCINDED'],
    ['06', 'REVOKED'],
    ['07', 'RENEWAL_PENDING'],
    ['08', 'EXPIRED'],
  ]),
  unlistedStatus: UNLISTED_STATUS_CODE,
});
