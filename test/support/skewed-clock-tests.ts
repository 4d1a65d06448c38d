import { expect, test } from '@jest/globals';
import type { DepartmentSystem } from '../../adapters/sandbox/core/system.ts';
import type { DepartmentClient } from '../../adapters/sdk/contract.ts';
import { call } from './call-context.ts';

export interface SkewedClockSubject {
  /** A system of its own whose clock tells `now`. */
  start(options: { now: () => number }): Promise<DepartmentSystem>;
  client(system: DepartmentSystem): DepartmentClient;
  /** Of a permit that exists. */
  number: string;
}

const MINUTE_MS = 60_000;

/** What holds of every department that refuses calls of another time, and tells its own. */
export function testSkewedClock({ start, client, number }: SkewedClockSubject): void {
  test.each([
    ['ahead', 10 * MINUTE_MS],
    ['behind', -10 * MINUTE_MS],
  ])('a department ten minutes %s is read: measured once, then kept', async (_what, offset) => {
    const skewed = await start({ now: () => Date.now() + offset });
    const one = client(skewed);
    expect(await one.read([number], call())).toMatchObject([{ kind: 'FOUND' }]);
    expect(skewed.stats.requests).toBe(2);
    expect(await one.read([number], call())).toMatchObject([{ kind: 'FOUND' }]);
    expect(skewed.stats.requests).toBe(3);
  });

  test('a clock that is days away is not followed', async () => {
    const broken = await start({ now: () => Date.now() + 40 * 24 * 60 * MINUTE_MS });
    await expect(client(broken).read([number], call())).rejects.toMatchObject({ reason: 'REJECTED' });
    expect(broken.stats.requests).toBe(1);
  });
}
