import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { generateSm2KeyPair, createSm2Signer } from '../../../subgraphs/domain/sm2.ts';
import { okText } from '../../../adapters/sandbox/systems/tobacco/file-text.ts';
import { call } from '../../support/call-context.ts';
import {
  bureauRow,
  FIRST_NIGHT,
  startScriptedBureau,
  type FileParts,
  type ScriptedBureau,
} from '../../support/scripted-bureau.ts';
import { openFiles } from './running-files.ts';

const ONE = '150302100001';
const TWO = '150302100002';
const FULL = { sequence: 1, rows: [bureauRow(ONE), bureauRow(TWO)] };

let bureau: ScriptedBureau;
let files: ReturnType<typeof openFiles>;

beforeEach(async () => {
  bureau = await startScriptedBureau();
  files = openFiles(bureau.connection);
});
afterEach(async () => {
  await files.client.close();
  await bureau.close();
});

const increment = (sequence: number, status: string, number = ONE) => ({
  kind: 'INC' as const,
  sequence,
  rows: [`U|${bureauRow(number, { status })}`],
});

describe('a file is taken whole and checked, or not at all', () => {
  const resealed = (content: Buffer) => ({ content, ok: okText(content), signature: bureau.sign(content) });
  const changed = (parts: FileParts, change: (text: string) => string) =>
    resealed(iconv.encode(change(iconv.decode(parts.content, 'gb18030')), 'gb18030'));
  const beforeTrailer = (content: Buffer) => content.subarray(0, content.lastIndexOf('T|'));
  /** Header and rows as given, under a right trailer. */
  const framed = (content: Buffer, rows: number) => {
    const digest = createHash('sm3').update(content).digest('hex');
    const trailer = Buffer.from(`T|${String(rows).padStart(6, '0')}|${digest}\r\n`);
    return resealed(Buffer.concat([content, trailer]));
  };
  const stranger = createSm2Signer(generateSm2KeyPair().privateKey);

  test.each<[string, string, (parts: FileParts) => Partial<FileParts>]>([
    [
      'half written, and .ok says the whole',
      'another size',
      ({ content }) => ({ content: content.subarray(0, 150) }),
    ],
    [
      'another .ok',
      'another SM3 than .ok',
      ({ content }) => ({ ok: Buffer.from(`${content.length} ${'0'.repeat(64)}\n`) }),
    ],
    ['an .ok that says nothing', 'no size and SM3', () => ({ ok: Buffer.from('OK') })],
    ['an endless .ok', 'no size and SM3', () => ({ ok: Buffer.alloc(100_000, 0x31) })],
    ['no signature', 'no .sig', () => ({ signature: null })],
    [
      'signed by another office',
      'signature',
      ({ content }) => ({ signature: Buffer.from(stranger.sign(content, 'base64')) }),
    ],
    ['the signature of another file', 'signature', () => ({ signature: bureau.sign(Buffer.from('other')) })],
    ['a wrong count', '1 rows, its trailer says 2', ({ content }) => framed(beforeTrailer(content), 2)],
    [
      'a changed row under the old trailer',
      'another SM3 than its trailer',
      (parts) => changed(parts, (text) => text.replace('|03|', '|01|')),
    ],
    ['cut in its trailer', 'no trailer', ({ content }) => resealed(content.subarray(0, -20))],
    ['no trailer', 'no trailer', ({ content }) => resealed(beforeTrailer(content))],
    [
      'a file of another sequence under this name',
      'header',
      (parts) => changed(parts, (text) => text.replace('|0002|', '|0009|')),
    ],
    [
      'a file of another region under this name',
      'header',
      (parts) => changed(parts, (text) => text.replace('|150302|', '|410204|')),
    ],
    [
      'UTF-8 that decodes as GB18030 too',
      'UTF-8',
      () =>
        framed(
          Buffer.from(
            `H|YCZM|150302|INC|20261119|0002|GB18030\r\nU|${ONE}|92150302MA0PT2X897|老街坊店|王明|新华东街|1|卷烟零售|20230710|20280709|03|20261118\r\n`,
          ),
          1,
        ),
    ],
    [
      'a BOM before it',
      'header',
      ({ content }) => framed(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), beforeTrailer(content)]), 1),
    ],
    [
      'bytes that are no GB18030',
      'not GB18030',
      ({ content }) =>
        framed(Buffer.concat([beforeTrailer(content), Buffer.from([0x55, 0x7c, 0xff, 0x0d, 0x0a])]), 2),
    ],
    [
      'one endless line',
      'without end',
      ({ content }) =>
        framed(Buffer.concat([beforeTrailer(content), Buffer.alloc(300_000, 0x41), Buffer.from('\r\n')]), 2),
    ],
    ['an empty file', 'header|trailer|another', () => resealed(Buffer.alloc(0))],
    [
      'line ends without CR',
      'trailer|header',
      ({ content }) => resealed(Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')),
    ],
  ])('%s', async (_what, problem, spoil) => {
    bureau.give(FULL);
    const name = bureau.give(increment(2, '03'), spoil);
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('VALID');
    expect(files.alarms().join()).toMatch(new RegExp(`${name}: .*(?:${problem})`));

    // Once the bureau has written it well it is taken, and what follows it too.
    bureau.give(increment(2, '01'));
    bureau.give(increment(3, '07', TWO));
    await files.sync();
    expect([await files.statusOf(ONE), await files.statusOf(TWO)]).toEqual(['SUSPENDED', 'RENEWAL_PENDING']);
  });

  test('a file without .ok is not there yet, and no reason for alarm', async () => {
    bureau.give(FULL);
    bureau.give(increment(2, '03'), () => ({ ok: null }));
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('VALID');
    expect(files.alarms()).toEqual([]);
  });

  test('a link in place of a file, or of its .ok, is not followed', async () => {
    bureau.give(FULL);
    const name = bureau.give(increment(2, '03'));
    const { content } = bureau.files.get(`/outbox/${name}`)!;
    bureau.put(`/outbox/${name}`, content, { isLink: true });
    await files.sync();
    bureau.give(increment(2, '03'));
    bureau.put(`/outbox/${name}.ok`, okText(content), { isLink: true });
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('VALID');
  });

  test('names that are none of the exchange lead nowhere', async () => {
    bureau.give(FULL);
    const { content } = bureau.files.get('/outbox/YC_LIC_150302_20261119_FULL_0001.txt')!;
    for (const name of [
      '../inbox/YC_LIC_150302_20261119_FULL_0002.txt',
      'YC_LIC_150302_20261119_FULL_00002.txt',
      'YC_LIC_150302_20261319_FULL_0002.txt',
      'YC_LIC_150302_20261119_FULL_0002.txt\n',
      'YC_LIC_150302_20261119_FULL_0002.txt.tmp',
      'CON',
      '/etc/passwd',
    ]) {
      bureau.put(`/outbox/${name}`, content);
      bureau.put(`/outbox/${name}.ok`, okText(content));
      bureau.put(`/outbox/${name}.sig`, bureau.sign(content));
    }
    await files.sync();
    expect(files.alarms()).toEqual([]);
    expect(await files.statusOf(ONE)).toBe('VALID');
  });

  test('of a refused file no row stays, however many were read before the mistake', async () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => bureauRow(`1503021${String(at).padStart(5, '0')}`));
    bureau.give({ sequence: 1, rows }, ({ content }) => ({
      content: Buffer.concat([content.subarray(0, -2), Buffer.from('x\n')]),
    }));
    await files.sync();
    expect(await files.answerFor('150302100000')).toMatchObject({ kind: 'BATCH', record: null, asOf: null });
  });
});

