import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSm2Signer, createSm2Verifier } from '../../../subgraphs/domain/sm2.ts';
import { call } from '../../support/call-context.ts';
import { eventually } from '../../support/eventually.ts';
import { faultOf } from '../../support/fault-of.ts';
import { bureauRow, startScriptedBureau, type ScriptedBureau } from '../../support/scripted-bureau.ts';
import { openFiles } from './running-files.ts';

const ONE = '150302100001';
const TWO = '150302100002';
const SECOND = 1_000;

let bureau: ScriptedBureau;
let files: ReturnType<typeof openFiles>;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-19T12:00:00+08:00');
  bureau = await startScriptedBureau();
  files = openFiles(bureau.connection, { now: () => now, stepMs: 500 });
  bureau.give({ sequence: 1, rows: [bureauRow(ONE), bureauRow(TWO)] });
  await files.sync();
});
afterEach(async () => {
  await files.client.close();
  await bureau.close();
});

const requests = () =>
  [...bureau.files.keys()].filter((path) => /^\/inbox\/REQ_\d{6}_\d{8}_\d{6}\.txt$/.test(path));
const contentOf = (path: string) => bureau.files.get(path)!.content.toString('latin1');

/** The bureau's answer to the last request. */
function answer(lines: readonly string[], spoil?: Parameters<ScriptedBureau['give']>[1]): void {
  const [, region, date, sequence] = /REQ_(\d{6})_(\d{8})_(\d{6})/.exec(requests().at(-1)!)!;
  bureau.give({ kind: 'RSP', region, date, sequence: Number(sequence), rows: lines, modifiedAt: now }, spoil);
}

