import { describe, expect, test } from '@jest/globals';
import { createAdmission, type AdmissionOptions, type Ticket } from '../../../gateway/admission/admission.ts';
import { eventually } from '../../support/eventually.ts';

/** With a cost that the test sets, in place of the measured one. */
function admission(costMs: number, options: AdmissionOptions = {}) {
  const meter = { costMs, done() {}, refused() {}, close() {} };
  return createAdmission({ always: 10, longestWaitMs: 400, mostUnderWay: 50, meter, ...options });
}

function enter(count: number, from: ReturnType<typeof admission>): (Ticket | null)[] {
  return Array.from({ length: count }, () => from.enter());
}

const refusedOf = (tickets: readonly (Ticket | null)[]) => tickets.filter((ticket) => ticket === null).length;

describe('admission', () => {
  test('never refuses the first few, however dear they are', () => {
    expect(refusedOf(enter(10, admission(60_000)))).toBe(0);
  });

  test('refuses at once what would wait longer than is worth it', () => {
    // 400 ms at 10 ms each: 40 ahead of it, and one more.
    const tickets = enter(1_000, admission(10));
    expect(tickets.findIndex((ticket) => ticket === null)).toBe(41);
    expect(refusedOf(tickets)).toBe(959);
  });

  test('takes on what is cheap, up to what memory bears', async () => {
    const cheap = admission(0.01);
    const tickets = enter(1_000, cheap);
    expect(refusedOf(tickets)).toBe(950);
    await Promise.all(tickets.map((ticket) => ticket?.turn()));
    expect(cheap.state).toMatchObject({ underWay: 50, waiting: 0, admitted: 50, refused: 950 });
    expect(cheap.enter()).toBeNull();
  });

  test('takes on more as soon as others have left', async () => {
    const cheap = admission(0.01);
    const tickets = enter(50, cheap);
    await Promise.all(tickets.map((ticket) => ticket?.turn()));
    expect(cheap.enter()).toBeNull();
    tickets[7]?.leave();
    expect(cheap.enter()).not.toBeNull();
  });

  test('does not count those under way that wait for departments: only the thread is short', async () => {
    const slow = admission(10);
    await Promise.all(enter(35, slow).map((ticket) => ticket?.turn()));
    expect(slow.state).toMatchObject({ underWay: 35, waiting: 0 });
    expect(refusedOf(enter(10, slow))).toBe(0);
  });

  test('lets slow senders keep a place from nobody', async () => {
    const from = admission(10);
    expect(refusedOf(enter(41, from))).toBe(0);
    expect(from.enter()).toBeNull();
    // None of them ever sends the rest of its request.
    await eventually(() => expect(from.enter()).not.toBeNull(), 2_000, 10);
  });

  test('begins in order, each once', async () => {
    const from = admission(0.01, { mostUnderWay: 1_000 });
    const begun: number[] = [];
    await Promise.all(
      enter(200, from).map(async (ticket, i) => {
        await ticket?.turn();
        begun.push(i);
      }),
    );
    expect(begun).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  test('begins fewer a turn where turns are long, so that those under way get on', async () => {
    const from = admission(0.01, { mostUnderWay: 1_000 });
    const perTurn: number[] = [];
    let turn = 0;
    let isRunning = true;
    const count = () => {
      turn += 1;
      perTurn[turn] = 0;
      if (isRunning) setImmediate(count);
    };
    setImmediate(count);
    await Promise.all(
      enter(200, from).map(async (ticket) => {
        await ticket?.turn();
        perTurn[turn] = (perTurn[turn] ?? 0) + 1;
        const until = performance.now() + 5;
        while (performance.now() < until);
      }),
    );
    isRunning = false;
    // It settles at 20 ms a turn, that is at four of them, give or take.
    const later = perTurn.slice(-15, -2);
    expect(Math.max(...later)).toBeLessThanOrEqual(8);
    expect(Math.max(...perTurn.filter(Boolean))).toBeGreaterThan(8);
  });

  test('forgets those who leave before their turn', async () => {
    const from = admission(0.01, { mostUnderWay: 1_000 });
    const tickets = enter(100, from);
    let begun = 0;
    for (const ticket of tickets) void ticket?.turn().then(() => (begun += 1));
    expect(from.state.waiting).toBeGreaterThan(10);
    for (const ticket of tickets) ticket?.leave();
    expect(from.state).toMatchObject({ waiting: 0, underWay: 0 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toBeLessThan(100);
  });
});
