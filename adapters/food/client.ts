import type { Logger } from '../../subgraphs/platform/logger.ts';
import {
  DepartmentFault,
  type CallContext,
  type DepartmentClient,
  type DepartmentLimits,
} from '../sdk/contract.ts';
import type { RowPage } from '../sdk/mapping/attribute-rows.ts';
import { timeOfDateHeader } from '../sdk/mapping/date-header.ts';
import { ClockRefused, createDepartmentClock } from '../sdk/mapping/department-clock.ts';
import { createHttpClient } from '../sdk/wire/http-client.ts';
import { inTurn } from '../sdk/wire/in-turn.ts';
import { attributeRows } from './attribution.ts';
import { readCallback } from './callback.ts';
import { readChanges } from './changes.ts';
import { readEnvelope } from './envelope.ts';
import { findHeldPermits } from './holder-search.ts';
import { createNonce, signedHeaders } from './signature.ts';

export interface FoodClientOptions {
  origin: string;
  appKey: string;
  appSecret: string;
  log: Logger;
  /** Our clock, milliseconds since 1970. Default the machine's. */
  now?: () => number;
}

/** What the department's rules allow one key. */
export const FOOD_LIMITS: DepartmentLimits = { batchSize: 50, concurrency: 10, ratePerSecond: 20 };

const BATCH_QUERY = '/openapi/v1/licence/batchQuery';
const QUERY = '/openapi/v1/licence/query';

/** The wire client of 智慧市监: signed JSON over pooled HTTP. */
export function createFoodClient(options: FoodClientOptions): DepartmentClient {
  const http = createHttpClient({ origin: options.origin, connections: FOOD_LIMITS.concurrency });
  const credentials = { appKey: options.appKey, appSecret: options.appSecret };
  const clock = createDepartmentClock({ department: 'food', log: options.log, now: options.now });

  function call(path: string, content: unknown, context: CallContext): Promise<RowPage> {
    const body = JSON.stringify(content);
    return clock.call(async (timestamp) => {
      const headers = signedHeaders(credentials, { path, body, timestamp, nonce: createNonce() });
      const answer = await inTurn(context, (signal) => http.post(path, { headers, body, signal }));
      const result = readEnvelope(answer);
      if ('rows' in result) return result;
      const text = `${result.code}: ${result.message}`;
      if (result.code !== 'E1004') throw new DepartmentFault('REJECTED', text);
      throw new ClockRefused(text, timeOfDateHeader(answer) ?? timeInMessage(result.message));
    });
  }

  return {
    async read(numbers, context) {
      if (numbers.length === 0) return [];
      if (numbers.length > FOOD_LIMITS.batchSize) {
        throw new RangeError(`food: ${numbers.length} numbers in one read, at most ${FOOD_LIMITS.batchSize}`);
      }
      return attributeRows(numbers, await call(BATCH_QUERY, { xkzbhs: numbers }, context));
    },
    findByHolder(usccs, context) {
      return findHeldPermits(usccs, (query) => call(QUERY, query, context));
    },
    changes(after, context) {
      return readChanges(
        after,
        (query) => call(QUERY, query, context),
        new Date((options.now ?? Date.now)()),
      );
    },
    readMessage: (message) => Promise.resolve().then(() => readCallback(message, options.appSecret)),
    close: () => http.close(),
  };
}

/** Milliseconds since 1970, where the refusal quotes the department's clock. */
function timeInMessage(message: string): number | null {
  const digits = /(?<!\d)1\d{12}(?!\d)/.exec(message);
  return digits ? Number(digits[0]) : null;
}
