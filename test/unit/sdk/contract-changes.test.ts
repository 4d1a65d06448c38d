import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import {
  DepartmentFault,
  defineAdapter,
  ForgedMessage,
  UnknownCursor,
  UnreadableMessage,
  type DepartmentClient,
} from '../../../adapters/sdk/contract.ts';
import { createContractService } from '../../../adapters/sdk/contract-service.ts';
import { record } from './any-record.ts';

const log = pino({ level: 'silent' });

function contract(client: Partial<DepartmentClient>) {
  const definition = defineAdapter({
    department: { code: 'water', name: '水务' },
    permitType: 'WaterPermit',
    description: '取水许可证.',
    specificFields: {},
    limits: { batchSize: 1, concurrency: 1 },
    configuration: z.object({}),
    connect: () => {
      throw new Error('not connected here');
    },
  });
  const service = createContractService({
    definition,
    client: client as DepartmentClient,
    spare: (send, signal) => send(signal),
    log,
  });
  return (query: string, variables: Record<string, unknown> = {}) =>
    service.execute({
      query,
      variables,
      caller: { role: 'service', id: 'test' },
      signal: new AbortController().signal,
    });
}

const CHANGES = `query ($after: String) { changes(after: $after) {
  changes { number record version changedAt } notices { key number } cursor more total skipped asOf } }`;
const MESSAGE = `query ($message: DoorbellMessage!) { readMessage(message: $message) { notices { key number } reply } }`;
const message = { headers: [{ name: 'x-sign', value: 'S' }], body: Buffer.from('讯息').toString('base64') };

test('a step hands on what changed, and where to go on', async () => {
  const asked: (string | null)[] = [];
  const ask = contract({
    changes(after) {
      asked.push(after);
      return Promise.resolve({
        changes: [{ number: 'A', record, version: 3, changedAt: null }],
        cursor: 'next',
        more: true,
        total: 7,
      });
    },
  });
  const { data, errors } = await ask(CHANGES, { after: 'before' });
  expect(errors).toBeUndefined();
  expect(data?.changes).toMatchObject({
    changes: [{ number: 'A', record, version: 3, changedAt: null }],
    notices: [],
    cursor: 'next',
    more: true,
    total: 7,
    skipped: 0,
    asOf: expect.stringMatching(/Z$/),
  });
  await ask(CHANGES);
  expect(asked).toEqual(['before', null]);
});

test('a row that cannot be believed costs only itself', async () => {
  const bad = { ...record, validTo: '2025-02-30' };
  const ask = contract({
    changes: () =>
      Promise.resolve({
        changes: [
          { number: 'A', record, changedAt: null },
          { number: 'B', record: bad, changedAt: null },
        ],
        skipped: 2,
        cursor: 'c',
        more: false,
      }),
  });
  const page = (await ask(CHANGES)).data?.changes as { changes: { number: string }[]; skipped: number };
  expect([page.changes.map(({ number }) => number), page.skipped]).toEqual([['A'], 3]);
});

test.each([
  ['a department that does not answer', new DepartmentFault('MAINTENANCE', 'reload'), 'DEPARTMENT_FAULT'],
  ['a cursor of another version', new UnknownCursor('v0'), 'BAD_CURSOR'],
])('%s is an error with its code', async (_, thrown, code) => {
  const answer = await contract({ changes: () => Promise.reject(thrown) })(CHANGES);
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code,
    ...(thrown instanceof DepartmentFault ? { reason: thrown.reason } : {}),
  });
});

test('what an adapter does not do is said with its name', async () => {
  const ask = contract({});
  for (const [query, variables, capability] of [
    [CHANGES, {}, 'changes'],
    [MESSAGE, { message }, 'readMessage'],
  ] as const) {
    expect((await ask(query, variables)).errors?.[0]?.extensions).toEqual({
      code: 'NOT_SUPPORTED',
      capability,
    });
  }
});

test('one step may make twenty wire calls, and no more', async () => {
  const stepOf = (calls: number) =>
    contract({
      async changes(_, { wire }) {
        for (let call = 0; call < calls; call += 1) await wire?.(() => Promise.resolve());
        return { changes: [], cursor: 'c', more: false };
      },
    });
  expect((await stepOf(20)(CHANGES)).errors).toBeUndefined();
  expect((await stepOf(21)(CHANGES)).errors?.[0]?.message).toContain('more than 20 wire calls');
});

test('steps are made one after the other', async () => {
  let inWork = 0;
  let most = 0;
  const ask = contract({
    async changes() {
      most = Math.max(most, (inWork += 1));
      await new Promise((resolve) => setImmediate(resolve));
      inWork -= 1;
      return { changes: [], cursor: 'c', more: false };
    },
  });
  await Promise.all([ask(CHANGES), ask(CHANGES), ask(CHANGES)]);
  expect(most).toBe(1);
});

test('a message is read from its very bytes; a forged one and one that says nothing are told apart', async () => {
  const seen: string[] = [];
  const read = contract({
    readMessage({ headers, body }) {
      seen.push(`${headers['x-sign']} ${body.toString()}`);
      return Promise.resolve({ notices: [{ key: 'k', number: 'A', sentAt: null }], reply: 'SUCCESS' });
    },
  });
  expect((await read(MESSAGE, { message })).data?.readMessage).toEqual({
    notices: [{ key: 'k', number: 'A' }],
    reply: 'SUCCESS',
  });
  expect(seen).toEqual(['S 讯息']);
  const codeOf = async (thrown: Error) =>
    (await contract({ readMessage: () => Promise.reject(thrown) })(MESSAGE, { message })).errors?.[0]
      ?.extensions.code;
  expect([await codeOf(new ForgedMessage('x')), await codeOf(new UnreadableMessage('no number'))]).toEqual([
    'NOTICE_FORGED',
    'BAD_REQUEST',
  ]);
});
