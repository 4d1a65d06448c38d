import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { ANONYMOUS, type Caller } from '../../subgraphs/domain/caller.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { HubContext } from '../hub-context.ts';
import type { TokenVerifier } from '../sign-in/token-verifier.ts';
import { clientGone } from './client-gone.ts';
import { readJsonBody } from './read-body.ts';
import { sendError } from './send-error.ts';

export interface GraphqlHandlerOptions {
  server: ApolloServer<HubContext>;
  verifyToken: TokenVerifier;
}

export type HttpHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

/** GraphQL over HTTP: reads the request, signs the caller in, and leaves the rest to Apollo Server's pipeline. */
export function createGraphqlHandler({ server, verifyToken }: GraphqlHandlerOptions): HttpHandler {
  return async (request, response, url) => {
    const signal = clientGone(response);
    try {
      const method = request.method ?? 'GET';
      if (method !== 'GET' && method !== 'POST') {
        response.setHeader('allow', 'GET, POST');
        throw hubError('METHOD_NOT_ALLOWED');
      }
      if (url.searchParams.has('access_token')) {
        throw hubError(
          'UNAUTHENTICATED',
          'A token in the address would be logged. Send it as authorization: Bearer.',
        );
      }
      const caller = await callerOf(request.headers.authorization, verifyToken);
      const body = method === 'POST' ? await readJsonBody(request) : undefined;
      if (Array.isArray(body)) {
        throw hubError('BAD_REQUEST', 'Send one operation a request; batches are not served.');
      }
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
      }
      const httpGraphQLRequest: HTTPGraphQLRequest = { method, headers, search: url.search, body };
      const answer = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: () => Promise.resolve({ caller, signal }),
      });
      if (answer.body.kind !== 'complete') throw new Error('incremental delivery is not served');
      for (const [name, value] of answer.headers) response.setHeader(name, value);
      response.setHeader('cache-control', 'no-store');
      response.setHeader('content-length', Buffer.byteLength(answer.body.string));
      response.writeHead(answer.status ?? 200);
      response.end(answer.body.string);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      sendError(response, error);
    }
  };
}

async function callerOf(authorization: string | undefined, verifyToken: TokenVerifier): Promise<Caller> {
  // GraphiQL begins with an empty `Bearer `, for the token to be pasted behind.
  if (authorization === undefined || /^(bearer *)?$/i.test(authorization)) return ANONYMOUS;
  const [scheme, token, ...rest] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) {
    throw hubError('UNAUTHENTICATED', 'The authorization header must read: Bearer TOKEN.');
  }
  return verifyToken(token);
}
