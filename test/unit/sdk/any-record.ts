import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';

/** A sound record without anything odd. */
export const record: PermitRecord = {
  status: 'VALID',
  validFrom: '2025-03-18',
  validTo: '2099-03-17',
  scope: ['热食类食品制售'],
  holderName: '乌海市星河文化娱乐有限公司',
  holderUscc: '91150302MA0NQ7K30J',
  address: '乌海市海勃湾区人民路88号3层',
  issuedBy: '乌海市海勃湾区市场监督管理局',
  remarks: [],
  businessForm: 'CATERING',
  sourceVersion: 3,
};
