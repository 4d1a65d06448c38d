import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DepartmentSystem } from '../../../adapters/sandbox/core/system.ts';
import { call } from '../../support/call-context.ts';
import { openCultureHouse, type CultureHouse } from './running-twin.ts';

const SAMPLE = readFileSync(new URL('../../fixtures/culture/front-db.sql', import.meta.url), 'utf8');

let house: CultureHouse;
let system: DepartmentSystem;

beforeAll(async () => {
  house = await openCultureHouse();
  system = await house.start();
  await house.owner.query(`DROP SCHEMA wl_qzk CASCADE; ${SAMPLE};
    GRANT USAGE ON SCHEMA wl_qzk TO yzh_hub; GRANT SELECT ON wl_qzk.v_xkz TO yzh_hub`);
});
afterAll(() => house?.close());

test('the exchange database as the vendor delivers it is read to the letter', async () => {
  const client = house.client(system);
  expect(await client.read(['150302160012', '150302160013'], call())).toEqual([
    {
      kind: 'FOUND',
      number: '150302160012',
      record: {
        status: 'VALID',
        validFrom: '2025-06-01',
        validTo: '2027-05-31',
        scope: ['歌舞娱乐场所'],
        holderName: '乌海市星河文化娱乐有限公司',
        holderUscc: '91150302MA0NQ7K30J',
        address: '乌海市海勃湾区人民路88号3层',
        issuedBy: null,
        remarks: [],
        venueType: 'SONG_AND_DANCE',
        capacity: 160,
      },
    },
    { kind: 'ABSENT', number: '150302160013' },
  ]);
  expect(await client.findByHolder(['91150302MA0NQ7K30J'], call())).toMatchObject([
    { number: '150302160012' },
  ]);
});
