import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { openRegistryStore } from '../../../adapters/registry/registry-store.ts';
import { createIssuance } from '../../../subgraphs/issuance/service.ts';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../subgraphs/platform/embedded-postgres.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { askLicence, statesOf } from '../../support/licence-answer.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

let hubs: RunningHub[] = [];
let database: EmbeddedPostgres | undefined;
let scratch: Awaited<ReturnType<typeof createScratchFolder>> | undefined;
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
  await database?.stop();
  await scratch?.remove();
  database = undefined;
  scratch = undefined;
}, 30_000);

const LIVE = { food: 'LIVE', health: 'LIVE', culture: 'LIVE', tobacco: 'LIVE' };

test('two hubs that start at the same moment run side by side and know nothing of each other', async () => {
  hubs = await Promise.all([startHub(), startHub()]);
  const [first, second] = hubs as [RunningHub, RunningHub];
  expect(first.gateway).not.toBe(second.gateway);
  expect(first.sandbox).not.toBe(second.sandbox);
  const { number } = (await askLicence(first)).permit('food');
  await first.control('PATCH', `food/permits/${number}`, { status: 'SUSPENDED', notify: false });
  expect((await askLicence(first)).permit('food').status).toBe('SUSPENDED');
  expect((await askLicence(second)).permit('food').status).toBe('VALID');

  // A token of the one is nothing to the other.
  const token = await first.token({ role: 'service' });
  expect((await second.ask('{ __typename licenses(first: 1) { totalCount } }', {}, { token })).status).toBe(
    401,
  );

  await first.stop();
  expect(statesOf(await askLicence(second))).toEqual(LIVE);
}, 90_000);

describe('on one empty database', () => {
  beforeEach(async () => {
    scratch = await createScratchFolder();
    database = await startEmbeddedPostgres({ folder: join(scratch.path, 'external') });
    await database.ensureDatabase('shared');
  }, 30_000);

  test('two hubs that start at the same moment load the demo once', async () => {
    const environment = { DATABASE_URL: database!.uri('shared') };
    hubs = await Promise.all([startHub({ environment }), startHub({ environment })]);
    const totals = await Promise.all(
      hubs.map(async (hub) => {
        expect(statesOf(await askLicence(hub))).toEqual(LIVE);
        return (await hub.ask<{ licenses: { totalCount: number } }>('{ licenses(first: 1) { totalCount } }'))
          .data;
      }),
    );
    expect(totals[0]?.licenses.totalCount).toBeGreaterThan(100);
    expect(totals[1]).toEqual(totals[0]);
  }, 90_000);

  test('many that migrate it at the same moment all find it migrated', async () => {
    const databaseUrl = database!.uri('shared');
    const log = createLogger('test', 'silent');
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const issuance = await createIssuance({ databaseUrl, log });
        const registry = await openRegistryStore(databaseUrl, log);
        expect(await issuance.licenceCount()).toBe(0);
        await Promise.all([issuance.close(), registry.close()]);
      }),
    );
  }, 30_000);
});
