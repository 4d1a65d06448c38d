import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { httpBytes } from '../../adapters/sdk/conformance/wire/http-wire-proxy.ts';
import {
  askLicence,
  askLicences,
  DEPARTMENTS,
  type Department,
  untilLive,
} from '../support/licence-answer.ts';
import { connectionsTo, openDescriptors } from '../support/process-sockets.ts';
import { startProxiedHub, type ProxiedHub } from '../support/proxied-hub.ts';
import type { Delivery } from '../../adapters/sdk/conformance/wire/wire-delivery.ts';

/** R04 and R05: systems that accept and never answer, stop in the middle, or send a byte now and then. */
const ANSWER_WITHIN_MS = 1_200;
const LET_GO_WITHIN_MS = 5_000;
/** Connections to the hub's own database come and go meanwhile. */
const DATABASE_POOLS = 3;

let proxied: ProxiedHub;
/** Licences with a permit in every department. */
let licences: string[];

beforeAll(async () => {
  proxied = await startProxiedHub();
  for (const code of DEPARTMENTS) await proxied.hub.control('PUT', `${code}/settings`, { latencyMs: [1, 5] });
  const all = await askLicences(proxied.hub, { regionCode: '410200' });
  licences = all
    .filter(({ subPermits }) =>
      DEPARTMENTS.every((code) => subPermits.some((p) => p.department.code === code)),
    )
    .map(({ number }) => number);
  expect(licences.length).toBeGreaterThanOrEqual(5);
});
afterAll(() => proxied?.stop());
beforeEach(async () => {
  await proxied.heal();
  await untilLive(proxied.hub);
  for (const code of DEPARTMENTS) proxied.wires[code].log.reset();
});

describe.each(DEPARTMENTS)('%s accepts and never answers', (code) => {
  test('its part is last known within the budget, and every socket is given back while it still hangs', async () => {
    const { hub, wires } = proxied;
    const { control, pid } = hub;
    const port = portOf(code);
    // Sign-in, warm connections and the clients' own sockets belong to the base.
    await Promise.all(licences.slice(0, 5).map((number) => askLicence(hub, number)));
    const base = { descriptors: openDescriptors(pid), connections: connectionsTo(pid, port) };
    expect(base.connections).toBeGreaterThanOrEqual(1);
    await control('PUT', `${code}/fault`, { mode: 'hang' });
    wires[code].log.reset();
    const asking = Promise.all(licences.slice(0, 5).map((number) => askLicence(hub, number)));
    await wires[code].log.call(1);
    for (const answer of await asking) {
      expect(answer.ms).toBeLessThan(ANSWER_WITHIN_MS);
      expect(answer.permit(code).freshness.state).toBe('STALE');
      // Which of them were sent at all depends on its rate.
      expect(['TIMEOUT', 'THROTTLED']).toContain(answer.permit(code).freshness.reason);
    }
    await eventually(() => {
      expect(wires[code].log.inFlight).toBe(0);
      expect(connectionsTo(pid, port)).toBeLessThanOrEqual(base.connections);
      expect(openDescriptors(pid)).toBeLessThanOrEqual(base.descriptors + DATABASE_POOLS);
    }, LET_GO_WITHIN_MS);
    // Not one of them was put back as if it had answered.
    expect(wires[code].log.calls.every(({ left }) => left)).toBe(true);
  });
});

const halfOf = (bytes: Buffer) => bytes.subarray(0, Math.ceil(bytes.length / 2));

describe.each<[what: string, manner: (bytes: Buffer) => Delivery]>([
  ['stops in the middle of its answer', (bytes) => ({ bytes: halfOf(bytes), then: 'stall' })],
  ['sends its headers and then nothing', (bytes) => ({ bytes: headOf(bytes), then: 'stall' })],
  ['sends a byte every 200 ms', (bytes) => ({ bytes, dripMs: 200 })],
])('a system that %s', (_what, manner) => {
  test.each(DEPARTMENTS)(
    '%s: last known within the budget, the others live, the connection closed',
    async (code) => {
      const { hub, wires } = proxied;
      if (code === 'culture') wires.culture.tamper = (answer) => manner(answer);
      else wires[code].tamper = (answer) => manner(httpBytes(answer));
      const answer = await askLicence(hub);
      expect(answer.ms).toBeLessThan(ANSWER_WITHIN_MS);
      expect(answer.answer.errors).toBeUndefined();
      expect(answer.permit(code).freshness).toMatchObject({ state: 'STALE', reason: 'TIMEOUT' });
      for (const other of DEPARTMENTS) {
        if (other !== code) expect(answer.permit(other).freshness.state).toBe('LIVE');
      }
      // One attempt, which the hub itself has ended; it does not wait for the rest of the answer.
      await eventually(() => expect(wires[code].log.inFlight).toBe(0), 1_000);
      const statements = wires[code].log.calls;
      expect(statements).toHaveLength(1);
      expect(statements[0]?.left).toBe(true);
      expect((statements[0]?.endedAt ?? 0) - (statements[0]?.at ?? 0)).toBeLessThan(ANSWER_WITHIN_MS);
    },
  );
});

/** HTTP: up to the body. PostgreSQL: what precedes the first row is the head of its answer. */
function headOf(bytes: Buffer): Buffer {
  const body = bytes.indexOf('\r\n\r\n');
  return bytes.subarray(0, body < 0 ? 10 : body + 4);
}

function portOf(code: Department): number {
  const { wires } = proxied;
  return code === 'culture' ? wires.culture.port : Number(new URL(wires[code].origin).port);
}
