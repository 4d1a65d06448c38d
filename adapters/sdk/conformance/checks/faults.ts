import { must, NotApplicable, shown, type Check } from '../check.ts';
import { ANSWER_WITHIN_MS, stateOf, type Kit } from '../kit.ts';
import { until } from '../until.ts';
import type { WireFault } from '../wire/department-wire.ts';
import { known } from './observations.ts';

const REMEDY =
  'give every wait on the wire the `signal` of the call; throw `DepartmentFault` with the reason';
/** Half open after a second, and its first try is a success. */
const LIVE_AGAIN_WITHIN_MS = 5_000;
/** Reads in a row that fail before the department is left alone. */
const FAILURES_TO_OPEN = 5;

/** A dead, slow or confused department, and what is shown of its permits meanwhile. */
export const faultChecks: readonly Check[] = [
  wireFault('fault-refused', 'a system that refuses connections', ['UNREACHABLE'], 'refuse'),
  wireFault('fault-hang', 'a system that takes the call and never answers', ['TIMEOUT'], 'hang'),
  wireFault('fault-stall', 'an answer that stops in its middle', ['TIMEOUT', 'UNREACHABLE'], 'stall'),
  wireFault('fault-drip', 'an answer that comes a byte at a time', ['TIMEOUT'], 'drip'),
  wireFault(
    'fault-reset',
    'an answer that is broken off in its middle',
    ['BAD_DATA', 'UNREACHABLE'],
    'reset',
  ),
  wireFault('fault-cut', 'an answer that ends in its middle', ['BAD_DATA', 'UNREACHABLE'], 'cut'),
  wireFault(
    'fault-empty',
    'a connection that ends instead of an answer',
    ['BAD_DATA', 'UNREACHABLE'],
    'empty',
  ),
  systemFault('fault-slow', 'a system that needs two seconds', ['TIMEOUT'], { mode: 'latency', ms: 2_000 }),
  systemFault('fault-own-error', 'an error of the system’s own, whatever its form', null, { mode: 'error' }),
  systemFault('fault-garbage', 'an answer cut short, in a wrong encoding, or a page in its place', null, {
    mode: 'garbage',
  }),
  {
    id: 'fault-maintenance',
    title: 'a system in maintenance is said to be so, or out of reach; nothing is said to be absent',
    why: 'maintenance comes every night: it must not look like a thousand permits gone',
    remedy:
      'tell its maintenance page from its answers, and a view emptied by a reload from one without the permit',
    needs: 'NAME',
    async run(kit) {
      if (kit.house.twin.maintenance === false) throw new NotApplicable('the system has no maintenance');
      await kit.house.system.applySettings({ maintenance: true });
      return lastKnownShown(kit, ['MAINTENANCE', 'UNREACHABLE']);
    },
  },
  {
    id: 'fault-nothing-known',
    title: 'a permit that nothing is known of is UNAVAILABLE while the system is down, every field null',
    why: 'null is honest; a made-up status is not',
    remedy: 'leave the answer without a system to the SDK',
    needs: 'NAME',
    async run(kit) {
      await kit.house.wire.refuse();
      const { permit } = await kit.readOne({ number: kit.house.permits[0]!.number });
      must(permit.freshness.state === 'UNAVAILABLE', `state ${stateOf(permit)}`);
      must(permit.freshness.reason !== null, 'no reason');
      const told = Object.entries(permit).filter(
        ([name, value]) => !['__typename', 'freshness'].includes(name) && value !== null,
      );
      must(told.length === 0, `though nothing is known it says ${shown(Object.fromEntries(told))}`);
      return stateOf(permit);
    },
  },
  {
    id: 'absent-not-from-a-fault',
    title: 'a system that is down, failing or talking nonsense has no absent permits',
    why: '“not found” strikes a permit off a licence; only a healthy answer may say it',
    remedy: 'throw where the answer is not whole; `attributeRows` says `ABSENT` only of one that is',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const seen: string[] = [];
      for (const mode of ['error', 'garbage', 'down', 'hang'] as const) {
        await house.system.setFault({ mode });
        const { permits } = await kit.read([
          { number: house.permits[0]!.number },
          { number: house.absentNumber() },
        ]);
        for (const permit of permits) {
          must(permit?.freshness.reason !== 'NOT_FOUND', `${mode}: NOT_FOUND`);
          must(permit?.freshness.state !== 'LIVE', `${mode}: LIVE`);
        }
        seen.push(`${mode}: ${permits[0]!.freshness.reason}`);
      }
      return seen.join(', ');
    },
  },
  {
    id: 'fault-ends',
    title: 'five failures in a row and the system is left alone; it is live again 5 s after it is back',
    why: 'a dead department must cost a query nothing, and a living one must be asked again by itself',
    remedy: 'leave the breaker to the SDK: throw `DepartmentFault`, answer nothing of your own',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const number = house.permits[0]!.number;
      await house.wire.refuse();
      for (let failure = 0; failure < FAILURES_TO_OPEN; failure += 1) await kit.readOne({ number });
      const open = await kit.readOne({ number });
      must(
        stateOf(open.permit).endsWith('(CIRCUIT_OPEN)'),
        `after ${FAILURES_TO_OPEN} failures: ${stateOf(open.permit)}`,
      );
      must(open.elapsedMs < 200, `answered after ${Math.round(open.elapsedMs)} ms, though nobody is asked`);
      await house.wire.accept();
      const begun = performance.now();
      const isLive = async () => (await kit.readOne({ number })).permit.freshness.state === 'LIVE';
      must(
        await until(isLive, LIVE_AGAIN_WITHIN_MS),
        `not live ${LIVE_AGAIN_WITHIN_MS} ms after the system is back`,
      );
      return `CIRCUIT_OPEN in ${Math.round(open.elapsedMs)} ms; live again after ${Math.round(performance.now() - begun)} ms`;
    },
  },
];

