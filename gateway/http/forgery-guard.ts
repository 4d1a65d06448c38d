import type { IncomingHttpHeaders } from 'node:http';
import { hubError } from '../../subgraphs/platform/hub-error.ts';

/** A web page can send these only after the browser has asked us whether it may (CORS), and we never say yes. */
const ASKED_FIRST = ['apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * Refuses a GET that a page of another site could make a browser send, with the sender's address or cookies for
 * authority, to learn something from how long it takes (XS-Search). A POST needs no such guard: it is JSON, which a
 * browser asks leave for. @throws GraphQLError CSRF
 */
export function refuseForgeable(method: string, headers: IncomingHttpHeaders): void {
  if (method === 'POST' || /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return;
  if (ASKED_FIRST.some((name) => headers[name])) return;
  throw hubError(
    'CSRF',
    'A page of another site could have sent this GET. Send the header apollo-require-preflight: 1 with it, or POST.',
  );
}
