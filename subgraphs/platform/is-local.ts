import type { IncomingMessage } from 'node:http';

/** What a proxy adds to a request that it passes on. */
const PASSED_ON = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/**
 * Whether a request was made on this machine, by its connection. One that a proxy on this machine passed on was not:
 * it comes over loopback too, and would open to everybody what is meant for the operator.
 */
export function isLocal({ socket, headers }: IncomingMessage): boolean {
  const { remoteAddress = '' } = socket;
  const isLoopback = remoteAddress === '::1' || /^(::ffff:)?127\./.test(remoteAddress);
  return isLoopback && !PASSED_ON.some((name) => headers[name] !== undefined);
}
