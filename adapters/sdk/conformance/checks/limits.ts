import { must, NotApplicable, shown, type Check } from '../check.ts';
import { stateOf, type Kit } from '../kit.ts';
import { until } from '../until.ts';
import { SIGN_IN } from '../wire/postgres-wire-proxy.ts';

const WHY = 'departments’ systems are weak: one that is trampled is down for its own officers too';
const REMEDY =
  'state the department’s limits in the definition, make one wire call a read, and leave the counting to the SDK';
const SLOW_MS = 300;
/** Calls that left a second apart may arrive so much closer together, milliseconds. */
const JITTER_MS = 100;

/** What goes over the wire, counted there. */
export const limitChecks: readonly Check[] = [
  {
    id: 'limit-batch',
    title: 'permits asked for together travel together, and never more in a call than the system takes',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const { batchSize } = await kit.limits();
      const asked = house.permits.slice(0, batchSize + 1).map(({ number }) => ({ number }));
      const fewest = Math.ceil(asked.length / batchSize);
      const { result, requests } = await counted(kit, () => kit.read(asked));
      const { permits } = result;
      const dead = permits.find((permit) => permit?.freshness.state !== 'LIVE');
      must(!dead, () => `one of ${asked.length} permits is ${stateOf(dead!)}`);
      must(
        requests >= fewest,
        `${asked.length} permits in ${requests} calls, though ${batchSize} are the most`,
      );
      must(requests <= fewest + 1, `${asked.length} permits in ${requests} calls; ${fewest} would do`);
      return `${asked.length} permits in ${requests} calls`;
    },
  },
  {
    id: 'limit-concurrency',
    title: 'no more calls are under way at once than the system takes',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      countable(kit);
      const { concurrency } = await kit.limits();
      await house.system.applySettings({ latencyMs: [SLOW_MS, SLOW_MS] });
      house.wire.log.reset();
      const reads = Array.from({ length: concurrency * 2 + 2 }, async (_, at) => {
        // Each in a turn of its own: what is asked in one turn travels in one call.
        await new Promise((resolve) => setTimeout(resolve, at * 10));
        return kit.read([{ number: house.permits[at]!.number }]);
      });
      await Promise.all(reads);
      const most = mostAtOnce(house.wire.log.calls);
      must(most <= concurrency, `${most} calls at once; the system takes ${concurrency}`);
      return `${reads.length} readers, at most ${most} calls at once of ${concurrency}`;
    },
  },
  {
    id: 'limit-rate',
    title: 'no more calls leave in any second than the system takes',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      countable(kit);
      const { ratePerSecond } = await kit.limits();
      if (ratePerSecond === null) throw new NotApplicable('no rate is stated');
      house.wire.log.reset();
      const end = performance.now() + 1_500;
      for (let at = 0; performance.now() < end; at += 1) {
        await kit.read([{ number: house.permits[at % house.permits.length]!.number }]);
      }
      const times = house.wire.log.calls.map(({ at }) => at);
      const most = Math.max(
        ...times.map((from) => times.filter((at) => at >= from && at < from + 1_000 - JITTER_MS).length),
      );
      must(most <= ratePerSecond, `${most} calls within one second; the system takes ${ratePerSecond}`);
      return `${times.length} calls, at most ${most} within a second of ${ratePerSecond}`;
    },
  },
  {
    id: 'limit-same-permit',
    title: 'fifty readers of one permit are one call',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const { number } = house.fresh();
      await house.system.applySettings({ latencyMs: [SLOW_MS, SLOW_MS] });
      const { result: answers, requests } = await counted(kit, () =>
        Promise.all(Array.from({ length: 50 }, () => kit.read([{ number }]))),
      );
      const dead = answers.find(({ permits }) => permits[0]?.freshness.state !== 'LIVE');
      must(!dead, () => `one reader got ${stateOf(dead!.permits[0]!)}`);
      // Those that come in after the first call has ended need another.
      must(requests <= 5, `${requests} calls`);
      return `${requests} calls for 50 readers`;
    },
  },
  {
    id: 'caller-leaves',
    title: 'when the caller leaves, the call on the wire is ended',
    why: 'calls that nobody waits for any more are what a slow system dies of',
    remedy: 'give the `signal` of the call to every request, statement and wait',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      countable(kit);
      const { number } = house.fresh();
      house.wire.setFault('hang');
      house.wire.log.reset();
      const leaving = new AbortController();
      const answer = kit.read([{ number }], { signal: leaving.signal }).then(
        () => 'answered',
        () => 'left',
      );
      const call = await readCall(kit);
      leaving.abort();
      must((await answer) === 'left', 'the caller got an answer from a system that gives none');
      const leftAt = performance.now();
      const ended = await until(() => call.endedAt !== undefined, 400);
      must(ended, 'the call was still under way 400 ms after its caller had left');
      return `ended ${Math.max(0, Math.round(call.endedAt! - leftAt))} ms after the caller had left`;
    },
  },
];

/** Calls on the wire while something is done; where the wire is sealed, by the system's own count. */
async function counted<T>({ house }: Kit, work: () => Promise<T>): Promise<{ result: T; requests: number }> {
  const { log } = house.wire;
  house.system.resetStats();
  log.reset();
  const result = await work();
  const seen = log.calls.filter(({ asked }) => asked !== SIGN_IN).length;
  return { result, requests: house.twin.wire.protocol === 'tcp' ? house.system.stats.requests : seen };
}

/** @throws NotApplicable where calls cannot be told apart on the wire */
function countable({ house }: Kit): void {
  if (house.twin.wire.protocol === 'tcp')
    throw new NotApplicable('the wire is sealed: its calls cannot be counted');
}

async function readCall(kit: Kit) {
  const { log } = kit.house.wire;
  const isRead = () => log.calls.find(({ asked }) => asked !== SIGN_IN);
  must(await until(() => isRead() !== undefined, 2_000), `no call went out: ${shown(log.calls)}`);
  return isRead()!;
}

/** Signing in is no call. */
function mostAtOnce(calls: Kit['house']['wire']['log']['calls']): number {
  const reads = calls.filter(({ asked }) => asked !== SIGN_IN);
  return Math.max(
    0,
    ...reads.map(
      ({ at }) => reads.filter((other) => other.at <= at && (other.endedAt ?? Infinity) > at).length,
    ),
  );
}
