import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { ANONYMOUS, type Caller } from '../../subgraphs/domain/caller.ts';
import { isErrorCode, type ErrorCode } from '../../subgraphs/platform/error-codes.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { Ticket } from '../admission/admission.ts';
import type { CallerAccounts } from '../demand/caller-accounts.ts';
import type { HubContext } from '../hub-context.ts';
import type { RequestObserver } from '../observing/request-observer.ts';
import type { RequestRecord } from '../observing/request-record.ts';
import type { TokenVerifier } from '../sign-in/token-verifier.ts';
import { answerMediaType, type AnswerMediaType } from './answer-media-type.ts';
import { createClientAddress, type ClientAddress } from './client-address.ts';
import { clientGone } from './client-gone.ts';
import { refuseForgeable } from './forgery-guard.ts';
import { readParameters } from './graphql-parameters.ts';
import { parseBody, readBody } from './read-body.ts';
import { sendError } from './send-error.ts';

export interface GraphqlHandlerOptions {
  server: ApolloServer<HubContext>;
  /** Absent in the open gateway: then everybody is anonymous, and tokens are not looked at. */
  verifyToken?: TokenVerifier;
  /** Default: the other end of the connection. */
  clientAddress?: ClientAddress;
  /** Absent: nobody is counted. */
  accounts?: CallerAccounts;
  /** Of a request, as sent and as unpacked. */
  mostBodyBytes?: number;
  observer?: RequestObserver;
}

/** @param ticket waits for its turn once the request is here whole; absent: there are no turns */
export type HttpHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  ticket?: Ticket,
) => Promise<void>;

/** Names under which clients put a token into the address, where logs and browser histories keep it. */
const TOKEN_PARAMETERS = ['access_token', 'token', 'id_token', 'authorization', 'jwt'];

/** GraphQL over HTTP: reads the request, signs the caller in, and leaves the rest to Apollo Server's pipeline. */
export function createGraphqlHandler(options: GraphqlHandlerOptions): HttpHandler {
  const { server, verifyToken, accounts, observer, mostBodyBytes } = options;
  const clientAddress = options.clientAddress ?? createClientAddress();

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    mediaType: AnswerMediaType,
    record: RequestRecord | undefined,
    ticket: Ticket | undefined,
  ): Promise<void> {
    const signal = clientGone(response);
    const method = request.method ?? 'GET';
    if (method !== 'GET' && method !== 'POST') {
      response.setHeader('allow', 'GET, POST');
      throw hubError('METHOD_NOT_ALLOWED');
    }
    refuseForgeable(method, request.headers);
    if (verifyToken && TOKEN_PARAMETERS.some((name) => url.searchParams.has(name))) {
      throw hubError(
        'UNAUTHENTICATED',
        'A token in the address would be logged. Send it as authorization: Bearer.',
      );
    }
    const caller = await callerOf(request.headers.authorization, verifyToken).catch((error: unknown) => {
      // Whoever tries tokens is nobody yet.
      accounts?.of(ANONYMOUS, clientAddress(request)).begin();
      throw error;
    });
    if (record) record.role = caller.role;
    const account = accounts?.of(caller, clientAddress(request));
    account?.begin();
    const bytes = method === 'POST' ? await readBody(request, mostBodyBytes) : undefined;
    await ticket?.turn();
    const body = bytes && readParameters(await parseBody(bytes, request.headers, mostBodyBytes));
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
    // Chosen already: the pipeline has other things to offer (multipart, an HTML page of its own).
    headers.set('accept', mediaType);
    const httpGraphQLRequest: HTTPGraphQLRequest = { method, headers, search: url.search, body };
    const result = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: () => Promise.resolve({ caller, account, record, signal }),
    });
    if (result.body.kind !== 'complete') throw new Error('incremental delivery is not served');
    for (const [name, value] of result.headers) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-length', Buffer.byteLength(result.body.string));
    response.writeHead(result.status ?? 200);
    response.end(result.body.string);
  }

  return async (request, response, url, ticket) => {
    const mediaType = answerMediaType(request.headers.accept);
    const record = observer?.begin(request);
    try {
      if (mediaType === null) throw hubError('NOT_ACCEPTABLE');
      await answer(request, response, url, mediaType, record, ticket);
    } catch (error) {
      if (record) record.outcome = codeOf(error);
      if (!(error instanceof GraphQLError)) throw error;
      sendError(response, error, mediaType ?? 'application/json');
    } finally {
      if (record) observer?.end(record);
    }
  };
}

function codeOf(error: unknown): ErrorCode {
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  return isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR';
}

/** @throws GraphQLError UNAUTHENTICATED */
export async function callerOf(
  authorization: string | undefined,
  verifyToken: TokenVerifier | undefined,
): Promise<Caller> {
  if (!verifyToken) return ANONYMOUS;
  // GraphiQL begins with an empty `Bearer `, for the token to be pasted behind.
  if (authorization === undefined || /^(bearer *)?$/i.test(authorization)) return ANONYMOUS;
  const [scheme, token, ...rest] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) {
    throw hubError('UNAUTHENTICATED', 'Send the authorization header as: Bearer TOKEN.');
  }
  return verifyToken(token);
}
