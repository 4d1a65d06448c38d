import { Pool, errors, type Dispatcher } from 'undici';
import { DepartmentFault } from '../contract.ts';

export interface HttpClientOptions {
  /** Scheme, host and port of the system, e.g. `https://food.example:8443`. */
  origin: string;
  /** Most sockets. */
  connections: number;
  /** Answers larger than this are cut off, bytes. Default 2 MB. */
  maxResponseBytes?: number;
}

export interface HttpRequest {
  headers: Record<string, string>;
  body: string | Buffer;
  signal: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface HttpClient {
  /** @throws DepartmentFault UNREACHABLE, TIMEOUT (the signal) or BAD_DATA (broken or oversized answer) */
  post(path: string, request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** Of a call's 800 ms, connecting may take this much. */
const CONNECT_TIMEOUT_MS = 500;
const DEFAULT_MAX_RESPONSE_BYTES = 2 * 1024 * 1024;

/**
 * Pooled keep-alive HTTP to one department system. It never follows a redirect (a department that could send the
 * hub elsewhere could send it to an internal port) and never reads more than its cap.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const maxResponseBytes = options.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES;
  const pool = new Pool(options.origin, {
    connections: options.connections,
    pipelining: 1,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
    maxResponseSize: maxResponseBytes,
  });
  return {
    async post(path, { headers, body, signal }) {
      let response: Dispatcher.ResponseData;
      try {
        response = await pool.request({ path, method: 'POST', headers, body, signal });
      } catch (error) {
        throw toFault(error, signal, 'before an answer');
      }
      try {
        return {
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.from(await response.body.arrayBuffer()),
        };
      } catch (error) {
        throw toFault(error, signal, 'in the middle of an answer');
      }
    },
    async close() {
      await pool.destroy();
    },
  };
}

function toFault(
  error: unknown,
  signal: AbortSignal,
  when: 'before an answer' | 'in the middle of an answer',
) {
  const message = error instanceof Error ? error.message : String(error);
  if (signal.aborted) return new DepartmentFault('TIMEOUT', `no whole answer within the budget (${when})`);
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new DepartmentFault('BAD_DATA', `answer larger than the cap: ${message}`);
  }
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return new DepartmentFault('TIMEOUT', message);
  }
  if (error instanceof errors.HTTPParserError || error instanceof errors.ResponseContentLengthMismatchError) {
    return new DepartmentFault('BAD_DATA', `not HTTP as it should be: ${message}`);
  }
  if (when === 'in the middle of an answer') {
    return new DepartmentFault('BAD_DATA', `connection broken ${when}: ${message}`, { cause: error });
  }
  // A kept-alive socket that the system closed while our request was on its way: it has not begun to answer.
  const resendable =
    error instanceof errors.SocketError || (error as { code?: string }).code === 'ECONNRESET';
  return new DepartmentFault('UNREACHABLE', `connection failed: ${message}`, { resendable, cause: error });
}
