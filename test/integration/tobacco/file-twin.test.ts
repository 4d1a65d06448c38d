import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DepartmentSystem } from '../../../adapters/sandbox/core/system.ts';
import { call } from '../../support/call-context.ts';
import { eventually } from '../../support/eventually.ts';
import { openTwinHouse, type TwinHouse } from '../../../adapters/sandbox/core/twin-house.ts';
import { connectTo, runRelay, worldPermit } from './running-relay.ts';
import { openFiles } from './running-files.ts';

const NUMBER = '410204200001';
const SHOP = '410204100002';
const WORLD = [
  worldPermit(),
  worldPermit({ number: SHOP, legalPerson: '赵小兰', holderName: '赵小兰烟酒店' }),
];

let house: TwinHouse;
let system: DepartmentSystem;
let files: ReturnType<typeof openFiles>;
let cursor: string;

const runBureau = () => runRelay(house, WORLD, { fileAnswerMs: [50, 100] });

beforeAll(async () => {
  house = await openTwinHouse('tobacco-files');
  system = await runBureau();
  files = openFiles(system.connection);
  house.keep(files.client);
});
afterAll(() => house?.close());
afterEach(() => system.setFault({ mode: 'none' }));

async function changesSince(after: string | null) {
  const pages = [await files.client.changes(after, call(20_000))];
  while (pages.at(-1)!.more) pages.push(await files.client.changes(pages.at(-1)!.cursor, call()));
  cursor = pages.at(-1)!.cursor;
  return {
    changes: pages.flatMap(({ changes }) => changes.map(({ number, record }) => [number, record.status])),
    notices: pages.flatMap(({ notices = [] }) => notices.map(({ number }) => number)),
  };
}

test('at its first start the bureau has a full file for every region, with every awkward row that has a number', async () => {
  const { changes } = await changesSince(null);
  const numbers = new Set(await system.store.sampleNumbers(1_000));
  expect(new Set(changes.map(([number]) => number))).toEqual(numbers);
  expect(files.alarms()).toEqual([]);
  const regions = [...new Set([...numbers].map((number) => number.slice(0, 6)))];
  expect(cursor.match(/\d{6}(?==)/g)).toEqual(regions.sort());
});

test('the vendor’s records are the same through the files and through the relay, people masked', async () => {
  const relay = house.keep(connectTo(system));
  const numbers = [...new Set(await system.store.sampleNumbers(1_000))].slice(0, 40);
  for (let from = 0; from < numbers.length; from += 20) {
    const some = numbers.slice(from, from + 20);
    const live = await relay.read(some, call());
    const batch = await files.client.read(some, call());
    const records = (answers: typeof live) =>
      answers.map((answer) => ('record' in answer ? answer.record : answer));
    expect(records(batch)).toEqual(records(live));
  }
  expect(JSON.stringify(await files.client.read(numbers, call()))).not.toMatch(/王建明|赵小兰(?!烟酒店)/);
});

test('a told change is an increment and a notice; a silent one is in the next full file only', async () => {
  await system.store.patch(NUMBER, { status: 'SUSPENDED' });
  expect(await changesSince(cursor)).toEqual({ changes: [[NUMBER, 'SUSPENDED']], notices: [NUMBER] });
  await system.store.patch(NUMBER, { status: 'REVOKED', notify: false });
  expect(await changesSince(cursor)).toEqual({ changes: [], notices: [] });
  expect(await files.statusOf(NUMBER)).toBe('SUSPENDED');
  expect(await system.writeFiles!('4102')).toEqual([
    expect.stringMatching(/^YC_LIC_410204_\d{8}_FULL_0003\.txt$/),
  ]);
  expect(await changesSince(cursor)).toEqual({ changes: [[NUMBER, 'REVOKED']], notices: [] });
});

