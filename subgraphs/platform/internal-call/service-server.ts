import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drainable } from '../drain-server.ts';
import type { Logger } from '../logger.ts';
import type { SubgraphService } from '../subgraph-service.ts';
import type { CallKeys } from './call-keys.ts';
import { createCallVerifier } from './call-verifier.ts';

export interface ServiceServerOptions {
  /** By path, e.g. `/food`. */
  services: ReadonlyMap<string, SubgraphService>;
  keys: CallKeys;
  host: string;
  /** 0 for any free port. */
  port: number;
  log: Logger;
}

export interface ServiceServer {
  readonly port: number;
  close(): Promise<void>;
}

const MOST_BODY_BYTES = 4 * 1024 * 1024;

/** Serves subgraph roles to the hub's other roles over HTTP; a call that is not signed by one learns nothing. */
export async function openServiceServer(options: ServiceServerOptions): Promise<ServiceServer> {
  const verify = createCallVerifier(options.keys);
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      options.log.error({ err: error }, 'internal call failed');
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  const close = drainable(server);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    if (request.method === 'GET' && path === '/health') return send(response, 200, { status: 'up' });
    const body = await readBody(request);
    if (!body) return send(response, 413, { error: 'body too large' });
    const call = verify({ method: request.method ?? '', path, headers: request.headers, body });
    if ('refused' in call) {
      options.log.warn({ reason: call.refused, path }, 'internal call refused');
      return send(response, 401, { error: 'unsigned' });
    }
    const service = options.services.get(path);
    if (!service) return send(response, 404, { error: 'no such role' });
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const { query, variables, operationName } = JSON.parse(body.toString()) as Record<string, unknown>;
    const answer = await service.execute({
      query: String(query),
      variables: (variables ?? {}) as Record<string, unknown>,
      ...(typeof operationName === 'string' ? { operationName } : {}),
      caller: call.caller,
      signal: gone.signal,
    });
    send(response, 200, answer);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close };
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(body);
}
