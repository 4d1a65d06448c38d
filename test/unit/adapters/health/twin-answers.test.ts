import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createAnswerWriter } from '../../../../adapters/sandbox/systems/health/answers.ts';
import { readSoapCall } from '../../../../adapters/sandbox/systems/health/request-reader.ts';

test('the running twin answers the vendor’s sample byte for byte, on the turns without a whim', () => {
  const sample = readFileSync('test/fixtures/health/query-response.xml', 'utf8');
  const answers = createAnswerWriter(Date.now);
  const row = {
    xkzh: '（蒙）卫公证字〔2023〕第150302-000217号',
    dwmc: '乌海市星河文化娱乐有限公司',
    xydm: '91150302MA0NQ7K30J',
    dz: '乌海市海勃湾区人民路88号3层',
    lb: '04',
    lbmc: '歌舞厅',
    xkxm: null,
    fzrq: '20230901',
    yxqz: '20270831',
    fhrq: '20250828',
    zt: '01',
    fzjg: '乌海市海勃湾区卫生健康委员会',
    bbh: 1,
    gxsj: '20250828093122',
  };
  const turns = Array.from({ length: 12 }, () =>
    String(answers.page({ rows: [row], total: 1 }, { page: 1, rows: 50 }).body),
  );
  expect(turns).toContain(sample);
  expect(new Set(turns).size).toBeGreaterThan(3);
});

test('the running twin reads the vendor’s sample request', () => {
  expect(readSoapCall(readFileSync('test/fixtures/health/query-request.xml'))).toEqual({
    operation: 'queryLicense',
    token: {
      username: 'YZH_HUB',
      digest: 'UHA9Tm1h//QLh0dK3dM08/6I5l8=',
      nonce: 'MDEyMzQ1Njc4OWFiY2RlZg==',
      created: '2026-11-19T08:00:00Z',
    },
    business: { ywbh: 'WS1001', numbers: [], uscc: '91150302MA0NQ7K30J', page: '1', rows: '50', serial: '' },
  });
});
