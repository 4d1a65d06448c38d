import type { Logger } from '../../subgraphs/platform/logger.ts';
import type { CallContext, DepartmentClient, DepartmentLimits } from '../sdk/contract.ts';
import { ClockRefused, createDepartmentClock } from '../sdk/mapping/department-clock.ts';
import { createHttpClient } from '../sdk/wire/http-client.ts';
import { planRead } from './attribution.ts';
import { findHeldPermits } from './holder-search.ts';
import { maintenanceFault, refusalFault, refusalOf, refuseUnsealed } from './refusal.ts';
import { readRelayAnswer, type AskedResult } from './relay-answer.ts';
import { writeRelayQuery, type QueryLine } from './relay-query.ts';
import { createNonce, createRelaySignature } from './signature.ts';

export interface RelayClientOptions {
  origin: string;
  /** The hub's SM2 key, 64 hex digits. */
  privateKey: string;
  /** The bureau's, hex. */
  bureauPublicKey: string;
  /** Regions that the relay serves, GB/T 2260. Default all. */
  regions?: readonly string[] | undefined;
  log: Logger;
  /** Our clock, milliseconds since 1970. Default the machine's. */
  now?: () => number;
}

/** What the relay can bear. */
export const RELAY_LIMITS: DepartmentLimits = { batchSize: 20, concurrency: 10, ratePerSecond: 10 };

const RELAY_PATH = '/relay/query';
/** The relay refuses from 300 s on: a smaller difference is not why it refused. */
const LEAST_CORRECTION_MS = 30_000;

/** The wire client of the tobacco bureau's live relay: signed GB18030 lines over pooled HTTP. */
export function createRelayClient(options: RelayClientOptions): DepartmentClient {
  const signature = createRelaySignature(options);
  const http = createHttpClient({ origin: options.origin, connections: RELAY_LIMITS.concurrency });
  const clock = createDepartmentClock({
    department: 'tobacco',
    log: options.log,
    now: options.now,
    leastCorrectionMs: LEAST_CORRECTION_MS,
  });

  function ask(lines: readonly QueryLine[], { signal }: CallContext): Promise<readonly AskedResult[]> {
    return clock.call(async (timestamp) => {
      const nonce = createNonce();
      const body = writeRelayQuery(lines, new Date(timestamp));
      const headers = signature.headers(body, timestamp, nonce);
      const httpAnswer = await http.post(RELAY_PATH, { headers, body, signal });
      refuseUnsealed(httpAnswer);
      const relayClock = signature.verify(httpAnswer, nonce);
      const answer = readRelayAnswer(httpAnswer.body);
      if (answer.kind === 'MAINTENANCE') throw maintenanceFault(answer.until, relayClock);
      const refusal = refusalOf(answer.results);
      if (refusal === null) return answer.results;
      const fault = refusalFault(refusal);
      // By the signed clock: with the Date header anyone on the way could have us sign for another time.
      throw refusal === '2' ? new ClockRefused(fault.message, relayClock) : fault;
    });
  }

  return {
    async read(numbers, call) {
      if (numbers.length === 0) return [];
      if (numbers.length > RELAY_LIMITS.batchSize) {
        throw new RangeError(
          `tobacco: ${numbers.length} numbers in one read, at most ${RELAY_LIMITS.batchSize}`,
        );
      }
      const plan = planRead(numbers, options.regions);
      // Asked even where no line is left: the answers are said of a relay that is up, and a probe must reach it.
      return plan.attribute(
        await ask(
          plan.wireNumbers.map((number) => ({ number })),
          call,
        ),
      );
    },
    findByHolder(usccs, call) {
      return findHeldPermits(usccs, RELAY_LIMITS.batchSize, (lines) => ask(lines, call));
    },
    close: () => http.close(),
  };
}
