import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JSONWebKeySet } from 'jose';
import { drainable } from '../../subgraphs/platform/drain-server.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import type { Admission, Ticket } from '../admission/admission.ts';
import { isDoorbellPath } from '../doorbell/doorbell-handler.ts';
import { answerUnreadable } from './answer-unreadable.ts';
import { isLocal } from '../../subgraphs/platform/is-local.ts';
import type { MetricsHandler } from './metrics-handler.ts';
import { capConnections } from './connection-cap.ts';
import type { SupergraphState } from '../supergraph/supergraph-file.ts';
import type { GraphiqlPage } from './graphiql-page.ts';
import type { HttpHandler } from './graphql-handler.ts';
import { refuseOverload } from './refuse-overload.ts';
import { sendError } from './send-error.ts';

export interface GatewayServerOptions {
  /** 0 for any free port. */
  port: number;
  /** Address to listen on; loopback unless the operator says otherwise. */
  host: string;
  graphql: HttpHandler;
  /** `/callback/…`, where departments ring. */
  doorbell?: HttpHandler;
  /** Absent in production: no console. */
  graphiql?: GraphiqlPage;
  /** Public keys of the local issuer, if there is one. */
  keys?: JSONWebKeySet;
  /** Once told to stop, the port stays open so long for load balancers to see it in /ready. Milliseconds, default 0. */
  stopNoticeMs?: number;
  metrics?: MetricsHandler;
  /** Absent: every request is taken on. */
  admission?: Admission;
  /** Whether requests can be served now. */
  ready(): Promise<boolean>;
  /** For whoever asks for /health on this machine. */
  supergraph(): SupergraphState;
  log: Logger;
}

export interface GatewayServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Slow senders are cut off: a request's headers and body must be here by then, milliseconds. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 60_000;
/**
 * Connections that wait to be accepted. Beyond them the kernel drops packets, and a caller's request is sent again only
 * after seconds: a thousand who come at once are to be answered, if only by a refusal. The system may allow fewer.
 */
const BACKLOG = 4_096;
/** The slowest operation has an answer long before. */
const DRAIN_MS = 10_000;

/** @throws Error with one line that names the port and the remedy where it cannot be opened */
export async function openGatewayServer(options: GatewayServerOptions): Promise<GatewayServer> {
  let isStopping = false;
  const ready = async () => !isStopping && (await options.ready());
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      // First of all, while next to nothing has been spent on the request.
      const ticket = NEVER_REFUSED.has(request.url) ? undefined : options.admission?.enter();
      if (ticket === null) return refuseOverload(request, response);
      if (ticket) response.once('close', () => ticket.leave());
      route({ ...options, ready }, request, response, ticket).catch((error: unknown) => {
        options.log.error({ err: error }, 'request failed');
        if (response.headersSent) response.destroy();
        else sendError(response, hubError('INTERNAL_SERVER_ERROR', 'Something went wrong in the hub.'));
      });
    },
  );
  server.on('clientError', answerUnreadable);
  capConnections(server);
  const drain = drainable(server, { noticeMs: options.stopNoticeMs ?? 0, drainMs: DRAIN_MS });
  await listen(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      isStopping = true;
      return drain();
    },
  };
}

async function route(
  { graphql, doorbell, graphiql, keys, metrics, ready, supergraph }: GatewayServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  ticket: Ticket | undefined,
): Promise<void> {
  response.setHeader('x-content-type-options', 'nosniff');
  // The Host header is the client's to choose: it is never used.
  const url = URL.parse(request.url ?? '/', 'http://hub') ?? new URL('http://hub/');
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (url.pathname === '/graphql') {
    if (graphiql && reading && !url.searchParams.has('query') && wantsHtml(request)) {
      return graphiql.serve(request, response);
    }
    return graphql(request, response, url, ticket);
  }
  if (doorbell && isDoorbellPath(url.pathname)) return doorbell(request, response, url);
  const page = pageAt(url.pathname);
  if (!page) return sendError(response, hubError('NOT_FOUND'));
  if (!reading) {
    response.setHeader('allow', 'GET, HEAD');
    return sendError(
      response,
      hubError('METHOD_NOT_ALLOWED', 'Send a GET or a HEAD; nothing else is served here.'),
    );
  }
  return page();

  function pageAt(path: string): (() => Promise<void> | void) | undefined {
    switch (path) {
      case '/health':
        // From elsewhere it says no more than that the process lives (OWASP API8: no detail to strangers).
        return () =>
          sendJson(response, 200, {
            status: 'up',
            ...(isLocal(request) ? { supergraph: supergraph() } : {}),
          });
      case '/ready':
        return async () => {
          const isReady = await ready();
          sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready' });
        };
      case '/metrics':
        return metrics && (() => metrics(request, response));
      case '/.well-known/jwks.json':
        return keys && (() => sendJson(response, 200, keys));
      case '/':
        return graphiql && (() => void response.writeHead(302, { location: '/graphql' }).end());
      default:
        return undefined;
    }
  }
}

/** Probes are answered however much there is to do; whatever is written in another way is no probe. */
const NEVER_REFUSED: ReadonlySet<string | undefined> = new Set(['/health', '/ready', '/metrics']);

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

function wantsHtml(request: IncomingMessage): boolean {
  return /\btext\/html\b/.test(request.headers.accept ?? '');
}

function listen(server: Server, { port, host }: GatewayServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'it is in use. Stop what uses it, or start with another PORT'
          : `${error.message}. Choose another PORT`;
      reject(new Error(`PORT ${port} cannot be opened on ${host}: ${why}.`));
    });
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}