describe('a request for newer rows', () => {
  test('is one signed file for many permits that were asked for, each once', async () => {
    await files.client.read([ONE, TWO, ONE], call());
    await files.client.read([TWO, '150302100003', '410204200001'], call());
    await files.sync();
    const [path] = requests();
    expect(requests()).toHaveLength(1);
    expect(contentOf(path!)).toBe(`Q|${ONE}|\r\nQ|${TWO}|\r\nQ|150302100003|\r\n`);
    expect(path).toContain('REQ_150302_20261119_');
    const hub = createSm2Signer(bureau.connection.TOBACCO_PRIVATE_KEY!);
    const verifier = createSm2Verifier(hub.publicKey);
    expect(verifier.verify(bureau.files.get(path!)!.content, contentOf(`${path}.sig`))).toBe(true);
  });

  test('goes out once in ten seconds, and not for what is younger than a minute or asked for already', async () => {
    await files.client.read([ONE], call());
    await files.sync();
    await files.client.read([ONE, TWO], call());
    now += 9 * SECOND;
    await files.sync();
    expect(requests()).toHaveLength(1);
    now += SECOND;
    await files.sync();
    expect(requests().map(contentOf)).toEqual([`Q|${ONE}|\r\n`, `Q|${TWO}|\r\n`]);
    answer([`R|0|${TWO}|`, bureauRow(TWO)]);
    now += 30 * SECOND;
    await files.sync();
    await files.client.read([ONE, TWO], call());
    await files.sync();
    expect(requests()).toHaveLength(2);
  });

  test('brings newer rows, which the next reading and the next sweep have', async () => {
    const { cursor } = await files.client.changes(null, call());
    await files.client.read([ONE, TWO], call());
    await files.sync();
    answer([`R|0|${ONE}|`, bureauRow(ONE, { status: '06' }), `R|1|${TWO}|`]);
    await files.sync();
    expect(await files.answerFor(ONE)).toMatchObject({
      record: { status: 'REVOKED' },
      asOf: '2026-11-19T04:00:00.000Z',
    });
    // Gone by an answer is not gone: shown as last known, with a finding.
    expect(await files.answerFor(TWO)).toMatchObject({ record: null, asOf: '2026-11-19T04:00:00.000Z' });
    const page = await files.client.changes(cursor, call());
    expect(page).toMatchObject({
      changes: [{ number: ONE, record: { status: 'REVOKED' } }],
      notices: [],
      asOf: '2026-11-19T04:00:00.000Z',
      more: false,
    });
    expect((await files.client.changes(page.cursor, call())).changes).toEqual([]);
  });

  test.each<[string, string[], Parameters<ScriptedBureau['give']>[1], string]>([
    [
      'a permit that was not asked for',
      ['R|0|150302100009|', bureauRow('150302100009')],
      undefined,
      'not asked for',
    ],
    ['the rows of another permit', [`R|0|${ONE}|`, bureauRow(TWO)], undefined, 'do not fit'],
    ['code 1 beside a row', [`R|1|${ONE}|`, bureauRow(ONE, { status: '06' })], undefined, 'do not fit'],
    ['code 2 (验签失败)', ['R|2||'], undefined, 'code 2 for the whole'],
    ['code 3 (地区不符)', [`R|3|${ONE}|`], undefined, 'code 3'],
    ['a row before any result', [bureauRow(ONE, { status: '06' })], undefined, 'before any result'],
    [
      'signed by nobody',
      [`R|0|${ONE}|`, bureauRow(ONE, { status: '06' })],
      () => ({ signature: null }),
      'no .sig',
    ],
  ])('whose answer is %s changes nothing', async (_what, lines, spoil, problem) => {
    await files.client.read([ONE], call());
    await files.sync();
    answer(lines, spoil);
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('VALID');
    expect(files.logged.map((line) => line.problem ?? '').join()).toContain(problem);
  });

  test('that met a busy bureau (code 9) is sent again', async () => {
    await files.client.read([ONE], call());
    await files.sync();
    answer(['R|9||']);
    now += 10 * SECOND;
    await files.sync();
    expect(requests().map(contentOf)).toEqual([`Q|${ONE}|\r\n`, `Q|${ONE}|\r\n`]);
  });

  test('whose server dies in the middle of it leaves no half file, and goes on under the same name', async () => {
    await files.client.read([ONE, TWO], call());
    bureau.onWrite = (path, content) => {
      if (path.endsWith('.txt.tmp') && content.length > 0) void bureau.setFault({ mode: 'down' });
    };
    await faultOf(files.sync());
    const draft = [...bureau.files.keys()].filter((path) => path.startsWith('/inbox/'));
    expect(draft).toEqual([expect.stringMatching(/REQ_.*\.txt\.tmp$/)]);

    bureau.onWrite = (path) => {
      // And again, between the file and its signature.
      if (path.endsWith('.sig.tmp')) void bureau.setFault({ mode: 'down' });
    };
    await bureau.setFault({ mode: 'none' });
    now += 20 * SECOND;
    await faultOf(files.sync());
    bureau.onWrite = () => undefined;
    await bureau.setFault({ mode: 'none' });
    await files.sync();
    expect(requests()).toEqual([draft[0]!.replace(/\.tmp$/, '')]);
    expect(bureau.files.has(`${requests()[0]}.sig`)).toBe(true);
    expect(bureau.written.filter((path) => path.endsWith('.txt'))).toHaveLength(1);
  });
});

