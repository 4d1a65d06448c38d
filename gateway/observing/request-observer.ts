import type { IncomingMessage } from 'node:http';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import type { Tracing } from '../../subgraphs/platform/telemetry/tracing.ts';
import type { RequestMeter } from './request-meter.ts';
import type { RequestRecord } from './request-record.ts';

export interface RequestObserver {
  begin(request: IncomingMessage): RequestRecord;
  end(record: RequestRecord): void;
}

export interface RequestObserverOptions {
  meter: RequestMeter | undefined;
  tracing: Tracing | undefined;
  requestId: (request: IncomingMessage) => string;
  log: Logger;
}

/** Measures each request, traces it where that is on, and writes one line about it at level `info`. */
export function createRequestObserver(options: RequestObserverOptions): RequestObserver {
  const { meter, tracing, requestId, log } = options;
  return {
    begin(request) {
      meter?.begin();
      return {
        id: requestId(request),
        begunAt: performance.now(),
        operation: undefined,
        role: 'anonymous',
        outcome: 'OK',
        cost: undefined,
        span: tracing?.start('graphql request', 'server', request.headers.traceparent),
      };
    },
    end({ id, begunAt, operation, role, outcome, cost, span }) {
      const elapsedMs = performance.now() - begunAt;
      meter?.end(outcome, elapsedMs);
      if (span) {
        span.set('hub.request.id', id);
        if (operation !== undefined) span.set('graphql.operation.name', operation);
        span.set('hub.caller.role', role);
        span.end(outcome, outcome === 'INTERNAL_SERVER_ERROR' || outcome === 'SERVICE_UNAVAILABLE');
      }
      if (log.isLevelEnabled('info')) {
        const ms = Math.round(elapsedMs * 10) / 10;
        log.info({ requestId: id, operation, role, outcome, cost, ms }, 'request');
      }
    },
  };
}
