import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DepartmentSystem } from '../core/system.ts';
import { ControlError } from './control-error.ts';
import { answerControl } from './control-routes.ts';
import { requireSameSite } from './same-site-guard.ts';

export interface ControlServerOptions {
  /** 0 for any free port. */
  port: number;
  /** Null while the systems are still starting. */
  systems: () => readonly DepartmentSystem[] | null;
  /** Told of errors that are nobody's input; the caller gets none of it. */
  report: (line: string) => void;
}

export interface ControlServer {
  readonly origin: string;
  close(): Promise<void>;
}

const MOST_BODY_BYTES = 1024 * 1024;

/**
 * The control interface of the sandbox: HTTP and JSON on loopback. Errors are `{"error": {"code", "message"}}`.
 * @throws Error in words where the port is in use
 */
export async function openControlServer(options: ControlServerOptions): Promise<ControlServer> {
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      requireSameSite(request);
      const body = await readBody(request);
      const systems = options.systems();
      if (!systems)
        throw new ControlError(503, 'STARTING', 'The sandbox is still starting.', { 'retry-after': '1' });
      const { method = '', url = '' } = request;
      send(response, 200, await answerControl(systems, { method, url, body }));
    } catch (error) {
      const refusal = error instanceof ControlError ? error : internalError(error);
      send(
        response,
        refusal.status,
        { error: { code: refusal.code, message: refusal.message } },
        refusal.headers,
      );
    }
  }

  function internalError(error: unknown): ControlError {
    options.report(`the control interface failed: ${error instanceof Error ? error.message : String(error)}`);
    return new ControlError(
      500,
      'INTERNAL',
      'The sandbox failed at this call; its log on standard error says why.',
    );
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, options.port)));
    server.listen({ port: options.port, host: '127.0.0.1', exclusive: true }, resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  const remedy = 'set SANDBOX_PORT to another port (0 for any free one)';
  if (error.code === 'EADDRINUSE') {
    return new Error(`SANDBOX_PORT ${port} is in use by another program. Stop it, or ${remedy}.`);
  }
  if (error.code === 'EACCES') return new Error(`SANDBOX_PORT ${port} may not be listened on; ${remedy}.`);
  return error;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BODY_BYTES) {
      throw new ControlError(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MB.', { connection: 'close' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
