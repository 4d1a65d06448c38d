import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import { isFromProxy } from '../http/client-address.ts';

/** No spaces, quotes or line breaks: nothing that could forge a line of a log. */
const ACCEPTABLE = /^[\w.:-]{1,64}$/;

/**
 * Gives each request a name: that which a trusted proxy gave it (`X-Request-Id`), else one of its own. Anybody else's is
 * not taken: it could be made to look like somebody else's request.
 */
export function createRequestIds(trusted: BlockList | undefined): (request: IncomingMessage) => string {
  // Once a process, so that an id costs no randomness.
  const prefix = randomBytes(6).toString('base64url');
  let count = 0;
  return (request) => {
    if (trusted) {
      const given = request.headers['x-request-id'];
      if (typeof given === 'string' && ACCEPTABLE.test(given) && isFromProxy(request, trusted)) return given;
    }
    count += 1;
    return `${prefix}-${count.toString(36)}`;
  };
}
