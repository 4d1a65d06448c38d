import type { Logger } from '../../subgraphs/platform/logger.ts';
import {
  DepartmentFault,
  type CallContext,
  type DepartmentClient,
  type DepartmentLimits,
} from '../sdk/contract.ts';
import { createHttpClient } from '../sdk/wire/http-client.ts';
import { attributeRows } from './attribution.ts';
import { createClockSkew } from './clock-skew.ts';
import { readEnvelope, type RowPage } from './envelope.ts';
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
  const now = options.now ?? Date.now;
  const http = createHttpClient({ origin: options.origin, connections: FOOD_LIMITS.concurrency });
  const credentials = { appKey: options.appKey, appSecret: options.appSecret };
  const skew = createClockSkew();

  /** One call; a second one where the department refused our clock and told its own. */
  async function call(path: string, content: unknown, { signal }: CallContext): Promise<RowPage> {
    const body = JSON.stringify(content);
    for (let attempt = 1; ; attempt += 1) {
      const sentAt = now();
      const timestamp = sentAt + skew.ms;
      const headers = signedHeaders(credentials, { path, body, timestamp, nonce: createNonce() });
      const answer = await http.post(path, { headers, body, signal });
      const result = readEnvelope(answer);
      if ('rows' in result) return result;
      if (result.code === 'E1004' && attempt === 1 && skew.measure(answer, result.message, sentAt, now())) {
        options.log.warn({ skewMs: skew.ms }, 'food: the department’s clock differs from ours; corrected');
        continue;
      }
      throw new DepartmentFault('REJECTED', `${result.code}: ${result.message}`);
    }
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
    close: () => http.close(),
  };
}
