import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAdapterService, type AdapterService } from '../../../adapters/sdk/adapter-service.ts';
import type { AdapterDefinition } from '../../../adapters/sdk/contract.ts';
import { discoverAdapters } from '../../../adapters/sdk/discover-adapters.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { ROLES } from '../../../subgraphs/domain/caller.ts';
import { startHubOnDatabase, type HubOnDatabase } from '../../support/hub-on-database.ts';
import {
  decide,
  decision,
  granted,
  inputOf,
  OPERATIONS,
  POLICE,
  VERBS,
  type Verb,
} from '../../support/registry-officer.ts';

let started: HubOnDatabase;
let police: string;
beforeAll(async () => {
  started = await startHubOnDatabase();
  police = await started.hub.token(POLICE);
}, 90_000);
afterAll(() => started.stop(), 30_000);

const count = async (table: string) =>
  Number((await started.database.query(`SELECT count(*) FROM ${table}`)).rows[0]?.count);
/** Everything that a change writes, so that a refusal can be seen to write nothing. */
const written = async () => [
  await count('registry.permit'),
  await count('registry.change'),
  await count('idempotency.answered_request'),
];
const lastAct = async (number: string) =>
  (
    await started.database.query(
      'SELECT * FROM audit.entry WHERE subject_id = $1 ORDER BY position DESC LIMIT 1',
      [number],
    )
  ).rows[0] as Record<string, unknown> | undefined;

/** Brings a fresh permit into a status by legal steps. */
const WAYS: Readonly<Record<string, readonly Verb[]>> = {
  VALID: [],
  RENEWAL_PENDING: ['acceptRenewal'],
  SUSPENDED: ['suspend'],
  LAPSED: ['lapse'],
  WITHDRAWN: ['withdraw'],
  RESCINDED: ['rescind'],
  CANCELLED: ['cancel'],
  REVOKED: ['revoke'],
};
async function inStatus(status: string): Promise<{ number: string; version: number }> {
  // One that has ended by its date needs no step.
  const ended = status === 'EXPIRED' ? { validFrom: '2020-01-01', validTo: '2021-12-31' } : {};
  const number = await granted(started.hub, police, ended);
  let version = 1;
  for (const verb of WAYS[status] ?? []) {
    const { change } = await decide(
      started.hub,
      police,
      verb,
      inputOf(verb, { number, expectedVersion: version }),
    );
    version = change?.entry.version ?? NaN;
  }
  return { number, version };
}

/** What each step leads to, from each status; what is not here is illegal. Written down apart from the code. */
const LEGAL: Readonly<Record<string, Partial<Record<Verb, string>>>> = {
  VALID: {
    vary: 'VALID',
    acceptRenewal: 'RENEWAL_PENDING',
    renew: 'VALID',
    suspend: 'SUSPENDED',
    cancel: 'CANCELLED',
    withdraw: 'WITHDRAWN',
    rescind: 'RESCINDED',
    revoke: 'REVOKED',
    lapse: 'LAPSED',
  },
  RENEWAL_PENDING: {
    vary: 'RENEWAL_PENDING',
    renew: 'VALID',
    suspend: 'SUSPENDED',
    cancel: 'CANCELLED',
    withdraw: 'WITHDRAWN',
    rescind: 'RESCINDED',
    revoke: 'REVOKED',
    lapse: 'LAPSED',
  },
  SUSPENDED: {
    vary: 'SUSPENDED',
    resume: 'VALID',
    cancel: 'CANCELLED',
    withdraw: 'WITHDRAWN',
    rescind: 'RESCINDED',
    revoke: 'REVOKED',
    lapse: 'LAPSED',
  },
  EXPIRED: { cancel: 'CANCELLED', rescind: 'RESCINDED', revoke: 'REVOKED', lapse: 'LAPSED' },
  LAPSED: { cancel: 'CANCELLED', rescind: 'RESCINDED' },
  WITHDRAWN: { cancel: 'CANCELLED' },
  RESCINDED: { cancel: 'CANCELLED' },
  REVOKED: { cancel: 'CANCELLED' },
  CANCELLED: {},
};

