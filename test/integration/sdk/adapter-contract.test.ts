import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAdapterService, type AdapterService } from '../../../adapters/sdk/adapter-service.ts';
import { discoverAdapters } from '../../../adapters/sdk/discover-adapters.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const CODES = ['food', 'health', 'culture', 'tobacco'];

let hub: RunningHub;
let demo: { holder: { uscc: string }; subPermits: { number: string; department: { code: string } }[] };
const adapters = new Map<string, AdapterService>();

beforeAll(async () => {
  hub = await startHub();
  const { data } = await hub.ask<{ compositeLicense: typeof demo }>(
    `query ($number: ID!) {
      compositeLicense(number: $number) { holder { uscc } subPermits { number department { code } } }
    }`,
    { number: hub.demoLicense },
  );
  if (!data) throw new Error('no demo licence');
  demo = data.compositeLicense;
  const { environment } = JSON.parse(
    readFileSync(join(hub.dataFolder, 'sandbox', 'connections.json'), 'utf8'),
  ) as { environment: Record<string, string> };
  for (const definition of await discoverAdapters()) {
    const { code } = definition.department;
    if (!CODES.includes(code)) continue;
    adapters.set(code, createAdapterService({ definition, environment, log: createLogger(code, 'silent') }));
  }
}, 60_000);

afterAll(async () => {
  for (const adapter of adapters.values()) await adapter.close();
  await hub?.stop();
});

async function ask(code: string, query: string, variables: Record<string, unknown> = {}) {
  const adapter = adapters.get(code);
  if (!adapter) throw new Error(`no adapter of ${code}`);
  return adapter.contract.execute({
    query,
    variables,
    caller: { role: 'service', id: 'test' },
    signal: new AbortController().signal,
  });
}

const FIND = 'query ($usccs: [String!]!) { findByHolder(usccs: $usccs) { uscc number record } }';

describe.each(CODES)('the contract of %s', (code) => {
  test('finds the permits that a business holds, and none of others', async () => {
    const { uscc } = demo.holder;
    const answer = await ask(code, FIND, { usccs: [uscc] });
    expect(answer.errors).toBeUndefined();
    const held = answer.data?.findByHolder as { uscc: string; number: string; record: { status: string } }[];
    const known = demo.subPermits.find(({ department }) => department.code === code);
    expect(held.map(({ number }) => number)).toEqual([known?.number]);
    expect(held[0]).toMatchObject({ uscc, record: { status: 'VALID', holderUscc: uscc } });
  });

  test('finds nothing for a business that it does not know', async () => {
    const answer = await ask(code, FIND, { usccs: ['91350100M000100Y43'] });
    expect([answer.errors, answer.data]).toEqual([undefined, { findByHolder: [] }]);
  });

  test('says with its reason that the department does not answer', async () => {
    await hub.control('PUT', `${code}/fault`, { mode: 'down' });
    const answer = await ask(code, FIND, { usccs: [demo.holder.uscc] });
    await hub.control('PUT', `${code}/fault`, { mode: 'none' });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'DEPARTMENT_FAULT', reason: 'UNREACHABLE' });
  });

  test('tells what its system can bear', async () => {
    const answer = await ask(code, '{ limits { batchSize concurrency ratePerSecond } }');
    expect(answer.data?.limits).toMatchObject({
      batchSize: expect.any(Number),
      concurrency: expect.any(Number),
    });
  });
});
