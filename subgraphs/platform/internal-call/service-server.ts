import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drainable } from '../drain-server.ts';
import type { MetricsPage } from '../telemetry/metrics-page.ts';
import type { Logger } from '../logger.ts';
import type { SubgraphService } from '../subgraph-service.ts';
import { createBodyReader } from './bounded-bodies.ts';
import type { CallKeys } from './call-keys.ts';
import { createCallVerifier } from './call-verifier.ts';
import { toWire } from './wire-answer.ts';

export interface ServedRole {
  service: SubgraphService;
  /** With which its callers sign. */
  keys: CallKeys;
}

export interface ServiceServerOptions {
  /** By path, e.g. `/food`. */
  services: ReadonlyMap<string, ServedRole>;
  host: string;
  /** 0 for any free port. */
  port: number;
  /** Served at `/metrics` to whom it admits, and to the hub's own roles. */
  metrics?: MetricsPage;
  log: Logger;
}

export interface ServiceServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Slow senders are cut off: headers and body must be here by then, milliseconds. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 60_000;

/**
 * Serves roles to the hub's other roles over HTTP. Whatever is not signed by one of them is 401 and learns nothing, not
 * even which paths there are; `/health` and `/metrics` are for whoever watches the process.
 */
export async function openServiceServer({
  services,
  metrics,
  host,
  port,
  log,
}: ServiceServerOptions): Promise<ServiceServer> {
  const plausible = createCallVerifier();
  const readBody = createBodyReader();
  const [anyRole] = services.values();
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      serve(request, response).catch((error: unknown) => {
        // The caller has left, or sent what is no request: its own affair.
        if (!response.destroyed) log.error({ err: error }, 'internal call failed');
        response.destroy();
      });
    },
  );
  const close = drainable(server);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '/', headers } = request;
    if (method === 'GET' && path === '/health') return send(response, 200, { status: 'up' });
    if (metrics && method === 'GET' && path === '/metrics' && metrics.admits(request)) {
      return metrics.send(response);
    }
    const role = services.get(path);
    const keys = (role ?? anyRole)?.keys;
    const call = keys ? plausible(keys, { method, path, headers }) : { refused: 'nothing is served here' };
    if ('refused' in call) return refuse(request, response, call.refused);
    const body = await readBody(request);
    if (!body) return send(response, 413, { error: 'body too large' });
    const verified = call.verify(body);
    if ('refused' in verified) return refuse(request, response, verified.refused);
    if (metrics && method === 'GET' && path === '/metrics') return metrics.send(response);
    if (!role) return send(response, 404, { error: 'no such role' });
    const asked = readOperations(body);
    if (!asked) return send(response, 400, { error: 'no operation' });
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const { caller } = verified;
    // All at once: what they ask of a department travels there together.
    const answers = await Promise.all(
      asked.operations.map((operation) =>
        role.service.execute({ ...operation, caller, signal: gone.signal }),
      ),
    );
    const shown = answers.map((answer) => toWire(answer, log));
    send(response, 200, asked.isBatch ? shown : shown[0]);
  }

  function refuse(request: IncomingMessage, response: ServerResponse, reason: string): void {
    log.warn({ reason, path: String(request.url).slice(0, 100) }, 'internal call refused');
    // What is still coming is not kept, only taken off the wire, so that the answer arrives.
    request.resume();
    send(response, 401, { error: 'unsigned' });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
    // Of its own also where a cluster's processes share their ports.
    server.listen({ port, host, exclusive: true }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
  return { port: (server.address() as AddressInfo).port, close };
}

function explained({ code, message }: NodeJS.ErrnoException, host: string, port: number): Error {
  return new Error(
    code === 'EADDRINUSE'
      ? `SERVICE_PORT ${port} is in use by another program. Stop it, or set SERVICE_PORT to another port (0 for any free one).`
      : `SERVICE_PORT ${port} cannot be opened on ${host} (${message}). Correct HOST or SERVICE_PORT.`,
  );
}

interface Operations {
  operations: { query: string; variables: Record<string, unknown>; operationName?: string }[];
  /** Several in one call, answered in their order. */
  isBatch: boolean;
}

function readOperations(body: Buffer): Operations | null {
  try {
    const given: unknown = JSON.parse(body.toString());
    const isBatch = Array.isArray(given);
    const operations = (isBatch ? (given as unknown[]) : [given]).map((each) => {
      const { query, variables, operationName } = each as Record<string, unknown>;
      if (typeof query !== 'string') throw new TypeError('no query');
      return {
        query,
        variables: (variables ?? {}) as Record<string, unknown>,
        ...(typeof operationName === 'string' ? { operationName } : {}),
      };
    });
    return { operations, isBatch };
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(status === 200 ? {} : { connection: 'close' }),
  });
  response.end(body);
}