describe('a row that cannot be believed costs itself alone', () => {
  const sixGood = Array.from({ length: 6 }, (_, at) => bureauRow(`15030210001${at}`));

  test.each([
    ['too few columns', '150302100001|a|b', 'columns'],
    ['a number of other form', bureauRow('15030210000A'), 'twelve digits'],
    ['a permit of another region', bureauRow('410204200001'), 'another region'],
    ['a row without end', `150302100001|${'长'.repeat(3_100)}`, 'too long'],
  ])('%s is logged by its line, without a word of it', async (_what, row, problem) => {
    bureau.give({ sequence: 1, rows: [...sixGood.slice(0, 2), row, ...sixGood.slice(2)] });
    await files.sync();
    const quarantined = files.logged.filter(({ line }) => line !== undefined);
    expect(quarantined).toMatchObject([{ line: 4, problem: expect.stringContaining(problem) }]);
    expect(JSON.stringify(quarantined)).not.toMatch(/王建明|海勃湾|长长/);
    expect(await files.statusOf('150302100015')).toBe('VALID');
    // Nobody knows: not that it is gone.
    expect(await files.answerFor(ONE)).toMatchObject(
      row.startsWith(ONE) ? { record: null, asOf: null } : { record: null },
    );
    expect(files.alarms()).toEqual([]);
  });

  test('an increment’s row without its mark, or that cannot be read, makes the permit unknown until a good one comes', async () => {
    bureau.give(FULL);
    bureau.give({ kind: 'INC', sequence: 2, rows: [`X|${bureauRow(ONE, { status: '03' })}`] });
    await files.sync();
    expect(await files.answerFor(ONE)).toMatchObject({ record: null, asOf: null });
    expect(await files.statusOf(TWO)).toBe('VALID');
    bureau.give(increment(3, '01'));
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('SUSPENDED');
  });

  test('where a fifth of the rows are bad the file is refused', async () => {
    bureau.give({ sequence: 1, rows: [...sixGood, 'a|b', 'c|d'] });
    await files.sync();
    expect(files.alarms().join()).toContain('2 bad rows');
    expect(await files.answerFor('150302100015')).toMatchObject({ record: null, asOf: null });
  });

  test('characters outside GBK, and with the pipe as second byte, arrive; persons do not', async () => {
    bureau.give({
      sequence: 1,
      rows: [bureauRow(ONE, { name: '㐂𠮷亅倈億烟酒店' }), bureauRow(TWO, { name: '王建明' })],
    });
    await files.sync();
    expect(await files.answerFor(ONE)).toMatchObject({ record: { holderName: '㐂𠮷亅倈億烟酒店' } });
    expect(await files.answerFor(TWO)).toMatchObject({ record: { holderName: '王*明' } });
    expect(JSON.stringify(await files.client.changes(null, call()))).not.toContain('王建明');
  });
});

