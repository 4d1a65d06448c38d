import type { ApolloServerPlugin } from '@apollo/server';
import { statusHeaders } from './status-headers.ts';

/**
 * Under `application/json` a status of 4xx says that the request as such was wrong; a document that does not parse,
 * validate or coerce is answered by a well-formed GraphQL response, hence 200 (GraphQL over HTTP, "application/json").
 * Under `application/graphql-response+json` it stays 400, which is what Apollo Server gives under both.
 */
const ANSWERED_WITH_200: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/** Gives each response the status that its media type asks for, and the headers that its status asks for. */
export function statusPlugin(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ request, response: { http, body }, errors }) {
          if (http.status === 400 && request.http?.headers.get('accept') === 'application/json') {
            const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
            if (errors.every(({ extensions }) => ANSWERED_WITH_200.has(extensions?.code))) http.status = 200;
          }
          for (const [name, value] of Object.entries(
            statusHeaders(http.status ?? 200, errors?.[0]?.extensions.retryAfter),
          )) {
            http.headers.set(name, value);
          }
          return Promise.resolve();
        },
      }),
  };
}