describe('a file server that fails', () => {
  test.each([
    ['down', 'UNREACHABLE'],
    ['hang', 'TIMEOUT'],
    ['error', 'REJECTED'],
  ] as const)('%s is %s for a sweep; reads go on by what is held', async (mode, reason) => {
    await bureau.setFault({ mode });
    expect((await faultOf(files.client.changes(null, call(10_000)))).reason).toBe(reason);
    expect(await files.statusOf(ONE)).toBe('VALID');
    await bureau.setFault({ mode: 'none' });
    await files.sync();
  });

  test('one that talks nonsense changes nothing, by whichever turn', async () => {
    await bureau.setFault({ mode: 'garbage' });
    bureau.give({ kind: 'INC', sequence: 2, rows: [`U|${bureauRow(ONE, { status: '06' })}`] });
    for (let turn = 0; turn < 6; turn += 1) {
      await files.sync().catch(() => undefined);
      expect(await files.statusOf(ONE)).toBe('VALID');
    }
    await bureau.setFault({ mode: 'none' });
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('REVOKED');
  });

  test('one with another host key is sent nothing, not even our name', async () => {
    const other = await startScriptedBureau();
    const stranger = openFiles({
      ...bureau.connection,
      TOBACCO_SFTP_URL: other.connection.TOBACCO_SFTP_URL!,
    });
    const fault = await faultOf(stranger.sync());
    expect([fault.reason, fault.message]).toEqual([
      'REJECTED',
      expect.stringContaining('TOBACCO_SFTP_HOST_KEY'),
    ]);
    await stranger.client.close();
    await other.close();
  });

  test('one that refuses our key is REJECTED', async () => {
    const other = await startScriptedBureau();
    const { TOBACCO_SFTP_KEY = '' } = other.connection;
    const unknown = openFiles({ ...bureau.connection, TOBACCO_SFTP_KEY });
    expect((await faultOf(unknown.sync())).message).toContain('TOBACCO_SFTP_KEY');
    await unknown.client.close();
    await other.close();
  });

  test('a sweep that is given up lets go at once, and leaves the work to go on', async () => {
    await bureau.setFault({ mode: 'latency', ms: 100 });
    bureau.give({ kind: 'INC', sequence: 2, rows: [`U|${bureauRow(ONE, { status: '06' })}`] });
    await expect(files.client.changes(null, call(50))).rejects.toThrow();
    await eventually(async () => expect(await files.statusOf(ONE)).toBe('REVOKED'));
  });

  test('closing ends what hangs', async () => {
    await bureau.setFault({ mode: 'hang' });
    const slow = openFiles(bureau.connection);
    const sweep = faultOf(slow.sync());
    const from = performance.now();
    await slow.client.close();
    await sweep;
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});

describe('changes', () => {
  const numbersOf = (changes: readonly { number: string }[]) => changes.map(({ number }) => number);

  async function sweep(after: string | null) {
    const pages = [await files.client.changes(after, call())];
    while (pages.at(-1)!.more) pages.push(await files.client.changes(pages.at(-1)!.cursor, call()));
    return { pages, cursor: pages.at(-1)!.cursor };
  }

  test('an increment is a change and its notice; a silent one in a full file is a change without', async () => {
    const { cursor } = await sweep(null);
    bureau.give({ kind: 'INC', sequence: 2, rows: [`U|${bureauRow(ONE, { status: '01' })}`] });
    bureau.give({ sequence: 3, rows: [bureauRow(ONE, { status: '01' }), bureauRow(TWO, { status: '03' })] });
    const { pages, cursor: next } = await sweep(cursor);
    expect(pages.flatMap(({ notices = [] }) => notices)).toEqual([
      { key: `150302.2.${ONE}`, number: ONE, sentAt: '2026-11-18T18:30:02.000Z' },
    ]);
    // Of ONE the full file, which only repeats it, is the latest word; it is a change all the same.
    const seen = pages.flatMap(({ changes, asOf }) =>
      changes.map(({ number, record }) => [number, record.status, asOf]),
    );
    expect(seen).toEqual([
      [ONE, 'SUSPENDED', '2026-11-18T18:30:03.000Z'],
      [TWO, 'CANCELLED', '2026-11-18T18:30:03.000Z'],
    ]);
    expect(next).not.toBe(cursor);
    expect((await sweep(next)).pages).toMatchObject([{ changes: [], notices: [] }]);
  });

  test('one step speaks of one moment, and is bounded; together they say all, each permit as of its file', async () => {
    const rows = Array.from({ length: 1_200 }, (_, at) => bureauRow(`1503021${String(at).padStart(5, '0')}`));
    bureau.give({ sequence: 2, rows });
    bureau.give({ kind: 'INC', sequence: 3, rows: [`U|${bureauRow('150302100007', { status: '01' })}`] });
    bureau.give({ sequence: 1, region: '410204', rows: [bureauRow('410204200001')] });
    const fresh = openFiles(bureau.connection);
    const pages = [await fresh.client.changes(null, call())];
    while (pages.at(-1)!.more) pages.push(await fresh.client.changes(pages.at(-1)!.cursor, call()));
    expect(Math.max(...pages.map(({ changes }) => changes.length))).toBeLessThanOrEqual(500);
    expect(new Set(pages.flatMap(({ changes }) => numbersOf(changes))).size).toBe(1_201);
    expect(pages.flatMap(({ changes }) => changes)).toHaveLength(1_201);
    const ofSeven = pages.find(({ changes }) => numbersOf(changes).includes('150302100007'));
    expect(ofSeven?.asOf).toBe('2026-11-18T18:30:03.000Z');
    await fresh.client.close();
  });

  test('a sweep that is in the middle of a region goes on after a restart of the adapter', async () => {
    const rows = Array.from({ length: 1_200 }, (_, at) => bureauRow(`1503021${String(at).padStart(5, '0')}`));
    bureau.give({ sequence: 2, rows });
    const before = openFiles(bureau.connection);
    const first = await before.client.changes(null, call());
    await before.client.close();
    const after = openFiles(bureau.connection);
    await after.sync();
    const second = await after.client.changes(first.cursor, call());
    const third = await after.client.changes(second.cursor, call());
    expect(new Set([first, second, third].flatMap(({ changes }) => numbersOf(changes))).size).toBe(1_200);
    expect(third.more).toBe(false);
    await after.client.close();
  });

  test('after a restart a cursor from before the newest full file gets the region again, a later one what is new', async () => {
    const { cursor: old } = await sweep(null);
    bureau.give({ sequence: 2, rows: [bureauRow(ONE), bureauRow(TWO)] });
    const { cursor: current } = await sweep(old);
    bureau.give({ kind: 'INC', sequence: 3, rows: [`U|${bureauRow(TWO, { status: '01' })}`] });
    const again = openFiles(bureau.connection);
    expect((await again.client.changes(current, call())).changes).toMatchObject([{ number: TWO }]);
    const restated = await again.client.changes(old, call());
    expect(numbersOf(restated.changes)).toEqual([ONE]);
    expect((await again.client.changes(restated.cursor, call())).changes).toMatchObject([{ number: TWO }]);
    await again.client.close();
  });

  test.each(['', 'x', '1', '1.0;abc', '1.0;150302=1;;', '2.0', `1.0;${'150302=1;'.repeat(30_000)}`])(
    'the cursor "%.20s" is none',
    async (cursor) => {
      await expect(files.client.changes(cursor, call())).rejects.toMatchObject({ name: 'UnknownCursor' });
    },
  );
});

test('holders are found in the full file and in what came after, by the row that stands', async () => {
  bureau.give({
    kind: 'INC',
    sequence: 2,
    rows: [
      `U|${bureauRow(ONE).replace('92150302MA0PT2X897', '91150302MA0NQ7K30J')}`,
      `A|${bureauRow('150302100003')}`,
      `D|${bureauRow('150302100004')}`,
    ],
  });
  await files.sync();
  const held = await files.client.findByHolder(['92150302ma0pt2x897', '91150302MA0NQ7K30J'], call());
  expect(held.map(({ uscc, number }) => [uscc, number]).sort()).toEqual([
    ['91150302MA0NQ7K30J', ONE],
    ['92150302ma0pt2x897', TWO],
    ['92150302ma0pt2x897', '150302100003'],
  ]);
});