describe('the sequence', () => {
  test('over a hole nothing is taken but a full file, and one is asked for', async () => {
    bureau.give(FULL);
    bureau.give(increment(3, '03'));
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('VALID');
    const request = [...bureau.files.keys()].find((path) =>
      /^\/inbox\/REQ_150302_\d{8}_\d{6}\.txt$/.test(path),
    )!;
    expect(bureau.files.get(request)?.content.toString()).toBe('F|150302\r\n');
    bureau.give({ sequence: 4, rows: [bureauRow(ONE, { status: '01' }), bureauRow(TWO)] });
    bureau.give(increment(5, '07', TWO));
    await files.sync();
    expect([await files.statusOf(ONE), await files.statusOf(TWO)]).toEqual(['SUSPENDED', 'RENEWAL_PENDING']);
    expect(files.alarms()).toEqual([]);
  });

  test('files that come late and in the wrong order are taken in the right one', async () => {
    bureau.give(FULL);
    bureau.give(increment(3, '01'));
    await files.sync();
    bureau.give(increment(2, '03'));
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('SUSPENDED');
    // The one that came before a full file filled the hole changes nothing any more, and is no alarm.
    bureau.give({ sequence: 5, rows: [bureauRow(ONE), bureauRow(TWO)] });
    await files.sync();
    bureau.give(increment(4, '03'));
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('VALID');
    expect(files.alarms()).toEqual([]);
  });

  test('the same file again changes nothing; other content under its name is an alarm and is not taken', async () => {
    bureau.give(FULL);
    bureau.give(increment(2, '01'));
    await files.sync();
    const before = (await files.client.changes(null, call())).cursor;
    bureau.give({ ...increment(2, '01'), modifiedAt: FIRST_NIGHT + 60_000 });
    await files.sync();
    expect((await files.client.changes(null, call())).cursor).toBe(before);
    expect(files.alarms()).toEqual([]);
    bureau.give({ ...increment(2, '03'), modifiedAt: FIRST_NIGHT + 90_000 });
    await files.sync();
    expect(files.alarms()).toEqual([expect.stringContaining('other content under a name')]);
    expect(await files.statusOf(ONE)).toBe('SUSPENDED');
  });

  test('a second file for one place in the sequence is an alarm', async () => {
    bureau.give(FULL);
    bureau.give(increment(2, '01'));
    await files.sync();
    bureau.give({ ...increment(2, '03'), date: '20261120' });
    await files.sync();
    expect(files.alarms()).toEqual([expect.stringContaining('another file has its place')]);
    expect(await files.statusOf(ONE)).toBe('SUSPENDED');
  });

  test('an old full file does not bring back what was, under its own sequence or a later one', async () => {
    bureau.give({
      sequence: 5,
      date: '20261120',
      rows: [bureauRow(ONE, { status: '06' })],
      modifiedAt: FIRST_NIGHT + 86_400_000,
    });
    await files.sync();
    bureau.give({ sequence: 4, rows: [bureauRow(ONE)] });
    bureau.give({ sequence: 6, rows: [bureauRow(ONE)] });
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('REVOKED');
    expect(files.alarms()).toEqual([expect.stringMatching(/0006.*older than what is held/)]);
  });

  test('where the newest full file is bad the one before it counts, with what came after', async () => {
    bureau.give(FULL);
    bureau.give(increment(2, '01'));
    bureau.give({ sequence: 3, rows: FULL.rows }, () => ({ signature: null }));
    await files.sync();
    expect(await files.statusOf(ONE)).toBe('SUSPENDED');
  });
});

