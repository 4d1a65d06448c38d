import type { IncomingMessage } from 'node:http';
import { ControlError } from './control-error.ts';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Keeps web pages from driving the sandbox through the browser of whoever runs it. A page elsewhere carries an Origin
 * that is not ours (CSRF); a name that an attacker lets point to 127.0.0.1 carries a Host that is not loopback (DNS
 * rebinding). Programs send neither, so they are not asked for anything.
 * @throws ControlError 403
 */
export function requireSameSite(request: IncomingMessage): void {
  const { host, origin } = request.headers;
  if (
    host === undefined ||
    !URL.canParse(`http://${host}`) ||
    !LOOPBACK_HOSTS.has(new URL(`http://${host}`).hostname)
  ) {
    throw new ControlError(
      403,
      'FOREIGN_HOST',
      'The control interface answers to 127.0.0.1 and localhost only.',
    );
  }
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  const site = request.headers['sec-fetch-site'];
  if (isForeign || site === 'cross-site' || site === 'same-site') {
    throw new ControlError(403, 'FOREIGN_ORIGIN', 'Web pages of other sites may not drive the sandbox.');
  }
}
