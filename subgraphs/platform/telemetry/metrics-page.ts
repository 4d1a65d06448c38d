import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocal } from '../is-local.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsPage {
  /** By where the request was made, or by the token that was set for it. */
  admits(request: IncomingMessage): boolean;
  send(response: ServerResponse): Promise<void>;
}

/** What this process measures, at `/metrics`. @param token `METRICS_TOKEN`, for whoever scrapes from elsewhere */
export function createMetricsPage(metrics: Metrics, token: string | undefined): MetricsPage {
  const expected = token === undefined ? undefined : digest(`Bearer ${token}`);
  return {
    admits(request) {
      const { authorization } = request.headers;
      if (expected && authorization && timingSafeEqual(digest(authorization), expected)) return true;
      return isLocal(request);
    },
    async send(response) {
      const text = await metrics.text();
      response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
      response.end(text);
    },
  };
}

/** Of equal length, whatever was sent: the comparison tells nothing by its time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
