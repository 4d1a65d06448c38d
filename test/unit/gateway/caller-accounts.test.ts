import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CallerAccount } from '../../../gateway/demand/caller-account.ts';
import { createCallerAccounts } from '../../../gateway/demand/caller-accounts.ts';
import { DEFAULT_COST_LIMITS, REQUEST_COST } from '../../../gateway/demand/cost-limits.ts';
import { ANONYMOUS } from '../../../subgraphs/domain/caller.ts';

const MINUTE = 60_000;

function refusalOf(run: () => void): { code?: unknown; retryAfter?: unknown } | null {
  try {
    run();
    return null;
  } catch (error) {
    return (error as { extensions: Record<string, unknown> }).extensions;
  }
}

describe('an account', () => {
  test('has its budget at once, and all of it again a minute later', () => {
    const account = new CallerAccount({ budget: 100, misses: 10 }, () => undefined);
    account.charge(60, 0);
    account.charge(40, 0);
    expect(refusalOf(() => account.charge(10, 0))).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      retryAfter: 6,
    });
    account.charge(10, 6_000);
    expect(refusalOf(() => account.charge(1, 6_000))).not.toBeNull();
    account.charge(100, 6_000 + MINUTE);
  });

  test('serves an operation that is dearer than the whole budget, once a minute', () => {
    const account = new CallerAccount({ budget: 100, misses: 10 }, () => undefined);
    account.charge(5_000, 0);
    expect(refusalOf(() => account.charge(1, 1))).not.toBeNull();
  });

  test('counts what it misses apart, and says why it refuses', () => {
    const told: string[] = [];
    const account = new CallerAccount({ budget: 1_000, misses: 3 }, (excess) => told.push(excess));
    account.missed(3, 0);
    expect(refusalOf(() => account.begin(0))).toMatchObject({ retryAfter: 20 });
    account.begin(20_000);
    account.charge(1_000 - REQUEST_COST, 20_000);
    expect(refusalOf(() => account.begin(20_000))).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect(told).toEqual(['misses', 'budget']);
  });

  test('never lets through more than two budgets within any minute, and honest callers always', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ after: fc.integer({ min: 0, max: 9_000 }), cost: fc.integer({ min: 1, max: 90 }) }),
          {
            minLength: 1,
            maxLength: 200,
          },
        ),
        (requests) => {
          const account = new CallerAccount({ budget: 300, misses: 10 }, () => undefined);
          const served: { at: number; cost: number }[] = [];
          let now = 0;
          for (const { after, cost } of requests) {
            now += after;
            const before = served
              .filter(({ at }) => at > now - MINUTE)
              .reduce((sum, each) => sum + each.cost, 0);
            const refused = refusalOf(() => account.charge(cost, now)) !== null;
            // Whoever stays within the budget of any minute is never refused.
            if (refused) expect(before + cost).toBeGreaterThan(300);
            else {
              served.push({ at: now, cost });
              expect(before + cost).toBeLessThanOrEqual(600);
            }
          }
        },
      ),
    );
  });
});

describe('accounts', () => {
  const accounts = (most?: number) =>
    createCallerAccounts({ limits: DEFAULT_COST_LIMITS, ...(most ? { most } : {}) });
  const regulator = { role: 'regulator', id: 'a' } as const;

  test('are by subject where it is known, whatever the address', () => {
    const of = accounts();
    expect(of.of(regulator, '10.0.0.1')).toBe(of.of({ ...regulator }, '10.0.0.2'));
    expect(of.of(regulator, '10.0.0.1')).not.toBe(of.of({ ...regulator, id: 'b' }, '10.0.0.1'));
    expect(of.of(regulator, '10.0.0.1')).not.toBe(of.of({ ...regulator, role: 'service' }, '10.0.0.1'));
  });

  test.each<[string, string, boolean]>([
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '10.0.0.2', false],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ffff::1', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['2001:db8::1', '2001:db8:0:0:8::', true],
    ['::1', '::1', true],
    ['::1', '2001:db8::1', false],
  ])('of anonymous callers are by network: %s and %s (%s)', (one, other, same) => {
    const of = accounts();
    expect(of.of(ANONYMOUS, one) === of.of(ANONYMOUS, other)).toBe(same);
  });

  test('are bounded: the longest untouched is forgotten', () => {
    const of = accounts(10);
    const first = of.of(ANONYMOUS, '10.0.0.0');
    for (let host = 1; host <= 20; host += 1) of.of(ANONYMOUS, `10.0.0.${host}`);
    expect(of.of(ANONYMOUS, '10.0.0.0')).not.toBe(first);
  });

  test('share their budget among processes', () => {
    const one = createCallerAccounts({ limits: DEFAULT_COST_LIMITS, processes: 4 }).of(ANONYMOUS, '::1');
    one.charge(DEFAULT_COST_LIMITS.anonymous.budget / 4, 0);
    expect(refusalOf(() => one.charge(1, 0))).not.toBeNull();
  });
});