function wireFault(id: string, what: string, reasons: readonly string[], fault: WireFault | 'refuse'): Check {
  return timed(id, what, async (kit) => {
    if (fault === 'refuse') await kit.house.wire.refuse();
    else kit.house.wire.setFault(fault);
    return lastKnownShown(kit, reasons);
  });
}

function systemFault(
  id: string,
  what: string,
  reasons: readonly string[] | null,
  fault: { mode: 'latency' | 'error' | 'garbage'; ms?: number },
): Check {
  return timed(id, what, async (kit) => {
    const seen: string[] = [];
    await kit.house.system.setFault(fault);
    // Twins fail in several ways by turns.
    for (let turn = 0; turn < (reasons ? 1 : 3); turn += 1)
      seen.push(await lastKnownShown(kit, reasons, false));
    return seen.join('; ');
  });
}

function timed(id: string, what: string, run: Check['run']): Check {
  return {
    id,
    title: `${what} is given up within the budget; the last known record is shown, STALE, with the reason`,
    why: 'a licence is answered within a second whatever its departments do, and never with a guess',
    remedy: REMEDY,
    needs: 'NAME',
    run,
  };
}

/** Reads a permit under a fault. @param reasons that are right; null: any */
async function lastKnownShown(kit: Kit, reasons: readonly string[] | null, first = true): Promise<string> {
  const { number } = kit.house.permits[1]!;
  const lastKnown = known(kit.house.record, 5);
  const { permits, observations, errors, elapsedMs } = await kit.read([{ number, lastKnown }]);
  const permit = permits[0];
  must(errors.length === 0, `errors: ${shown(errors)}`);
  must(permit != null, 'answered null');
  must(
    elapsedMs < ANSWER_WITHIN_MS + (first ? 200 : 0),
    `answered after ${Math.round(elapsedMs)} ms; the budget is 800`,
  );
  must(permit.freshness.state === 'STALE', `state ${stateOf(permit)}`);
  const reason = String(permit.freshness.reason);
  must(!reasons || reasons.includes(reason), `reason ${reason}, not ${reasons?.join(' or ')}`);
  must(reason !== 'NOT_FOUND', 'reason NOT_FOUND');
  must(
    permit.holderName === lastKnown.record.holderName && permit.validTo === lastKnown.record.validTo,
    'not the last known record',
  );
  must(
    Date.parse(permit.freshness.asOf ?? '') === Date.parse(lastKnown.confirmedAt),
    `asOf ${permit.freshness.asOf}, not when it was confirmed`,
  );
  must(observations.length === 0, `observed all the same: ${shown(observations)}`);
  return `${stateOf(permit)} after ${Math.round(elapsedMs)} ms`;
}