test('a full file with suddenly fewer permits is held back until the next one says the same', async () => {
  const rows = Array.from({ length: 10 }, (_, at) => bureauRow(`15030210000${at}`));
  bureau.give({ sequence: 1, rows });
  await files.sync();
  bureau.give({ sequence: 2, rows: rows.slice(0, 7) });
  bureau.give(increment(3, '01', '150302100000'));
  await files.sync();
  expect(files.alarms()).toEqual([expect.stringContaining('held back: 7 rows after 10')]);
  expect(await files.statusOf('150302100009')).toBe('VALID');
  // The increment after it is none the worse.
  expect(await files.statusOf('150302100000')).toBe('SUSPENDED');
  bureau.give({ sequence: 4, rows: rows.slice(0, 7) });
  await files.sync();
  expect(await files.answerFor('150302100009')).toMatchObject({
    record: null,
    asOf: '2026-11-18T18:30:04.000Z',
  });
});

test('what was true when is told: of each row the time of its own file, at most the end of its day', async () => {
  bureau.give(FULL);
  bureau.give({ ...increment(2, '01'), modifiedAt: Date.parse('2026-11-19T10:00:00+08:00') });
  // Touched years later: the signed day says better.
  bureau.give({ ...increment(3, '03', TWO), modifiedAt: Date.parse('2026-12-24T10:00:00+08:00') });
  await files.sync();
  expect(await files.answerFor('150302100009')).toMatchObject({ asOf: '2026-11-18T18:30:01.000Z' });
  expect(await files.answerFor(ONE)).toMatchObject({ asOf: '2026-11-19T02:00:00.000Z' });
  expect(await files.answerFor(TWO)).toMatchObject({ asOf: '2026-11-19T16:00:00.000Z' });
});

test('a restart builds the same again from the files that lie there', async () => {
  bureau.give(FULL);
  bureau.give(increment(2, '01'));
  bureau.give({ kind: 'INC', sequence: 3, rows: [`D|${bureauRow(TWO)}`, `A|${bureauRow('150302100003')}`] });
  await files.sync();
  const numbers = [ONE, TWO, '150302100003', '150302100004', '410204200001'];
  const before = await files.client.read(numbers, call());
  expect(
    before.map((answer) => answer.kind === 'BATCH' && [answer.record?.status, answer.asOf !== null]),
  ).toEqual([
    ['SUSPENDED', true],
    [undefined, true],
    ['VALID', true],
    [undefined, true],
    [undefined, false],
  ]);
  const again = openFiles(bureau.connection);
  await again.sync();
  expect(await again.client.read(numbers, call())).toEqual(before);
  await again.client.close();
});

test('TOBACCO_REGIONS leaves the files of other regions alone', async () => {
  bureau.give(FULL);
  bureau.give({ sequence: 1, region: '410204', rows: [bureauRow('410204200001')] });
  const some = openFiles({ ...bureau.connection, TOBACCO_REGIONS: '410200' });
  await some.sync();
  expect(await some.statusOf('410204200001')).toBe('VALID');
  expect(await some.answerFor(ONE)).toMatchObject({ asOf: null });
  await some.client.close();
});
