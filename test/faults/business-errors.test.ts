import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FreshnessReason } from '../../subgraphs/domain/freshness.ts';
import { businessRefusal, loginPage, soapFault } from '../support/business-refusals.ts';
import { eventually } from '../support/eventually.ts';
import type { HttpAnswer } from '../../adapters/sdk/conformance/wire/http-wire-proxy.ts';
import { askLicence, DEPARTMENTS, untilLive } from '../support/licence-answer.ts';
import { postgresError } from '../../adapters/sdk/conformance/wire/postgres-wire-proxy.ts';
import { startProxiedHub, type ProxiedHub } from '../support/proxied-hub.ts';

/** R08: failures in HTTP 200. The client learns their kind; the operator reads in the log what was said. */
const CITIZEN = '11010519491231002X';
const MASKED_CITIZEN = '1101051949****002X';
const PHONE = '13812345678';
/** No other text is like it; it names a person, a host and a table, as real ones do. */
const UPSTREAM = `ORA-00942 10.9.8.7:1521 T_USER_${process.pid} 经办 ${CITIZEN} ${PHONE}`;

let proxied: ProxiedHub;

beforeAll(async () => {
  proxied = await startProxiedHub();
  for (const code of DEPARTMENTS) await proxied.hub.control('PUT', `${code}/settings`, { latencyMs: [1, 5] });
});
afterAll(() => proxied?.stop());
beforeEach(async () => {
  await proxied.heal();
  await untilLive(proxied.hub);
});

/** What the hub has written since. */
function listen(): () => string {
  const from = proxied.hub.output().length;
  return () => proxied.hub.output().slice(from);
}

async function expectTyped(code: (typeof DEPARTMENTS)[number], reason: FreshnessReason): Promise<void> {
  const { answer, permit } = await askLicence(proxied.hub);
  expect(answer.errors).toBeUndefined();
  expect(permit(code)).toMatchObject({ status: 'VALID', freshness: { state: 'STALE', reason } });
  const shown = JSON.stringify([answer.data, answer.extensions, ...answer.headers]);
  for (const part of UPSTREAM.split(' ')) expect(shown).not.toContain(part);
}

async function expectLogged(heard: () => string): Promise<void> {
  await eventually(() => expect(heard()).toContain(`T_USER_${process.pid}`));
  expect(heard()).toContain('ORA-00942');
  expect(heard()).toContain(MASKED_CITIZEN);
  expect(heard()).not.toContain(CITIZEN);
  expect(heard()).not.toContain(PHONE);
}

describe.each<
  [what: string, code: 'food' | 'health' | 'tobacco', answer: HttpAnswer, reason: FreshnessReason]
>([
  ['a business error in HTTP 200', 'food', businessRefusal.food(UPSTREAM), 'REJECTED'],
  ['a business error in HTTP 200', 'health', businessRefusal.health(UPSTREAM), 'REJECTED'],
  ['a SOAP Fault in HTTP 200', 'health', soapFault(UPSTREAM), 'REJECTED'],
  ['a SOAP Fault in HTTP 500', 'health', { ...soapFault(UPSTREAM), status: 500 }, 'REJECTED'],
  ['an HTML login page in HTTP 200', 'food', loginPage(UPSTREAM), 'BAD_DATA'],
  ['a page in HTTP 502', 'food', { ...loginPage(UPSTREAM), status: 502 }, 'UNREACHABLE'],
  ['a page in HTTP 403', 'health', { ...loginPage(UPSTREAM), status: 403 }, 'REJECTED'],
])('%s', (_what, code, answer, reason) => {
  test(`${code}: ${reason}; its words reach the log, masked, and never the client`, async () => {
    const heard = listen();
    proxied.wires[code].instead = () => answer;
    await expectTyped(code, reason);
    await expectLogged(heard);
  });
});

// Their texts are a stranger's (nobody signed them, or the parser stopped before them), so the log has the kind alone.
describe.each<
  [what: string, code: 'health' | 'tobacco', answer: HttpAnswer, reason: FreshnessReason, said: string]
>([
  ['an HTML login page in HTTP 200', 'health', loginPage(UPSTREAM), 'BAD_DATA', 'text/html'],
  ['an HTML login page in HTTP 200', 'tobacco', loginPage(UPSTREAM), 'BAD_DATA', 'not signed'],
  ['a page in HTTP 500', 'tobacco', { ...loginPage(UPSTREAM), status: 500 }, 'REJECTED', 'HTTP 500'],
])('%s', (_what, code, answer, reason, said) => {
  test(`${code}: ${reason}; the log says what kind of answer it was`, async () => {
    const heard = listen();
    proxied.wires[code].instead = () => answer;
    await expectTyped(code, reason);
    await eventually(() => expect(heard()).toContain(said));
    expect(heard()).not.toContain(CITIZEN);
  });
});

test('culture: an error of its server is REJECTED; its words reach the log, masked, and never the client', async () => {
  const heard = listen();
  proxied.wires.culture.tamper = () => ({ bytes: postgresError('XX000', UPSTREAM) });
  await expectTyped('culture', 'REJECTED');
  await expectLogged(heard);
});

test('tobacco: its own signed refusal is typed by its code', async () => {
  const reasons = new Set<string>();
  await proxied.hub.control('PUT', 'tobacco/fault', { mode: 'error' });
  const heard = listen();
  await eventually(
    async () => {
      reasons.add(String((await askLicence(proxied.hub)).permit('tobacco').freshness.reason));
      expect(reasons).toEqual(new Set(['REJECTED', 'THROTTLED']));
    },
    5_000,
    300,
  );
  expect(heard()).toContain('code 9');
});
