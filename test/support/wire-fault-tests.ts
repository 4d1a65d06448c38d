import { expect, test } from '@jest/globals';
import type { DepartmentSystem } from '../../adapters/sandbox/core/system.ts';
import { DepartmentFault, type DepartmentClient } from '../../adapters/sdk/contract.ts';
import { call } from './call-context.ts';

export interface WireFaultSubject {
  /** Running; its fault is taken back by the test file before every test. */
  system(): DepartmentSystem;
  /** A client of its own: no kept-alive socket that the fault itself cut. */
  freshClient(): DepartmentClient;
  numbers: readonly string[];
}

/** How a read ended: `ANSWERED`, or the reason of the fault. */
export async function endOf(reading: Promise<unknown>): Promise<string> {
  return reading.then(
    () => 'ANSWERED',
    (error: unknown) => (error instanceof DepartmentFault ? error.reason : String(error)),
  );
}

/** What holds of every department that answers over HTTP, when its wire fails. */
export function testWireFaults({ system, freshClient, numbers }: WireFaultSubject): void {
  const freshRead = (milliseconds?: number) => endOf(freshClient().read(numbers, call(milliseconds)));

  test('refused connections are UNREACHABLE, and it comes back where it was', async () => {
    await system().setFault({ mode: 'down' });
    expect(await freshRead()).toBe('UNREACHABLE');
    await system().setFault({ mode: 'none' });
    expect(await freshRead()).toBe('ANSWERED');
  });

  test('silence is a TIMEOUT at the end of the budget', async () => {
    await system().setFault({ mode: 'hang' });
    const startedAt = performance.now();
    expect(await freshRead(150)).toBe('TIMEOUT');
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  test('slowness beyond the budget is a TIMEOUT, within it an answer', async () => {
    await system().setFault({ mode: 'latency', ms: 400 });
    expect(await freshRead(100)).toBe('TIMEOUT');
    expect(await freshRead()).toBe('ANSWERED');
  });

  test('garbage of every kind is BAD_DATA', async () => {
    await system().setFault({ mode: 'garbage' });
    for (let turn = 0; turn < 6; turn += 1) expect(await freshRead()).toBe('BAD_DATA');
  });

  test('flapping is UNREACHABLE in the bad half of its period', async () => {
    await system().setFault({ mode: 'flap', ms: 60_000 });
    expect(await freshRead()).toBe('UNREACHABLE');
  });
}
