import { beijingDate } from '../../subgraphs/domain/beijing-time.ts';
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
import { readChanges } from './changes.ts';
import { readBusinessAnswer } from './business-answer.ts';
import { findHeldPermits } from './holder-search.ts';
import { readSoapAnswer } from './soap-answer.ts';
import { nextSerialNumber, writeSoapRequest, type LicenceQuery } from './soap-request.ts';
import { createUsernameToken } from './username-token.ts';

export interface HealthClientOptions {
  origin: string;
  username: string;
  password: string;
  log: Logger;
  /** Our clock, milliseconds since 1970. Default the machine's. */
  now?: () => number;
}

/** The department drops the sixth connection. */
export const HEALTH_LIMITS: DepartmentLimits = { batchSize: 20, concurrency: 5 };

const SERVICE_PATH = '/wsjd/services/LicenseService';
/** Fits every number of a batch with several rows each. */
const BATCH_ROWS = 100;

/** The wire client of the health inspection system: SOAP 1.1 over pooled HTTP. */
export function createHealthClient(options: HealthClientOptions): DepartmentClient {
  const now = options.now ?? Date.now;
  const http = createHttpClient({ origin: options.origin, connections: HEALTH_LIMITS.concurrency });
  const clock = createDepartmentClock({ department: 'health', log: options.log, now });
  const today = () => beijingDate(new Date(now()));

  function ask(query: LicenceQuery, context: CallContext): Promise<RowPage> {
    return clock.call(async (timestamp) => {
      const at = new Date(timestamp);
      const body = writeSoapRequest(query, createUsernameToken(options, at), nextSerialNumber(at));
      const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' };
      const httpAnswer = await inTurn(context, (signal) =>
        http.post(SERVICE_PATH, { headers, body, signal }),
      );
      const answer = readSoapAnswer(httpAnswer);
      if (answer.kind === 'BUSINESS') {
        return readBusinessAnswer(answer.xml, 'noticesAfter' in query ? 'TB' : 'XKZ');
      }
      if (!answer.isSecurity) throw new DepartmentFault('REJECTED', answer.message);
      // Stacks that hide the cause say nothing of time: it may be anything about the header.
      throw new ClockRefused(answer.message, timeOfDateHeader(httpAnswer));
    });
  }

  return {
    async read(numbers, call) {
      if (numbers.length === 0) return [];
      if (numbers.length > HEALTH_LIMITS.batchSize) {
        throw new RangeError(
          `health: ${numbers.length} numbers in one read, at most ${HEALTH_LIMITS.batchSize}`,
        );
      }
      return attributeRows(numbers, await ask({ numbers, page: 1, rows: BATCH_ROWS }, call), today());
    },
    findByHolder(usccs, call) {
      return findHeldPermits(usccs, (query) => ask(query, call), today());
    },
    changes(after, call) {
      const calls = {
        permits: (page: number, rows: number) => ask({ page, rows }, call),
        notices: (noticesAfter: number, rows: number) => ask({ noticesAfter, rows }, call),
      };
      return readChanges(after, calls, today());
    },
    close: () => http.close(),
  };
}
