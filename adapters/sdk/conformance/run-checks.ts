import { CheckFailed, NotApplicable, type Check, type CheckResult } from './check.ts';
import { connectToAdapter, type AdapterConnection } from './adapter-connection.ts';
import type { CallKeys } from '../../../subgraphs/platform/internal-call/call-keys.ts';
import type { House } from './house.ts';
import { createKit, stateOf } from './kit.ts';
import { readPermitType, type PermitType } from './permit-type.ts';
import { until } from './until.ts';

export interface RunChecksOptions {
  checks: readonly Check[];
  url: URL;
  keys: CallKeys;
  /** Null: the adapter is known by its address only. */
  house: House | null;
  /** Told of each result as it comes. */
  tell?: (result: CheckResult) => void;
}

/** A check that needs longer has met an adapter that hangs. */
const LONGEST_CHECK_MS = 30_000;
const CALM_WITHIN_MS = 8_000;

/**
 * Runs checks one after the other, each from a healthy start. Whatever the adapter does is a result: one that crashes
 * fails the check that it crashed in, is started anew, and the next check goes on.
 */
export async function runChecks(options: RunChecksOptions): Promise<CheckResult[]> {
  const { checks, house, tell } = options;
  const connection = connectToAdapter(options.url, options.keys);
  const results: CheckResult[] = [];
  let type: PermitType | undefined;
  try {
    for (const check of checks) {
      const begun = performance.now();
      const result = await outcomeOf(check, house, async () => {
        type ??= await readPermitType(connection);
        if (house && check.needs === 'NAME') await calm(house, connection, type);
        return check.run(createKit({ connection, type, house }));
      });
      const timed = { ...result, check, elapsedMs: Math.round(performance.now() - begun) } as CheckResult;
      results.push(timed);
      tell?.(timed);
    }
  } finally {
    await connection.close();
  }
  return results;
}

async function outcomeOf(
  check: Check,
  house: House | null,
  run: () => Promise<string>,
): Promise<Pick<CheckResult, 'outcome' | 'seen'>> {
  if (check.needs === 'NAME' && !house) {
    return { outcome: 'SKIPPED', seen: 'needs NAME: the adapter’s system must be under the kit’s hand' };
  }
  let seen: Pick<CheckResult, 'outcome' | 'seen'>;
  try {
    seen = { outcome: 'PASSED', seen: await inTime(run()) };
  } catch (error) {
    if (error instanceof NotApplicable) seen = { outcome: 'SKIPPED', seen: error.message };
    else if (error instanceof CheckFailed) seen = { outcome: 'FAILED', seen: error.message };
    else
      seen = {
        outcome: 'FAILED',
        seen: `no answer: ${error instanceof Error ? error.message : String(error)}`,
      };
  }
  const end = house?.subject.ended() ?? null;
  if (house && end !== null) {
    seen = { outcome: 'FAILED', seen: `the adapter’s process ended: ${end}` };
    await house.subject.restart();
  }
  return seen;
}

async function inTime(run: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new CheckFailed(`nothing after ${LONGEST_CHECK_MS / 1_000} s`)),
      LONGEST_CHECK_MS,
    );
  });
  try {
    return await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Takes back every fault, and waits until the adapter answers live: what one check did must not trouble the next. */
async function calm(house: House, connection: AdapterConnection, type: PermitType): Promise<void> {
  const { wire, system, permits } = house;
  wire.setFault('none');
  wire.replay(null);
  await wire.accept();
  await system.setFault({ mode: 'none' });
  await system.applySettings({ limits: false, latencyMs: [0, 0], maintenance: false });
  const kit = createKit({ connection, type, house });
  let last = 'nothing';
  const isLive = async () => {
    const { permit } = await kit.readOne({ number: permits[0]!.number });
    last = stateOf(permit);
    return permit.freshness.state === 'LIVE';
  };
  if (!(await until(isLive, CALM_WITHIN_MS))) {
    throw new CheckFailed(`before the check could begin, a healthy system was answered for with ${last}`);
  }
  wire.log.reset();
  system.resetStats();
}
