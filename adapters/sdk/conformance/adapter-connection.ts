import { Agent, request } from 'undici';
import type { CallKeys } from '../../../subgraphs/platform/internal-call/call-keys.ts';
import { signedHeaders } from '../../../subgraphs/platform/internal-call/call-signature.ts';

export interface RawAnswer {
  status: number;
  text: string;
  elapsedMs: number;
}

export interface GraphAnswer extends RawAnswer {
  data: Record<string, unknown> | null;
  errors: readonly { message: string; extensions?: Record<string, unknown> }[];
  extensions: Record<string, unknown>;
}

export interface Question {
  query: string;
  variables?: Record<string, unknown>;
  /** Default the federated schema; `contract` is the fixed one beside it. */
  of?: 'federated' | 'contract';
  /** The caller leaves when it is aborted. */
  signal?: AbortSignal;
}

/** An adapter as the hub reaches it: signed calls over HTTP, and nothing else. */
export interface AdapterConnection {
  readonly url: URL;
  /** @throws Error where there is no answer at all */
  ask(question: Question): Promise<GraphAnswer>;
  /** A call with these headers and no others of its own. */
  send(path: string, body: string, headers: Record<string, string>): Promise<RawAnswer>;
  /** The headers that make a call one of the hub's own. */
  sign(path: string, body: string): Record<string, string>;
  close(): Promise<void>;
}

/** Far over every budget of an adapter: what takes longer is no answer. */
const PATIENCE_MS = 20_000;
const CALLER = { role: 'service', id: 'conformance-kit' } as const;

/** @param url of the role, e.g. `http://127.0.0.1:4201/food` */
export function connectToAdapter(url: URL, keys: CallKeys): AdapterConnection {
  const agent = new Agent({ connections: 64 });

  async function send(path: string, body: string, headers: Record<string, string>, signal?: AbortSignal) {
    const begun = performance.now();
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const response = await request(new URL(path, url), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      dispatcher: agent,
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    const text = await response.body.text();
    return { status: response.statusCode, text, elapsedMs: performance.now() - begun };
  }

  const sign = (path: string, body: string) =>
    signedHeaders(keys, { method: 'POST', path, body, caller: CALLER });

  return {
    url,
    send,
    sign,
    async ask({ query, variables = {}, of = 'federated', signal }) {
      const path = of === 'contract' ? `${url.pathname}/contract` : url.pathname;
      const body = JSON.stringify({ query, variables });
      const raw = await send(path, body, sign(path, body), signal);
      const { data, errors, extensions } = parsed(raw.text);
      return { ...raw, data: data ?? null, errors: errors ?? [], extensions: extensions ?? {} };
    },
    close: () => agent.destroy(),
  };
}

function parsed(text: string): Partial<Pick<GraphAnswer, 'data' | 'errors' | 'extensions'>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