test('a request for newer rows is answered, and so is one for a full file', async () => {
  await system.store.patch(NUMBER, { status: 'VALID', notify: false });
  const later = openFiles(system.connection, { now: () => Date.now() + 120_000 });
  house.keep(later.client);
  await later.sync();
  await later.client.read([NUMBER, '410204299999'], call());
  await eventually(async () => {
    await later.sync();
    expect(await later.statusOf(NUMBER)).toBe('VALID');
  }, 10_000);
  expect(later.logged.filter(({ problem }) => problem)).toEqual([]);
});

test('where there is no relay the adapter finds files, and newer rows, by itself', async () => {
  const alone = house.keep(connectTo(system, { TOBACCO_RELAY_URL: 'none' }));
  expect(await alone.read([NUMBER], call())).toMatchObject([
    { kind: 'BATCH', record: { status: 'REVOKED' } },
  ]);
});

test('the answer to a read comes from memory, also while the bureau is away', async () => {
  for (const mode of ['down', 'hang', 'error', 'garbage'] as const) {
    await system.setFault({ mode });
    const from = performance.now();
    expect(await files.statusOf(SHOP)).toBe('VALID');
    expect(performance.now() - from).toBeLessThan(200);
  }
});

describe('faults meet the files like the relay', () => {
  const relayOnly = () => files.client.changes(cursor, call(15_000));

  test('down, error and maintenance stop a sweep, flap does so by half', async () => {
    await system.setFault({ mode: 'down' });
    await expect(relayOnly()).rejects.toMatchObject({ reason: 'UNREACHABLE' });
    await system.setFault({ mode: 'error' });
    await expect(relayOnly()).rejects.toMatchObject({ reason: 'REJECTED' });
    await system.setFault({ mode: 'none' });
    await system.applySettings({ maintenance: true });
    await expect(relayOnly()).rejects.toMatchObject({ reason: 'REJECTED' });
    await system.applySettings({ maintenance: false });
    await system.setFault({ mode: 'flap', ms: 400 });
    await eventually(async () => void (await relayOnly()), 10_000);
  });

  test('garbage is never taken for permits', async () => {
    await system.store.patch(SHOP, { status: 'CANCELLED' });
    await system.setFault({ mode: 'garbage' });
    for (let turn = 0; turn < 3; turn += 1) await relayOnly().catch(() => undefined);
    expect(await files.statusOf(SHOP)).toBe('VALID');
    await system.setFault({ mode: 'none' });
    // Over the hole a full file may have come meanwhile, with what was silent until then.
    expect((await changesSince(cursor)).changes).toContainEqual([SHOP, 'CANCELLED']);
  });
});

test('sweeps and files are counted as what they are, never as reads', async () => {
  system.resetStats();
  await changesSince(cursor);
  expect(system.stats).toMatchObject({ requests: 0, keys: 0 });
  expect(system.stats.other).toBeGreaterThan(0);
});

test('a second start goes on in the sequence, with the same keys and the files that lay there', async () => {
  await system.store.patch(SHOP, { status: 'VALID' });
  const again = await runBureau();
  expect(again.connection.TOBACCO_SFTP_HOST_KEY).toBe(system.connection.TOBACCO_SFTP_HOST_KEY);
  expect(again.connection.TOBACCO_SFTP_KEY).toBe(system.connection.TOBACCO_SFTP_KEY);
  const other = openFiles(again.connection);
  house.keep(other.client);
  // A change may come again, with a full file that was made in between.
  const { changes } = await other.client.changes(cursor, call());
  expect(changes.map(({ number }) => number)).toContain(SHOP);
  await again.store.patch(SHOP, { status: 'SUSPENDED' });
  await other.sync();
  expect(await other.statusOf(SHOP)).toBe('SUSPENDED');
  expect(other.alarms()).toEqual([]);
});

test('with a relay and files, reads are live and changes come from files', async () => {
  const both = house.keep(connectTo(await runBureau()));
  expect(await both.read([NUMBER], call())).toMatchObject([{ kind: 'FOUND', record: { status: 'VALID' } }]);
  const { changes } = await both.changes!(null, call(20_000));
  expect(changes.length).toBeGreaterThan(0);
});