describe('a decision of the officer', () => {
  test('grants a permit, which is read live at once, with its audit entry', async () => {
    const input = inputOf('grant');
    const { change } = await decide(started.hub, police, 'grant', input);
    expect(change).toMatchObject({
      verb: 'GRANT',
      statusBefore: null,
      statusAfter: 'VALID',
      entry: {
        number: input.number,
        version: 1,
        holderName: '乌海市𠮷祥宾馆',
        authority: '公安机关',
        regionCode: '150302',
      },
    });
    expect(await lastAct(String(input.number))).toMatchObject({
      actor_role: 'officer',
      actor_id: 'officer-7',
      actor_authority: 'public-security',
      action: 'registry.permit.grant',
      outcome: 'DONE',
      basis: '行政许可法第六十一条',
      before: null,
      after: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test.each(Object.keys(LEGAL))(
    'takes every legal step from %s, and no other (D15)',
    async (status) => {
      for (const verb of VERBS.filter((each) => each !== 'grant')) {
        const { number, version } = await inStatus(status);
        const expected = LEGAL[status]?.[verb];
        const { change, code } = await decide(
          started.hub,
          police,
          verb,
          inputOf(verb, { number, expectedVersion: version }),
        );
        expect({ verb, after: change?.statusAfter, version: change?.entry.version, code }).toEqual({
          verb,
          after: expected,
          version: expected && version + 1,
          code: expected ? undefined : 'ILLEGAL_STEP',
        });
        if (!expected) {
          expect(await lastAct(number)).toMatchObject({ outcome: 'REFUSED', code: 'ILLEGAL_STEP' });
        }
      }
    },
    60_000,
  );

  test('resumes to what the suspension interrupted', async () => {
    const { number, version } = await inStatus('RENEWAL_PENDING');
    await decide(started.hub, police, 'suspend', inputOf('suspend', { number, expectedVersion: version }));
    const resumed = await decide(
      started.hub,
      police,
      'resume',
      inputOf('resume', { number, expectedVersion: version + 1 }),
    );
    expect(resumed.change).toMatchObject({ statusBefore: 'SUSPENDED', statusAfter: 'RENEWAL_PENDING' });
  });

  test('renews by the day on which it was decided, not by that of its entry', async () => {
    const number = await granted(started.hub, police, { validFrom: '2020-01-01', validTo: '2025-12-31' });
    const at = (day: string) => decision({ decidedAt: `${day}T15:59:59+00:00` });
    const late = await decide(
      started.hub,
      police,
      'renew',
      inputOf('renew', { number, expectedVersion: 1, decision: at('2026-01-01') }),
    );
    expect(late.code).toBe('ILLEGAL_STEP');
    // The last second of the last day in Beijing.
    const inTime = await decide(
      started.hub,
      police,
      'renew',
      inputOf('renew', { number, expectedVersion: 1, decision: at('2025-12-31') }),
    );
    expect(inTime.change?.entry).toMatchObject({ status: 'VALID', validTo: '2035-12-31' });
  });

  test('varies what it names and nothing else; null takes an end date away', async () => {
    const number = await granted(started.hub, police);
    const { change } = await decide(started.hub, police, 'vary', {
      ...inputOf('vary', { number, expectedVersion: 1, validTo: null, scope: ['旅馆业', '洗浴'] }),
      holderName: undefined,
    });
    expect(change?.entry).toMatchObject({
      validTo: null,
      scope: ['旅馆业', '洗浴'],
      holderName: '乌海市𠮷祥宾馆',
      validFrom: '2026-01-01',
      version: 2,
    });
    const openEnded = await decide(
      started.hub,
      police,
      'renew',
      inputOf('renew', { number, expectedVersion: 2 }),
    );
    expect(openEnded.code).toBe('ILLEGAL_STEP');
  });

  test('finds the permit however its number is written', async () => {
    const number = await granted(started.hub, police, {
      number: `蒙公网审字〔2026〕第150302-${process.pid}号`,
      permitType: 'WBSH',
    });
    const other = number.replace('〔', ' [').replace('〕', '] ');
    const { change } = await decide(
      started.hub,
      police,
      'suspend',
      inputOf('suspend', { number: other, expectedVersion: 1 }),
    );
    expect(change?.entry.number).toBe(number);
    const again = await decide(
      started.hub,
      police,
      'grant',
      inputOf('grant', { number: other, permitType: 'WBSH' }),
    );
    expect(again.code).toBe('NUMBER_TAKEN');
  });
});

describe('a permit’s number', () => {
  test('may look like somebody’s ID, and stays as it is', async () => {
    const number = '150302200101010017';
    await granted(started.hub, police, { number });
    const { change } = await decide(
      started.hub,
      police,
      'suspend',
      inputOf('suspend', { number, expectedVersion: 1 }),
    );
    expect(change?.entry.number).toBe(number);
    expect(await lastAct(number)).toMatchObject({ outcome: 'DONE' });
  });

  test('that is none stays in the log without the ID that somebody typed', async () => {
    const number = '11010519491231002X';
    expect(
      (await decide(started.hub, police, 'suspend', inputOf('suspend', { number, expectedVersion: 1 }))).code,
    ).toBe('PERMIT_NOT_FOUND');
    expect(await lastAct(number)).toBeUndefined();
    expect(await lastAct('1101051949****002X')).toMatchObject({ outcome: 'REFUSED', for_whom: null });
  });
});

describe('the composite licence', () => {
  test('shows a change with the next question, live', async () => {
    const { rows } = await started.database.query<{ licence: string; number: string; version: number }>(
      `SELECT l.number AS licence, p.number, p.version FROM registry.permit p
       JOIN issuance.permit_entry e ON e.number = p.number JOIN issuance.composite_licence l ON l.id = e.licence_id
       WHERE p.permit_type = 'TZHY' AND p.status = 'VALID' AND p.region_code LIKE '1503%' AND p.valid_to IS NULL LIMIT 1`,
    );
    const [{ licence, number, version } = { licence: '', number: '', version: 0 }] = rows;
    const ask = async () => {
      const { data } = await started.hub.ask<{
        compositeLicense: { subPermits: { number: string; status: string; freshness: object }[] };
      }>(
        'query ($n: ID!) { compositeLicense(number: $n) { subPermits { number status freshness { state reason } } } }',
        { n: licence },
      );
      return data?.compositeLicense.subPermits.find((permit) => permit.number === number);
    };
    expect(await ask()).toMatchObject({ status: 'VALID', freshness: { state: 'LIVE', reason: null } });
    const { change } = await decide(
      started.hub,
      police,
      'revoke',
      inputOf('revoke', { number, expectedVersion: version }),
    );
    expect(change?.statusAfter).toBe('REVOKED');
    expect(await ask()).toMatchObject({ status: 'REVOKED', freshness: { state: 'LIVE', reason: null } });
  });
});

describe('the sweep of the registry’s changes', () => {
  let registry: AdapterService;
  beforeAll(async () => {
    const definition = (await discoverAdapters()).find(({ department }) => department.code === 'registry');
    const { connectionString } = started.database.options as { connectionString: string };
    registry = createAdapterService({
      definition: definition as AdapterDefinition,
      environment: {
        REGISTRY_DATABASE_URL: connectionString,
        AUDIT_KEYS: `test:${Buffer.alloc(32, 1).toString('base64url')}`,
      },
      log: createLogger('registry', 'silent'),
    });
  });
  afterAll(() => registry.close());

  interface Page {
    changes: { number: string; version: number; record: { status: string } }[];
    notices: { key: string; number: string; version: number; sentAt: string }[];
    cursor: string;
    more: boolean;
    total: number;
    skipped: number;
  }
  async function step(after: string | null) {
    const { data, errors } = await registry.contract.execute({
      query: `query ($after: String) { changes(after: $after) { changes { number version record changedAt }
        notices { key number version sentAt } cursor more total skipped asOf } }`,
      variables: { after },
      caller: { role: 'service', id: 'test' },
      signal: new AbortController().signal,
    });
    return { page: data?.changes as Page, code: errors?.[0]?.extensions.code };
  }
  async function sweep(after: string | null) {
    const pages: Page[] = [];
    for (let cursor = after; ;) {
      const { page } = await step(cursor);
      pages.push(page);
      cursor = page.cursor;
      if (!page.more) return { pages, cursor };
    }
  }

  test('begins with every permit, and ends where nothing is new', async () => {
    const { pages, cursor } = await sweep(null);
    const numbers = pages.flatMap(({ changes }) => changes.map(({ number }) => number));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toHaveLength(await count('registry.permit'));
    expect(pages.at(-1)).toMatchObject({ total: numbers.length, skipped: 0 });
    expect((await step(cursor)).page).toMatchObject({ changes: [], notices: [], cursor, more: false });
  });

  test('brings each changed permit once, as it is now, and a notice of every decision', async () => {
    const { cursor } = await sweep(null);
    const number = await granted(started.hub, police);
    const changes = [];
    for (const [verb, expectedVersion] of [
      ['suspend', 1],
      ['resume', 2],
      ['revoke', 3],
    ] as const) {
      changes.push(
        (await decide(started.hub, police, verb, inputOf(verb, { number, expectedVersion }))).change,
      );
    }
    const { page } = await step(cursor);
    expect(page.changes).toMatchObject([
      { number, version: 4, record: { status: 'REVOKED', sourceVersion: 4, authority: '公安机关' } },
    ]);
    expect(page.notices).toMatchObject([1, 2, 3, 4].map((version) => ({ number, version })));
    expect(page.notices.slice(1).map(({ key }) => key)).toEqual(changes.map((change) => change?.id));
  });

  test('misses nothing while officers change permits, however the steps fall', async () => {
    const { cursor: start } = await sweep(null);
    const seen = new Set<string>();
    let cursor = start;
    let changing = true;
    const numbers = Promise.all(Array.from({ length: 30 }, () => granted(started.hub, police))).finally(
      () => (changing = false),
    );
    while (changing) {
      const { page } = await step(cursor);
      for (const { number } of page.changes) seen.add(number);
      cursor = page.cursor;
    }
    for (const { number } of (await step(cursor)).page.changes) seen.add(number);
    expect([...seen].sort()).toEqual((await numbers).sort());
  });

  test.each(['-1', 'x', '', '1e3', '999999999999999', '9'.repeat(30), '1; DROP TABLE registry.permit'])(
    'refuses the cursor %j, which it never gave',
    async (after) => {
      expect((await step(after)).code).toBe('BAD_CURSOR');
    },
  );
});

describe('an idempotency key', () => {
  test('sent twenty times at once makes one change and twenty equal answers', async () => {
    const number = await granted(started.hub, police);
    const input = inputOf('suspend', { number, expectedVersion: 1 });
    const before = await count('audit.entry');
    const all = await Promise.all(
      Array.from({ length: 20 }, () => decide(started.hub, police, 'suspend', input)),
    );
    expect(new Set(all.map(({ answer }) => JSON.stringify(answer.data)))).toEqual(
      new Set([JSON.stringify(all[0]?.answer.data)]),
    );
    expect(all[0]?.change?.entry).toMatchObject({ version: 2, status: 'SUSPENDED' });
    expect(
      (await started.database.query('SELECT version FROM registry.permit WHERE number = $1', [number])).rows,
    ).toEqual([{ version: 2 }]);
    expect(await count('audit.entry')).toBe(before + 1);
  });

  test('with another input, or for another verb, is refused (D12)', async () => {
    const number = await granted(started.hub, police);
    const input = inputOf('suspend', { number, expectedVersion: 1 });
    await decide(started.hub, police, 'suspend', input);
    const before = await written();
    for (const [verb, other] of [
      ['suspend', { ...input, decision: { ...(input.decision as object), reason: '另一个理由' } }],
      ['suspend', { ...input, expectedVersion: 2 }],
      ['cancel', input],
    ] as const) {
      expect((await decide(started.hub, police, verb, other)).code).toBe('IDEMPOTENCY_KEY_REUSED');
    }
    expect(await written()).toEqual(before);
  });

  test('of somebody else is nothing: neither replayed nor taken (D11)', async () => {
    const number = await granted(started.hub, police);
    const input = inputOf('suspend', { number, expectedVersion: 1 });
    await decide(started.hub, police, 'suspend', input);
    const colleague = await started.hub.token({ ...POLICE, id: 'officer-8' });
    expect((await decide(started.hub, colleague, 'suspend', input)).code).toBe('VERSION_CONFLICT');
    const elsewhere = await started.hub.token({ ...POLICE, region: '410200' });
    expect((await decide(started.hub, elsewhere, 'suspend', input)).code).toBe('PERMIT_NOT_FOUND');
    const done = await decide(
      started.hub,
      colleague,
      'resume',
      inputOf('resume', { number, expectedVersion: 2, idempotencyKey: input.idempotencyKey }),
    );
    expect(done.change?.statusAfter).toBe('VALID');
  });

  test('of an act that was refused may be used again for it', async () => {
    const number = await granted(started.hub, police);
    const input = inputOf('resume', { number, expectedVersion: 1 });
    expect((await decide(started.hub, police, 'resume', input)).code).toBe('ILLEGAL_STEP');
    expect((await decide(started.hub, police, 'resume', input)).code).toBe('ILLEGAL_STEP');
  });
});

describe('officers who decide at the same time', () => {
  test('make one change; every other is told of the version', async () => {
    const number = await granted(started.hub, police);
    const verbs: Verb[] = ['suspend', 'revoke', 'cancel', 'withdraw', 'rescind', 'lapse', 'vary', 'renew'];
    const all = await Promise.all(
      verbs.map((verb) => decide(started.hub, police, verb, inputOf(verb, { number, expectedVersion: 1 }))),
    );
    expect(all.filter(({ change }) => change)).toHaveLength(1);
    expect(new Set(all.flatMap(({ code }) => code ?? []))).toEqual(new Set(['VERSION_CONFLICT']));
  });

  test('grant one number once', async () => {
    const { number } = inputOf('grant');
    const all = await Promise.all(
      Array.from({ length: 6 }, () => decide(started.hub, police, 'grant', inputOf('grant', { number }))),
    );
    expect(all.map(({ code }) => code ?? 'granted').sort()).toEqual([
      ...Array(5).fill('NUMBER_TAKEN'),
      'granted',
    ]);
  });

  test('leave numbers of changes without a gap, in the order in which they became visible', async () => {
    const numbers = await Promise.all(Array.from({ length: 8 }, () => granted(started.hub, police)));
    await Promise.all(
      numbers.map((number) =>
        decide(started.hub, police, 'suspend', inputOf('suspend', { number, expectedVersion: 1 })),
      ),
    );
    const { rows } = await started.database.query<{ last: string; most: string; distinct: string }>(
      `SELECT (SELECT last FROM registry.change_counter) AS last, max(changed_as) AS most,
        count(DISTINCT changed_as) = count(*) AS distinct FROM registry.permit`,
    );
    expect(rows[0]?.most).toBe(rows[0]?.last);
    expect(rows[0]?.distinct).toBe(true);
  });
});

describe('nobody else', () => {
  const others = [
    ...ROLES.filter((role) => role !== 'officer').map((role) => ({
      ...POLICE,
      role,
      uscc: '91150302MA0P12346X',
    })),
    ...ROLES.filter((role) => role !== 'officer').map((role) => ({ role, id: 'somebody', region: '150300' })),
    ...['food', 'health', 'culture', 'tobacco', 'nonsense'].map((department) => ({ ...POLICE, department })),
    ...['drug-administration', 'film', 'health-commission', '公安机关', '__proto__'].map((authority) => ({
      ...POLICE,
      authority,
    })),
    ...['000000', '15', '', '１５０３００'].map((region) => ({ ...POLICE, region })),
    { role: 'officer', id: 'o', region: '150300', department: 'registry' },
    { role: 'officer', id: 'o', department: 'registry', authority: 'public-security' },
    { role: 'officer', id: 'o', region: '150300', authority: 'public-security' },
  ] as const;

  test.each(others.map((caller) => [JSON.stringify(caller), caller] as const))(
    'changes anything: %s is FORBIDDEN for every verb, nothing changes, the attempt is in the log (A8, D06)',
    async (_, caller) => {
      const number = await granted(started.hub, police);
      const token = await started.hub.token(caller);
      const before = await written();
      // Every role with every verb; what is wrong with an officer's token is looked at before the verb.
      for (const verb of caller.role === 'officer' ? (['grant', 'revoke'] as const) : VERBS) {
        const input = inputOf(verb, verb === 'grant' ? {} : { number, expectedVersion: 1 });
        const { change, code } = await decide(started.hub, token, verb, input);
        expect({ verb, change, code }).toEqual({ verb, change: null, code: 'FORBIDDEN' });
        if (verb === 'grant') continue;
        expect(await lastAct(number)).toMatchObject({
          actor_role: caller.role,
          outcome: 'REFUSED',
          code: 'FORBIDDEN',
        });
      }
      expect(await written()).toEqual(before);
    },
    20_000,
  );

  test('an anonymous caller is UNAUTHENTICATED, and nothing is written', async () => {
    const number = await granted(started.hub, police);
    const before = [...(await written()), await count('audit.entry')];
    for (const verb of VERBS) {
      const { status, code } = await decide(
        started.hub,
        null,
        verb,
        inputOf(verb, verb === 'grant' ? {} : { number, expectedVersion: 1 }),
      );
      expect({ verb, status, code }).toEqual({ verb, status: 401, code: 'UNAUTHENTICATED' });
    }
    expect([...(await written()), await count('audit.entry')]).toEqual(before);
  });

  test('of another region sees a difference between a permit and none', async () => {
    const number = await granted(started.hub, police);
    const token = await started.hub.token({ ...POLICE, region: '150304' });
    const acts = await count('audit.entry');
    const there = await decide(
      started.hub,
      token,
      'suspend',
      inputOf('suspend', { number, expectedVersion: 1 }),
    );
    const nowhere = await decide(
      started.hub,
      token,
      'suspend',
      inputOf('suspend', { number: `${number}9`, expectedVersion: 1 }),
    );
    expect(there.code).toBe('PERMIT_NOT_FOUND');
    expect([there.status, there.message]).toEqual([nowhere.status, nowhere.message]);
    // Both are written to the log, so that neither time nor chain tells them apart.
    expect(await count('audit.entry')).toBe(acts + 2);
    const read = (n: string) =>
      started.hub.ask('query ($n: String!) { registryEntry(number: $n) { number } }', { n }, { token });
    const [seen, unseen] = [await read(number), await read(`${number}9`)];
    expect(seen.errors).toMatchObject([{ extensions: { code: 'PERMIT_NOT_FOUND' } }]);
    expect(seen.errors?.[0]?.message).toBe(unseen.errors?.[0]?.message);
  });

  test('covers premises outside of the officer’s region, or types of another authority, in a grant', async () => {
    const outside = await decide(
      started.hub,
      police,
      'grant',
      inputOf('grant', { premises: { regionCode: '410202', address: '龙亭区' } }),
    );
    expect(outside.code).toBe('FORBIDDEN');
    expect((await decide(started.hub, police, 'grant', inputOf('grant', { permitType: 'YPJY' }))).code).toBe(
      'FORBIDDEN',
    );
    for (const permitType of ['SPJY', 'XXXX', '', '__proto__', 'constructor']) {
      expect([
        permitType,
        (await decide(started.hub, police, 'grant', inputOf('grant', { permitType }))).code,
      ]).toEqual([permitType, 'BAD_VALUE']);
    }
  });

  test('reads the entries of an authority but its own officers', async () => {
    const number = await granted(started.hub, police);
    const query = 'query ($n: String!) { registryEntry(number: $n) { number version holderUscc } }';
    const as = async (caller: Parameters<typeof started.hub.token>[0]) =>
      started.hub.ask<{ registryEntry: object | null }>(
        query,
        { n: number },
        { token: await started.hub.token(caller) },
      );
    expect((await as(POLICE)).data?.registryEntry).toMatchObject({ number, version: 1 });
    expect((await as({ ...POLICE, authority: 'film' })).errors).toMatchObject([
      { extensions: { code: 'PERMIT_NOT_FOUND' } },
    ]);
    for (const role of ROLES.filter((each) => each !== 'officer')) {
      expect((await as({ role, region: '150300' })).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    }
  });
});

describe('an input', () => {
  const wrong: [string, Verb, Record<string, unknown>, string][] = [
    [
      'a USCC with a wrong check character',
      'grant',
      { holder: { uscc: '91350100M000100Y4Z', name: '甲' } },
      'BAD_IDENTIFIER',
    ],
    ['a USCC of the wrong shape', 'grant', { holder: { uscc: '123', name: '甲' } }, 'BAD_IDENTIFIER'],
    [
      'a citizen’s number in its place',
      'grant',
      { holder: { uscc: '11010519491231002X', name: '甲' } },
      'BAD_IDENTIFIER',
    ],
    [
      'a mistyped citizen’s number in its place',
      'grant',
      { holder: { uscc: '110105194912310021', name: '甲' } },
      'BAD_IDENTIFIER',
    ],
    [
      'a citizen’s number in the name',
      'grant',
      { holder: { uscc: '91350100M000100Y43', name: '王某11010519491231002X' } },
      'BAD_VALUE',
    ],
    ['a phone number in the address', 'vary', { address: '新华街1号 13812345678' }, 'BAD_VALUE'],
    ['a day that does not exist', 'grant', { validFrom: '2026-02-30' }, 'BAD_VALUE'],
    ['an end before its beginning', 'grant', { validTo: '2025-12-31' }, 'BAD_VALUE'],
    ['the day of open-ended permits in old systems', 'grant', { validTo: '99991231' }, 'BAD_VALUE'],
    ['a term that does not go on', 'renew', { validTo: '2030-12-31' }, 'BAD_VALUE'],
    ['nothing to vary', 'vary', { holderName: undefined }, 'BAD_VALUE'],
    ['null for what cannot be taken away', 'vary', { holderName: null }, 'BAD_VALUE'],
    [
      'a decision of tomorrow',
      'suspend',
      { decision: decision({ decidedAt: '2099-01-01T00:00:00Z' }) },
      'BAD_VALUE',
    ],
    [
      'a time without an offset',
      'suspend',
      { decision: decision({ decidedAt: '2026-01-01T00:00:00' }) },
      'BAD_VALUE',
    ],
    ['no reason', 'suspend', { decision: decision({ reason: ' 　' }) }, 'BAD_VALUE'],
    ['no legal basis', 'suspend', { decision: decision({ legalBasis: '' }) }, 'BAD_VALUE'],
    ['a short key', 'suspend', { idempotencyKey: 'short' }, 'BAD_VALUE'],
    ['a key of spaces and lines', 'suspend', { idempotencyKey: 'key with\nspaces' }, 'BAD_VALUE'],
    ['version 0', 'suspend', { expectedVersion: 0 }, 'BAD_VALUE'],
    ['a NUL', 'vary', { holderName: 'a\0b' }, 'BAD_VALUE'],
    ['a lone surrogate', 'vary', { holderName: 'a\ud800b' }, 'BAD_VALUE'],
    ['a text that runs right to left', 'vary', { holderName: 'a\u202eb' }, 'BAD_VALUE'],
    ['a line break in a name', 'vary', { address: 'a\r\nb' }, 'BAD_VALUE'],
    ['a huge name', 'vary', { holderName: '名'.repeat(100_000 / 3) }, 'BAD_VALUE'],
    ['a scope of a thousand lines', 'vary', { scope: Array(1_000).fill('旅馆业') }, 'BAD_VALUE'],
    ['an object for a day', 'vary', { validTo: { year: 2030 } }, 'BAD_VALUE'],
    ['a number for a day', 'vary', { validTo: 20301231 }, 'BAD_VALUE'],
    ['a number for a name', 'vary', { holderName: 7 }, 'BAD_USER_INPUT'],
  ];

  test.each(wrong)('with %s is refused by name, and nothing is written', async (_, verb, over, expected) => {
    const number = await granted(started.hub, police);
    const before = [...(await written()), await count('audit.entry')];
    const { code, message, change } = await decide(
      started.hub,
      police,
      verb,
      inputOf(verb, { ...(verb === 'grant' ? {} : { number, expectedVersion: 1 }), ...over }),
    );
    expect({ change, code }).toEqual({ change: null, code: expected });
    if (expected.startsWith('BAD_V') || expected.startsWith('BAD_I')) expect(message).toMatch(/^input/);
    expect(message).not.toMatch(/1101051949|13812345678/);
    expect(message.length).toBeLessThan(300);
    expect([...(await written()), await count('audit.entry')]).toEqual(before);
  });

  test.each([
    'status',
    'asOf',
    'regionCode',
    'holderId',
    'officer',
    'authority',
    'version',
    'id',
    '__proto__',
  ])('with a field %s that no verb takes is refused as unknown (D08)', async (field) => {
    const number = await granted(started.hub, police);
    for (const verb of VERBS) {
      const input = inputOf(verb, verb === 'grant' ? {} : { number, expectedVersion: 1 });
      const body = JSON.stringify(input).replace('{', `{${JSON.stringify(field)}:"VALID",`);
      const { code } = await decide(started.hub, police, verb, JSON.parse(body) as never);
      // What JSON.parse makes of it is an own property; JavaScript's literal would have set the prototype.
      expect({ verb, code }).toEqual({ verb, code: 'BAD_USER_INPUT' });
    }
  });

  test('may be in a variable of any name', async () => {
    const number = await granted(started.hub, police);
    const mutation = `mutation ($representations: RegistryStepInput!) { ${OPERATIONS.suspend}(input: $representations) { verb } }`;
    const answer = await started.hub.ask(
      mutation,
      { representations: inputOf('suspend', { number, expectedVersion: 1 }) },
      { token: police },
    );
    expect(answer).toMatchObject({ status: 200, data: { [OPERATIONS.suspend]: { verb: 'SUSPEND' } } });
  });

  test('keeps four-byte names as they are, and masks numbers of people in reasons, everywhere', async () => {
    const number = await granted(started.hub, police);
    const input = inputOf('vary', {
      number,
      expectedVersion: 1,
      holderName: '𠮷野䶮家',
      decision: decision({ reason: '法定代表人11010519491231002X\n电话13812345678' }),
    });
    const { change } = await decide(started.hub, police, 'vary', input);
    expect(change?.entry.holderName).toBe('𠮷野䶮家');
    const { rows } = await started.database.query<{ kept: string }>(
      'SELECT reason AS kept FROM registry.change WHERE number = $1 UNION SELECT reason FROM audit.entry WHERE subject_id = $1',
      [number],
    );
    expect(rows.map(({ kept }) => kept)).toContain('法定代表人1101051949****002X 电话138****5678');
    expect(JSON.stringify(rows)).not.toMatch(/12310|1381234/);
  });

  test('that is poisoned in the number is refused or not found, whoever sends it', async () => {
    const lead = await started.hub.token({ role: 'lead', region: '150300' });
    for (const number of [
      '\0',
      '\ud800',
      '',
      '   ',
      "' OR 1=1 --",
      'x'.repeat(50_000),
      '__proto__',
      '%00',
      '\u202e',
    ]) {
      for (const [token, codes] of [
        [police, ['BAD_VALUE', 'PERMIT_NOT_FOUND']],
        [lead, ['FORBIDDEN']],
      ] as const) {
        const { code } = await decide(
          started.hub,
          token,
          'suspend',
          inputOf('suspend', { number, expectedVersion: 1 }),
        );
        expect(codes).toContain(code);
      }
    }
    expect(started.hub.output()).not.toMatch(/unexpected error|subgraph error/);
  });
});

describe('the audit log', () => {
  test('cannot be written: then nothing is changed (G12)', async () => {
    const number = await granted(started.hub, police);
    const before = await written();
    await started.database.query(`CREATE FUNCTION audit.full() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no'; END $$; CREATE TRIGGER full_up BEFORE INSERT ON audit.entry EXECUTE FUNCTION audit.full()`);
    const input = inputOf('revoke', { number, expectedVersion: 1, idempotencyKey: randomUUID() });
    try {
      const { status, code, change } = await decide(started.hub, police, 'revoke', input);
      expect({ status, code, change }).toEqual({ status: 503, code: 'AUDIT_UNAVAILABLE', change: null });
      expect(await written()).toEqual(before);
    } finally {
      await started.database.query('DROP TRIGGER full_up ON audit.entry; DROP FUNCTION audit.full()');
    }
    expect((await decide(started.hub, police, 'revoke', input)).change?.statusAfter).toBe('REVOKED');
  });

  test('refuses changes of what is written, from whoever comes through SQL', async () => {
    for (const statement of [
      "UPDATE audit.entry SET reason = 'x'",
      'DELETE FROM audit.entry',
      'TRUNCATE audit.entry',
      'DELETE FROM audit.head',
      'TRUNCATE audit.head',
    ]) {
      await expect(started.database.query(statement)).rejects.toThrow('never changed');
    }
  });
});
