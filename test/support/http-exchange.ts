import { expect } from '@jest/globals';

export interface HttpExchange {
  status: number;
  headers: Headers;
  text: string;
  /** From sending to the last byte, milliseconds. */
  ms: number;
  errors: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; cost?: number; mostCost?: number };
  }[];
  data: unknown;
}

/** One request as it goes over the wire; a body that is no text or bytes is sent as JSON. */
export async function exchange(
  url: string,
  {
    body,
    headers = {},
    method = 'POST',
    redirect = 'manual',
  }: Partial<Omit<RequestInit, 'headers' | 'body'>> & {
    body?: unknown;
    headers?: Record<string, string>;
  } = {},
): Promise<HttpExchange> {
  const from = performance.now();
  const response = await fetch(url, {
    method,
    redirect,
    headers: {
      accept: 'application/graphql-response+json, application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
  } as RequestInit);
  const text = await response.text();
  const ms = performance.now() - from;
  const answer =
    /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : {};
  const { errors = [], data } = answer as Partial<HttpExchange>;
  return { status: response.status, headers: response.headers, text, ms, errors, data };
}

/** Stack traces, SQL, paths, addresses, and names of what is inside the hub. */
const INTERNAL =
  /\bat .+:\d+:\d+|node_modules|\.[cm]?[jt]s\b|\/(home|root|tmp|usr|var|srv|data)\/|\b(select|insert|update|from)\b.+\b(issuance|licence_|permit_entry)|postgres|\bpg\b|ECONN|EPIPE|(\d{1,3}\.){3}\d{1,3}|localhost|::1\b|TypeError|RangeError|undefined|\[object|apollo server|graphql-js|zod|undici|jose\b|JWS|JWT|_entities/i;

/** What a client may do now. */
const REMEDY = /\b(Send|Ask|Use|Check|Sign in|Select|Say|Accept|Remove|Leave|Report|Try|Start)\b/i;

/** An error of the documented table: its code, its HTTP status, a message that says what to do, nothing internal. */
export function expectRefusal(
  answer: HttpExchange,
  { status, code }: { status: number; code: string },
): void {
  const found = {
    status: answer.status,
    code: answer.errors[0]?.extensions.code,
    text: answer.text.slice(0, 500),
  };
  expect(found).toMatchObject({ status, code });
  expect(answer.headers.get('content-type')).toMatch(
    /^application\/(graphql-response\+)?json; charset=utf-8$/,
  );
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.errors[0]?.message).toMatch(REMEDY);
  expectNothingInternal(answer);
}

/** What may stand beside the code of an error. */
const BESIDE_CODE = ['incident', 'cost', 'mostCost'];

/** Nothing of how the hub is made. */
export function expectNothingInternal({ text }: HttpExchange): void {
  expect(text).not.toMatch(INTERNAL);
  for (const { extensions } of (JSON.parse(text) as Partial<HttpExchange>).errors ?? []) {
    expect(Object.keys(extensions).filter((name) => !BESIDE_CODE.includes(name))).toEqual(['code']);
  }
}
