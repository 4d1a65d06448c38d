import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../subgraphs/domain/caller.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { MetricsPage } from '../../subgraphs/platform/telemetry/metrics-page.ts';
import { sendError } from './send-error.ts';

export type MetricsHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** `/metrics`: on this machine for whoever asks, from elsewhere by the token that was set for it or by a service's. */
export function createMetricsHandler(
  page: MetricsPage,
  callerOf: (authorization: string | undefined) => Promise<Caller>,
): MetricsHandler {
  async function isService(authorization: string | undefined): Promise<boolean> {
    const caller = await callerOf(authorization).catch(() => null);
    return caller?.role === 'service';
  }

  return async (request, response) => {
    if (page.admits(request) || (await isService(request.headers.authorization))) {
      return page.send(response);
    }
    sendError(
      response,
      hubError(
        'UNAUTHENTICATED',
        'Send METRICS_TOKEN, or a token of role service, as authorization: Bearer.',
      ),
    );
  };
}
